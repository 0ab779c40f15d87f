"""Jobs of engagement: fold the counters, erase what has been gone long enough."""

from celery import shared_task

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions

_FOLD = 5000  # rows: short transactions


@shared_task(name="engagement.fold")
def fold() -> None:
    """Add to the counters what likes and comments appended; every few seconds, so its runs are not recorded."""
    while call(functions.fold_counters, WORKER, most=_FOLD) >= _FOLD:
        pass  # more waits


@job("engagement.sweep", queue="bulk")
def sweep() -> int:
    """Erase comments deleted 30 days ago, in short transactions."""
    total = 0
    while count := int(call(functions.erase_deleted_comments, WORKER)):
        total += count
    return total
