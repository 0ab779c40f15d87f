"""The worker's and beat's entry: the application of topin.core.jobs with the tasks of every room."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
django.setup(set_prefix=False)

from django_celery_beat.schedulers import DatabaseScheduler  # noqa: E402

import posts.media.export  # noqa: E402 (needs the settings, as do the next)
from profiles.export.archive import file_sources  # noqa: E402
from topin.core.jobs.app import app  # noqa: E402
from topin.core.jobs.schedule import seed  # noqa: E402
from topin.schedule import SCHEDULE  # noqa: E402

__all__ = ["app"]

app.autodiscover_tasks(
    [
        "topin.core.jobs",
        "topin.core.admin",
        "topin.core.realtime",
        "topin.auth",
        "profiles",
        "profiles.export",
        "profiles.settings",
        "social",
        "posts",
        "engagement",
        "engagement.analytics",
        "posts.media",
    ]
)
# The export of a person's data takes along what they stored.
file_sources.append(posts.media.export.files_of)


class SeededScheduler(DatabaseScheduler):  # type: ignore[misc]
    """Beat's schedule from the database, after what it lacks was added; beat reads it before any signal."""

    def setup_schedule(self) -> None:
        seed(SCHEDULE)
        super().setup_schedule()


app.conf.beat_scheduler = "topin.celery:SeededScheduler"
