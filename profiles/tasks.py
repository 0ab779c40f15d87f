"""Jobs of people."""

from topin.core.jobs.base import job

from . import erasure


@job("profiles.erase", queue="bulk")
def erase_closed_accounts() -> int:
    """Erase accounts that their owners closed 30 days ago, in short transactions."""
    total = 0
    while count := erasure.erase_due():
        total += count
    return total
