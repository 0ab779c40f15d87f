"""Jobs: every run is recorded, one at a time, once for a key; what is late or failed is said; edits stay."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from celery.schedules import crontab
from django_celery_beat.models import PeriodicTask

from topin.core.db.session import Caller, call
from topin.core.jobs import functions, schedule, tasks
from topin.core.jobs.base import Job
from topin.core.jobs.metrics import OperationsCollector

RUNS = "SELECT * FROM private.job_run WHERE job = %s ORDER BY started_at"


@pytest.fixture
def name():
    return f"test.{uuid.uuid4().hex[:12]}"


def make(name, function, *, alone=True, unique=None):
    return Job(name, function, alone, unique, retries=0)


def test_a_run_is_recorded_with_its_rows_and_duration(name, sql):
    assert make(name, lambda: 7).run()
    run = sql(RUNS, [name])[0]
    assert (run["outcome"], run["rows"], run["error"]) == ("done", 7, None)
    assert timedelta(0) < run["duration"] < timedelta(seconds=5)


def test_a_failure_is_recorded_and_raised_and_does_not_keep_the_lock(name, sql):
    def fail():
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        make(name, fail).run()
    assert make(name, lambda: None).run()
    assert [(run["outcome"], run["error"]) for run in sql(RUNS, [name])] == [
        ("failed", "ValueError: seven"), ("done", None),
    ]  # fmt: skip


def test_a_job_that_is_alone_does_not_run_beside_itself_and_finds_the_lost_run(name, sql):
    other = "SELECT private.start_run(%s, NULL, true)"
    held = sql(other, [name], login="worker")[0]["start_run"]
    assert not make(name, lambda: pytest.fail("ran beside itself")).run()
    assert make(name, lambda: 1, alone=False).run()
    sql("SELECT private.unlock_job(%s, true)", [name], login="worker")
    assert make(name, lambda: 1).run()
    outcomes = {str(run["id"]): run["outcome"] for run in sql(RUNS, [name])}
    assert outcomes[str(held)] == "lost"


def test_a_killed_workers_connection_lets_go_of_the_lock(name, sql):
    held = sql("SELECT private.start_run(%s, NULL, true) AS run, pg_backend_pid() AS pid", [name], login="worker")[
        0
    ]
    with pytest.raises(psycopg.errors.AdminShutdown):
        sql("SELECT pg_terminate_backend(%s)", [held["pid"]], login="worker")
    assert make(name, lambda: 1).run()


def test_a_unique_run_is_done_once(name, sql):
    monthly = make(name, lambda month: 1, unique=lambda month: month)
    assert monthly.run("2026-10") and not monthly.run("2026-10") and monthly.run("2026-11")
    assert [run["unique_key"] for run in sql(RUNS, [name])] == ["2026-10", "2026-11"]


def test_the_sweep_erases_yesterdays_idempotency_keys_alone(sql):
    user = uuid.uuid4()
    sql(
        "INSERT INTO private.idempotency_key (user_id, key, fingerprint, status, headers, body, created_at)"
        " SELECT %s, k, '', 200, '{}', '', now() - age"
        " FROM (VALUES ('old', interval '25 h'), ('new', '23 h')) v (k, age)",
        [user],
    )
    tasks.sweep()
    assert sql("SELECT key FROM private.idempotency_key WHERE user_id = %s", [user]) == [{"key": "new"}]
    assert sql("SELECT outcome FROM private.job_run WHERE job = 'core.sweep'")[-1]["outcome"] == "done"


def test_seeding_adds_what_is_missing_and_keeps_what_staff_changed(name):
    entries = [schedule.Entry(name, 60, "a"), schedule.Entry(f"{name}b", crontab(minute="5"), "b", queue="bulk")]
    assert schedule.seed(entries) == [name, f"{name}b"]
    assert PeriodicTask.objects.get(name=name).start_time is not None
    PeriodicTask.objects.filter(name=name).update(enabled=False)
    assert schedule.seed(entries) == []
    assert not PeriodicTask.objects.get(name=name).enabled
    assert PeriodicTask.objects.get(name=f"{name}b").crontab.minute == "5"


def test_a_job_without_a_success_in_time_is_late(name):
    schedule.seed([schedule.Entry(name, 60, "a"), schedule.Entry(f"{name}h", crontab(minute="0"), "b")])
    jobs = [name, f"{name}h"]
    now = datetime(2026, 5, 1, 12, 10, tzinfo=UTC)
    done = {name: now - timedelta(minutes=7), f"{name}h": now - timedelta(minutes=9)}
    assert schedule.late(jobs, done, now) == [name]
    done = {name: now - timedelta(minutes=5), f"{name}h": now - timedelta(minutes=70)}
    assert schedule.late(jobs, done, now) == [f"{name}h"]
    PeriodicTask.objects.filter(name=f"{name}h").update(enabled=False)
    assert schedule.late(jobs, done, now) == []


def test_lateness_alarms_once_and_shows_in_the_figures(name):
    worker = Caller(None)
    assert call(functions.note_late_jobs, worker, jobs=[name]) == [name]
    assert call(functions.note_late_jobs, worker, jobs=[name]) == []
    assert name in json.loads(call(functions.operations_figures, worker))["late"]
    late = next(metric for metric in OperationsCollector().collect() if metric.name == "topin_job_late")
    assert name in {sample.labels["job"] for sample in late.samples}
    assert call(functions.note_late_jobs, worker, jobs=[]) == []
    tasks.watch()
