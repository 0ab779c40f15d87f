"""What the schedule names, the workers know: else a job would never run, and only its alarm would tell."""

from topin.celery import app
from topin.core.jobs.base import registry
from topin.schedule import SCHEDULE


def test_each_entry_is_a_task_that_workers_register():
    app.loader.import_default_modules()
    assert sorted({entry.task for entry in SCHEDULE} - app.tasks.keys()) == []


def test_each_job_stands_in_the_schedule():
    app.loader.import_default_modules()
    assert sorted(registry.keys() - {entry.task for entry in SCHEDULE}) == []
