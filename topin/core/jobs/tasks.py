"""The Celery tasks of the outbox: the poll, and the dispatcher that works on a queue."""

from celery import shared_task

from topin.core.db.session import call

from . import functions, outbox

_SECONDS = 20  # well under the broker's visibility timeout; what is left over is worked on by the next one


@shared_task(name="topin.core.jobs.dispatch")
def dispatch(queue: str) -> None:
    """Work on what is due in one queue; sent with that queue's name as its Celery queue."""
    outbox.drain(queue, _SECONDS)


@shared_task(name="topin.core.jobs.poll")
def poll() -> None:
    """Wake a dispatcher for each queue in which something is due; beat sends this every few seconds."""
    for queue in call(functions.due_queues, outbox.WORKER):
        outbox.wake(queue)
