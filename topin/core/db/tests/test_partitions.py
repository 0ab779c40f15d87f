"""Partitions of logs: made ahead, once, out of everybody's reach but through the log; dropped behind retention."""

import json

import psycopg
import pytest

from topin.core.db.session import call
from topin.core.jobs import functions, tasks
from topin.core.jobs.outbox import WORKER

PARTS = "SELECT relid::regclass::text FROM pg_partition_tree('private.log_of_test') WHERE level = 1 ORDER BY 1"


@pytest.fixture
def log(owner):
    """A log, as a room's tables.sql would make it; undone with all that hangs on it."""
    owner.execute("CREATE TABLE private.log_of_test (word text, at timestamptz NOT NULL) PARTITION BY RANGE (at)")
    owner.execute("SET LOCAL topin.now = '2026-11-30T23:59:59Z'")

    def run(statement):
        return owner.execute(statement).fetchone()[0]

    run.parts = lambda: [name for (name,) in owner.execute(PARTS)]
    return run


def test_this_month_and_the_next_are_made_once(log):
    assert log("SELECT private.ensure_partitions(2)") >= 3
    assert log.parts() == [f"private.log_of_test_{month}" for month in ("2026_11", "2026_12", "2027_01")]
    assert log("SELECT private.ensure_partitions(2)") == 0
    assert log("SELECT private.make_partition('private.log_of_test', '2026-12-17')") is False


def test_months_begin_and_end_in_utc_whatever_the_session_s_zone(log, owner):
    owner.execute("SET LOCAL timezone = 'Pacific/Auckland'")
    log("SELECT private.ensure_partitions(1)")
    for at in ("2026-11-30T23:59:59.999999Z", "2026-12-01T00:00:00Z"):
        owner.execute("INSERT INTO private.log_of_test VALUES (%s, %s)", (at, at))
    found = owner.execute("SELECT tableoid::regclass::text FROM private.log_of_test ORDER BY at").fetchall()
    assert found == [("private.log_of_test_2026_11",), ("private.log_of_test_2026_12",)]


def test_a_partition_shows_nothing_to_whoever_asks_it_by_its_name(log, owner):
    log("SELECT private.ensure_partitions(0)")
    flags = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
    assert owner.execute(flags, ("private.log_of_test_2026_11",)).fetchone() == (True,)


def test_what_ended_before_the_months_to_keep_is_dropped(log):
    for month in ("2025-09-01", "2025-10-01", "2025-11-01", "2026-11-01"):
        log(f"SELECT private.make_partition('private.log_of_test', '{month}')")
    assert log("SELECT private.drop_partitions('private.log_of_test', 12)") == 2
    assert log.parts() == ["private.log_of_test_2025_11", "private.log_of_test_2026_11"]
    assert log("SELECT private.drop_partitions('private.log_of_test', 12)") == 0


@pytest.mark.parametrize("keep", ["0", "-1", "NULL"])
def test_a_log_keeps_at_least_the_month_before(log, owner, keep):
    log("SELECT private.make_partition('private.log_of_test', '2020-01-01')")
    with pytest.raises(psycopg.errors.InvalidParameterValue), owner.transaction():
        log(f"SELECT private.drop_partitions('private.log_of_test', {keep})")
    assert log.parts() == ["private.log_of_test_2020_01"]


def test_every_log_of_the_product_has_partitions_ahead_and_the_job_finds_nothing_to_do(sql):
    assert call(functions.ensure_partitions, WORKER) == 0
    assert tasks.partitions.name == "core.partitions"
    ahead = sql(
        "SELECT p.partrelid::regclass::text AS log, count(i.inhrelid) AS months FROM pg_partitioned_table p"
        " LEFT JOIN pg_inherits i ON i.inhparent = p.partrelid GROUP BY 1"
    )
    assert json.dumps([row for row in ahead if row["months"] < 4]) == "[]"
