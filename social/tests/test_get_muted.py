"""public.get_muted and GET /api/social/muted: whom one has muted; nobody else's list."""

import datetime

import pytest

from social import functions
from topin.core.testing.refusals import refused


@pytest.fixture
def mute(acting_as):
    """`mute(a, b, until=None)`: what it answered to being new."""

    def act(who, other, until=None):
        with acting_as(who, commit=True) as call:
            return call(functions.mute_user, actor=who.id, target=other.id, until=until)["created"]

    return act


def test_ones_own_mutes_newest_first_with_their_ends(api, person, people, mute, listed):
    a, others = person(), people(3)
    mute(a, others[0])
    mute(a, others[1])
    mute(a, others[2], datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC))
    found = listed(functions.get_muted, a)
    assert [entry["id"] for entry in found] == [x.id for x in reversed(others)]
    assert [entry["until"] for entry in found] == ["2099-01-01T00:00:00.000000Z", None, None]
    assert all(entry["viewer"]["muted"] for entry in found)
    assert listed(functions.get_muted, others[0]) == []
    answer = api.get("/api/social/muted", as_=a)
    assert [entry["id"] for entry in answer.json()["results"]] == [entry["id"] for entry in found]
    api.problem(api.get("/api/social/muted"), 401, "authentication_required")


def test_a_mute_that_is_over_is_not_listed_and_begins_anew(person, mute, listed, sql):
    a, b = person(), person()
    mute(a, b)
    sql("UPDATE public.mutes SET until = now() - interval '1 second', created_at = '2020-01-01Z'"
        " WHERE muter_id = %s", [a.id])  # fmt: skip
    assert listed(functions.get_muted, a) == []
    assert mute(a, b) is True
    assert listed(functions.get_muted, a)[0]["muted_at"] > "2021"


def test_whom_a_block_or_a_suspension_hides_is_not_listed(person, people, mute, block, suspend, listed):
    a, (blocked, blocking, suspended, seen) = person(), people(4)
    for other in (blocked, blocking, suspended, seen):
        mute(a, other)
    block(a, blocked)
    block(blocking, a)
    suspend(suspended)
    assert [entry["id"] for entry in listed(functions.get_muted, a)] == [seen.id]


def test_nobody_reads_anothers_mutes(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_muted, viewer=b.id, page_limit=20)
