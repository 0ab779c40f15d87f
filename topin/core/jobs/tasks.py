"""The foundation's own work: the outbox's poll and dispatcher, the sweep, and the watch over all jobs."""

import json
import logging
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from topin.core.db.function import SqlFunction
from topin.core.db.session import call

from . import functions, outbox, schedule
from .base import job, registry

log = logging.getLogger("topin.jobs")
_SECONDS = 20  # well under the broker's visibility timeout; what is left over is worked on by the next one
_BATCH = 5000


@shared_task(name="core.dispatch")
def dispatch(queue: str) -> None:
    """Work on what is due in one queue; sent with that queue's name as its Celery queue."""
    outbox.drain(queue, _SECONDS)


@shared_task(name="core.poll")
def poll() -> None:
    """Wake a dispatcher for each queue in which something is due; beat sends this every few seconds."""
    for queue in call(functions.due_queues, outbox.WORKER):
        outbox.wake(queue)


@job("core.sweep", queue="bulk")
def sweep() -> int:
    """Erase what has had its time: idempotency keys of yesterday, messages done a week ago, old runs."""
    rows = _in_batches(functions.prune_idempotency_keys)
    for function in (functions.sweep_outbox, functions.prune_runs):
        rows += call(function, outbox.WORKER)
    return rows


def _in_batches(function: SqlFunction) -> int:
    """Short transactions: a long delete would hold back vacuum and its own retry."""
    total = 0
    while count := call(function, outbox.WORKER, batch=_BATCH):
        total += count
    return total


@job("core.partitions", queue="bulk")
def partitions() -> int:
    """Make the next months' partitions of every log, long before the first row that needs them."""
    return int(call(functions.ensure_partitions, outbox.WORKER))


@job("core.watch")
def watch() -> int:
    """Compare each scheduled job's last success with its schedule, and alarm for those that are late."""
    found = json.loads(call(functions.last_done, outbox.WORKER, jobs=sorted(registry)))
    done = {name: datetime.fromisoformat(when) for name, when in found.items() if when}
    late = schedule.late(registry, done, timezone.now())
    for name in call(functions.note_late_jobs, outbox.WORKER, jobs=late):
        log.error("job %s is late: last done %s", name, done.get(name, "never"))
    return len(late)
