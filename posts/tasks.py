"""Jobs of posts: erase what has been gone long enough; part time for searches."""

from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions


@job("posts.sweep", queue="bulk")
def sweep() -> int:
    """Erase posts deleted 30 days ago and feed entries taken back a day ago, in short transactions."""
    total = 0
    for function in (functions.sweep_feed_entries, functions.erase_deleted_posts):
        while count := int(call(function, WORKER)):
            total += count
    return total


@job("posts.stretches", queue="bulk")
def stretches() -> int:
    """Begin a new stretch of time for searches where the last one has its posts; mark what ended an hour ago."""
    return int(call(functions.cut_stretches, WORKER)) + int(call(functions.mark_stretches, WORKER))
