"""The beat schedule in the database: seeded from topin/schedule.py, then the staff's to edit; and what is late."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery.schedules import crontab
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

_GRACE = timedelta(minutes=5)


@dataclass(frozen=True)
class Entry:
    """A task and when it runs: every so many seconds, or at a crontab's times (UTC)."""

    task: str
    every: int | crontab
    description: str
    queue: str | None = None


def seed(entries: Iterable[Entry]) -> list[str]:
    """Add the entries that the database does not have yet; what stands there, staff may have edited: it stays.

    An entry's row is known by its name, the task's. Returns the names added. Safe to run at the same time.
    """
    return [entry.task for entry in entries if _add(entry)]


def _add(entry: Entry) -> bool:
    known = PeriodicTask.objects.filter(name=entry.task).exists()
    if known:
        return False
    if isinstance(entry.every, crontab):
        times: dict[str, Any] = {"crontab": _crontab(entry.every)}
    else:
        every, _ = IntervalSchedule.objects.get_or_create(every=entry.every, period=IntervalSchedule.SECONDS)
        # Due at once: else its first time would be put off by every restart of beat until it has run.
        times = {"interval": every, "start_time": timezone.now()}
    added: bool
    _, added = PeriodicTask.objects.get_or_create(
        name=entry.task,
        defaults={
            "task": entry.task,
            "description": entry.description,
            "queue": entry.queue,
            "args": json.dumps([]),
        }
        | times,
    )
    return added


def _crontab(times: crontab) -> CrontabSchedule:
    row = CrontabSchedule.from_schedule(times)
    found, _ = CrontabSchedule.objects.get_or_create(
        minute=row.minute, hour=row.hour, day_of_week=row.day_of_week, day_of_month=row.day_of_month,
        month_of_year=row.month_of_year, timezone=row.timezone,
    )  # fmt: skip
    return found


def late(jobs: Iterable[str], done: Mapping[str, datetime], now: datetime) -> list[str]:
    """The enabled jobs whose next run after the last success should have ended five minutes ago."""
    rows = PeriodicTask.objects.filter(task__in=list(jobs), enabled=True).select_related("interval", "crontab")
    return sorted({row.task for row in rows if _overdue(row, done.get(row.task, row.date_changed), now)})


def _overdue(row: PeriodicTask, since: datetime, now: datetime) -> bool:
    times = row.schedule  # made anew at each look
    times.nowfun = lambda: now
    return bool(times.remaining_estimate(since) < -_GRACE)
