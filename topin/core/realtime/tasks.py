"""The streams' upkeep: fold what came in numbers, let go of what is old."""

from celery import shared_task

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions

_FOLD, _PRUNE = 5000, 500  # rows, people: short transactions


@shared_task(name="realtime.fold")
def fold() -> None:
    """Make events of what is pending; every few seconds, so its runs are not recorded one by one."""
    while call(functions.fold_events, WORKER, most=_FOLD) == _FOLD:
        pass  # more waits


@job("realtime.prune", queue="bulk")
def prune() -> int:
    """Let go of events older than a week, or beyond a person's latest 10,000."""
    total = 0
    while count := int(call(functions.prune_streams, WORKER, most=_PRUNE)):
        total += count
    return total
