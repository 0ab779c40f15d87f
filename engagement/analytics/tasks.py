"""Jobs of views and analytics."""

import logging
from datetime import UTC, datetime, timedelta

from django.conf import settings

from posts import functions as posts
from topin.core.db.session import call
from topin.core.jobs.base import WORKER, job

from . import functions, tracking

log = logging.getLogger("topin.analytics")
_VERIFIED = 8  # days back


@job("analytics.cache_sync")
def cache_sync() -> int:
    """Bring the views of the last minutes from Redis to PostgreSQL, each exactly once."""
    return tracking.flush()


@job("analytics.retention", queue="bulk")
def retention() -> int:
    """Drop the logs' months that have had their time, and what kept past days from counting a viewer twice."""
    rows = int(call(functions.drop_event_logs, WORKER, keep=settings.EVENT_LOG_MONTHS))
    for function in (posts.prune_anonymous_views, functions.prune_view_batches, functions.prune_view_events):
        while count := int(call(function, WORKER)):
            rows += count
    return rows


@job("analytics.roll_up", queue="bulk")
def roll_up() -> int:
    """Count every day that is not final anew, each in a transaction of its own."""
    days = call(functions.days_to_roll_up, WORKER)
    return sum(int(call(functions.roll_up_day, WORKER, of_day=day)) for day in days)


@job("analytics.verify", queue="bulk")
def verify() -> int:
    """Hold the figures of the last days against raw SQL; each that is wrong is logged and made right."""
    today, drifted = datetime.now(UTC).date(), 0
    for ago in range(_VERIFIED, 0, -1):
        day = today - timedelta(days=ago)
        for row in call(functions.verify_analytics, WORKER, of_day=day):
            log.error(
                "figures of %s %s on %s were %s, are %s",
                row["kind"],
                row["id"],
                day,
                row["stored"],
                row["counted"],
            )
            drifted += 1
    return drifted


@job("analytics.refresh", queue="bulk")
def refresh() -> int:
    """Count the staff's figures of the whole product anew."""
    return int(call(functions.refresh_figures, WORKER))
