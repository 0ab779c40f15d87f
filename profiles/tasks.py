"""Jobs of people."""

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions


@job("profiles.erase", queue="bulk")
def erase_closed_accounts() -> int:
    """Erase accounts that their owners closed 30 days ago, in short transactions."""
    total = 0
    while count := int(call(functions.erase_closed_accounts, WORKER)):
        total += count
    return total
