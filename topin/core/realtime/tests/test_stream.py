"""Streams in SQL: numbers without a hole, positions, what is shown and what is not, folding, pruning."""

import json
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connections

from topin.core.db.session import Caller, acting
from topin.core.jobs.base import registry
from topin.core.realtime.tasks import fold

_EMIT = "SELECT private.emit($1::uuid, 'follow', $2::jsonb)"


@pytest.fixture
def follow(acting_as, sql):
    """One person follows another; the stream of the followed begins after it."""

    def make(follower, followed):
        with acting_as(follower, commit=True) as call:
            call("SELECT created FROM public.follow_user($1::uuid, $2::uuid)", follower.id, followed.id)
        sql("DELETE FROM private.stream WHERE user_id = %s", [followed.id])

    return make


@pytest.fixture
def emit(sql):
    """Write an event of a follower into somebody's stream."""
    return lambda to, by, kind="follow": sql(
        "SELECT private.emit(%s, %s, %s)", [to.id, kind, json.dumps({"user_id": by.id})]
    )


def read(acting_as, who, known=None, after=0, limit=100):
    with acting_as(who) as call:
        text = call(
            "SELECT to_json(r)::text FROM public.read_stream($1::uuid, $2::uuid, $3::bigint, $4::int) r",
            who.id, known, after, limit,
        )  # fmt: skip
    return json.loads(text)


def block(acting_as, blocker, blocked):
    with acting_as(blocker, commit=True) as call:
        call("SELECT created FROM public.block_user($1::uuid, $2::uuid)", blocker.id, blocked.id)


def test_events_are_numbered_without_a_hole_by_writers_at_once(acting_as, people, follow):
    someone, *others = people(5)
    for other in others:
        follow(other, someone)

    def write(other):
        for _ in range(10):
            with acting(Caller(None), alias="worker") as session:
                session.execute(_EMIT, [someone.id, json.dumps({"user_id": other.id})])
        connections["worker"].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, others))
    epoch = read(acting_as, someone)["epoch"]
    page = read(acting_as, someone, epoch, 0)
    assert page["seqs"] == list(range(1, 41))
    assert page["head"] == 40


def test_a_position_resumes_only_in_its_own_epoch_and_range(acting_as, people, emit, follow):
    someone, other = people(2)
    follow(other, someone)
    emit(someone, other)
    epoch = read(acting_as, someone)["epoch"]
    assert read(acting_as, someone, epoch, 1)["resumes"] is True
    assert read(acting_as, someone, epoch, 2)["resumes"] is False
    assert read(acting_as, someone, epoch, -1)["resumes"] is False
    assert read(acting_as, someone, other.id, 0)["resumes"] is False


def test_what_was_known_before_a_stream_began_resumes_at_its_first_event(acting_as, sql, people, emit, follow):
    someone, other = people(2)
    follow(other, someone)
    before = read(acting_as, someone)
    emit(someone, other)
    began = read(acting_as, someone, before["epoch"], before["head"])
    assert (began["resumes"], began["seqs"]) == (True, [1])
    assert read(acting_as, someone, before["epoch"], 1)["resumes"] is False
    sql("UPDATE private.stream SET floor_seq = 1 WHERE user_id = %s", [someone.id])
    assert read(acting_as, someone, before["epoch"], 0)["resumes"] is False


def test_a_page_holds_what_fits_and_what_is_shown(acting_as, people, emit, follow):
    someone, other = people(2)
    follow(other, someone)
    for _ in range(3):
        emit(someone, other)
    epoch = read(acting_as, someone)["epoch"]
    page = read(acting_as, someone, epoch, 1, 1)
    assert page["seqs"] == [2]
    frame = json.loads(page["frames"][0])
    assert (frame["t"], frame["q"], frame["k"]) == ("ev", 2, "follow")
    assert frame["d"]["user"]["user_handle"] == other.handle
    assert frame["d"]["followed_at"].endswith("Z")


@pytest.mark.parametrize("blocker", [0, 1])
def test_a_block_takes_effect_on_what_is_queued(acting_as, people, emit, follow, blocker):
    pair = someone, other = people(2)
    follow(other, someone)
    emit(someone, other)
    epoch = read(acting_as, someone)["epoch"]
    block(acting_as, pair[blocker], pair[1 - blocker])
    frame = json.loads(read(acting_as, someone, epoch, 0)["frames"][0])
    assert (frame["q"], frame["k"], frame["d"]) == (1, "void", None)
    assert other.handle not in json.dumps(frame)


def test_nobody_reads_the_stream_of_another(acting_as, people):
    someone, other = people(2)
    with acting_as(other) as call, pytest.raises(psycopg.errors.InsufficientPrivilege):
        call("SELECT public.stream_rows($1::uuid, 0, 10)", someone.id)
    with acting_as(None) as call, pytest.raises(psycopg.errors.InsufficientPrivilege):
        call("SELECT public.stream_position($1::uuid)", someone.id)


def test_a_kind_that_nothing_shows_is_refused_and_leaves_no_number(sql, person, emit):
    someone = person()
    with pytest.raises(psycopg.errors.RaiseException, match="no function shows"):
        emit(someone, someone, kind="nothing.such")
    assert sql("SELECT user_id FROM private.stream WHERE user_id = %s", [someone.id]) == []


def test_pending_events_fold_into_one_per_topic(sql, people, follow):
    someone, *others = people(4)
    for other in others:
        follow(other, someone)
        sql("SELECT private.emit_later(%s, 'follow', 'f', %s)", [someone.id, json.dumps({"user_id": other.id})])
    sql("SELECT private.emit_later(%s, 'follow', 'g', '{}')", [someone.id])
    assert sql("SELECT private.fold_events(1000) AS n", login="worker")[0]["n"] >= 4
    rows = sql("SELECT data FROM private.stream_event WHERE user_id = %s ORDER BY seq", [someone.id])
    assert [row["data"]["count"] for row in rows] == [3, 1]
    assert [entry["user_id"] for entry in rows[0]["data"]["latest"]] == [other.id for other in reversed(others)]
    assert sql("SELECT user_id FROM private.pending_event WHERE user_id = %s", [someone.id]) == []


def test_pruning_raises_the_floor_so_that_an_old_position_is_told(sql, acting_as, people, emit, follow):
    someone, other = people(2)
    follow(other, someone)
    for _ in range(3):
        emit(someone, other)
    sql(
        "UPDATE private.stream_event SET created_at = now() - interval '8 days' WHERE user_id = %s AND seq <= 2",
        [someone.id],
    )
    assert sql("SELECT private.prune_streams(1000) AS n", login="worker")[0]["n"] >= 2
    epoch = read(acting_as, someone)["epoch"]
    assert read(acting_as, someone, epoch, 1)["resumes"] is False
    assert read(acting_as, someone, epoch, 2)["seqs"] == [3]


def test_pruning_takes_the_streams_of_nobody(sql, person, emit):
    someone = person()
    emit(someone, someone)
    sql("DELETE FROM auth.users WHERE id = %s", [someone.id])
    sql("SELECT private.prune_streams(1000)", login="worker")
    assert sql("SELECT user_id FROM private.stream WHERE user_id = %s", [someone.id]) == []


def test_a_hello_checks_the_session_opens_the_stream_and_reads_as_the_person(sql, people, emit, follow):
    someone, other = people(2)
    follow(other, someone)
    statement = "SELECT * FROM private.socket_hello(%s, NULL, NULL, 10)"
    first = sql(statement, [someone.caller.claims], login="api")[0]
    assert (first["head"], first["resumes"], first["frames"]) == (0, False, None)
    emit(someone, other)
    known = "SELECT * FROM private.socket_hello(%s, %s, 0, 10)"
    page = sql(known, [someone.caller.claims, first["epoch"]], login="api")[0]
    assert json.loads(page["frames"][0])["d"]["user"]["id"] == other.id
    sql("DELETE FROM auth.sessions WHERE id = %s", [someone.session_id])
    with pytest.raises(psycopg.Error) as refused:
        sql(statement, [someone.caller.claims], login="api")
    assert refused.value.sqlstate == "PT401"


def test_many_are_read_for_at_once_each_as_themselves(sql, acting_as, people, emit, follow):
    first, second, other = people(3)
    for one in (first, second):
        follow(other, one)
        emit(one, other)
    block(acting_as, second, other)
    places = [
        {"claims": one.caller.claims, "known": read(acting_as, one)["epoch"], "after": 0}
        for one in (first, second)
    ]
    rows = sql("SELECT * FROM private.sockets_read(%s, 10)", [json.dumps(places)], login="api")
    assert [json.loads(row["frames"][0])["k"] for row in rows] == ["follow", "void"]


def test_event_follow_shows_a_follow_that_stands_to_its_recipient_alone(acting_as, people, follow):
    someone, other, third = people(3)
    follow(other, someone)
    statement = "SELECT public.event_follow($1::uuid, jsonb_build_object('user_id', $2::text))"
    with acting_as(someone) as call:
        assert json.loads(call(statement, someone.id, other.id))["user"]["user_handle"] == other.handle
        assert call(statement, someone.id, third.id) is None
    with acting_as(third) as call:
        assert call(statement, someone.id, other.id) is None


def test_socket_states_tell_heads_and_ended_sessions(sql, people, emit):
    lively, ended, banned, gone = people(4)
    emit(lively, ended)
    sql("DELETE FROM auth.sessions WHERE id = %s", [ended.session_id])
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [banned.id])
    sql("DELETE FROM auth.users WHERE id = %s", [gone.id])
    everyone = [lively, ended, banned, gone]
    rows = sql(
        "SELECT * FROM private.socket_states(%s::uuid[], %s::uuid[])",
        [[one.id for one in everyone], [one.session_id for one in everyone]],
        login="api",
    )
    assert [row["state"] for row in rows] == ["ok", "ended", "suspended", "ended"]
    assert [row["head"] for row in rows][:2] == [1, 0]


def test_the_jobs_fold_and_prune(sql, acting_as, people, follow):
    someone, other = people(2)
    follow(other, someone)
    sql("SELECT private.emit_later(%s, 'follow', 'f', %s)", [someone.id, json.dumps({"user_id": other.id})])
    fold()
    assert read(acting_as, someone)["head"] == 1
    sql("UPDATE private.stream_event SET created_at = now() - interval '8 days' WHERE user_id = %s", [someone.id])
    assert registry["realtime.prune"].run()
    assert sql("SELECT floor_seq FROM private.stream WHERE user_id = %s", [someone.id]) == [{"floor_seq": 1}]


def test_opening_a_stream_twice_keeps_its_epoch(sql, acting_as, person):
    someone = person()
    assert read(acting_as, someone)["epoch"] == "00000000-0000-0000-0000-000000000000"
    sql("SELECT private.open_stream(%s)", [someone.id], login="api")
    first = read(acting_as, someone)["epoch"]
    sql("SELECT private.open_stream(%s)", [someone.id], login="api")
    assert read(acting_as, someone)["epoch"] == first != "00000000-0000-0000-0000-000000000000"
