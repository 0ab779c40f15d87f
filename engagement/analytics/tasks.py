"""Jobs of views and analytics."""

from django.conf import settings

from posts import functions as posts
from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions, tracking


@job("analytics.cache_sync")
def cache_sync() -> int:
    """Bring the views of the last minutes from Redis to PostgreSQL, each exactly once."""
    return tracking.flush()


@job("analytics.retention", queue="bulk")
def retention() -> int:
    """Drop the logs' months that have had their time, and what kept past days from counting a viewer twice."""
    rows = int(call(functions.drop_event_logs, WORKER, keep=settings.EVENT_LOG_MONTHS))
    for function in (posts.prune_anonymous_views, functions.prune_view_batches):
        while count := int(call(function, WORKER)):
            rows += count
    return rows


@job("analytics.roll_up", queue="bulk")
def roll_up() -> int:
    """Count every day that is not final anew, each in a transaction of its own."""
    days = call(functions.days_to_roll_up, WORKER)
    return sum(int(call(functions.roll_up_day, WORKER, of_day=day)) for day in days)


@job("analytics.refresh", queue="bulk")
def refresh() -> int:
    """Count the staff's figures of the whole product anew."""
    return int(call(functions.refresh_figures, WORKER))
