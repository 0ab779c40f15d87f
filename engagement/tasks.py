"""Jobs of engagement: fold the counters, prove them right, erase what has been gone long enough."""

import logging

from celery import shared_task

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions

log = logging.getLogger("topin.engagement")
_FOLD = 5000  # rows: short transactions


@shared_task(name="engagement.fold")
def fold() -> None:
    """Add to the counters what likes and comments appended; every few seconds, so its runs are not recorded."""
    while call(functions.fold_counters, WORKER, most=_FOLD) >= _FOLD:
        pass  # more waits


@job("engagement.verify", queue="bulk")
def verify() -> int:
    """Recompute all counters from their rows; each that was wrong is logged as an error and made right."""
    drifted = call(functions.verify_counters, WORKER)
    for row in drifted:
        log.error(
            "counters of %s %s were %s, are %s", row["counter"], row["id"], row["stored"], row["counted"]
        )  # fmt: skip
    return len(drifted)


@job("engagement.sweep", queue="bulk")
def sweep() -> int:
    """Erase comments deleted 30 days ago, in short transactions."""
    total = 0
    while count := int(call(functions.erase_deleted_comments, WORKER)):
        total += count
    return total
