"""Real workers on a real broker: woken at once, and killed in the middle without loss and without doubling."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from topin.core.db.session import Caller, call
from topin.core.jobs import functions, outbox

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
WORKER = [sys.executable, "-m", "topin.core.jobs.tests.slow_worker", "--workers", "1"]
STATUS = "SELECT status, tries FROM private.outbox WHERE id = %s"
LEASE_OVER = "SELECT 1 FROM private.outbox WHERE id = %s AND run_at < now()"
# The handler sleeps in its transaction, its effect made and not committed.
IN_HANDLER = """
SELECT 1 FROM pg_stat_activity
 WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE '%private.enqueue(%'
"""


@contextmanager
def worker():
    """A worker process; killed outright at the end, with its children."""
    with subprocess.Popen(WORKER, env={**os.environ, "TOPIN_OUTBOX_LEASE": "2"}) as process:
        try:
            yield process
        finally:
            process.kill()


def until(condition, seconds=40):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "did not come to pass in time"
        time.sleep(0.1)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(sql):
    message = call(functions.enqueue, Caller(None), kind="test.kill", payload={})
    outbox.wake()
    with worker():
        until(lambda: sql(IN_HANDLER, login="worker"))
        assert sql(STATUS, [message]) == [{"status": "taken", "tries": 1}]
    until(lambda: sql(LEASE_OVER, [message]))
    outbox.wake()
    with worker():
        until(lambda: sql(STATUS, [message]) == [{"status": "done", "tries": 2}])
    effects = sql(
        "SELECT 1 FROM private.outbox WHERE kind = 'test.kill_effect' AND payload ->> 'of' = %s", [str(message)]
    )
    assert len(effects) == 1


def test_beats_poll_reaches_what_nobody_woke_a_worker_for(sql):
    environment = {**os.environ, "TOPIN_LOGIN": "worker", "TOPIN_OUTBOX_POLL": "1"}
    beat = [sys.executable, "manage.py", "serve", "beat"]
    message = call(functions.enqueue, Caller(None), kind="test.unknown", payload={}, queue="bulk")
    with worker(), subprocess.Popen(beat, env=environment) as process:
        try:
            until(lambda: sql(STATUS, [message]) == [{"status": "dead", "tries": 1}])
            until(lambda: sql("SELECT 1 FROM private.job_run WHERE job = 'core.watch' AND outcome = 'done'"))
        finally:
            process.terminate()
