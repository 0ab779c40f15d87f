"""Jobs of the social graph: keep in line what follows or time have changed."""

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions


@job("social.activity")
def refresh_activity() -> int:
    """Count those again whose suspension has run out."""
    return int(call(functions.refresh_activity, WORKER))


@job("social.popularity", queue="bulk")
def refresh_popularity() -> int:
    """Bring the popularity that search ranks by in line with the followers, in short transactions."""
    total = 0
    while count := int(call(functions.refresh_popularity, WORKER)):
        total += count
    return total
