"""public.set_feed_marker, get_feed_marker and event_marker: the latest reading stands."""

import pytest

from posts import functions
from posts.tests.conftest import answer
from topin.core.testing.refusals import refused

EARLY, MIDDLE, LATE = (f"2026-01-0{day}T10:00:00.000000Z" for day in (1, 2, 3))


@pytest.fixture
def mark(acting_as):
    """`mark(person, at)`: the marker after that reading was said to be read."""

    def act(who, at):
        with acting_as(who, commit=True) as call:
            return answer(call(functions.set_feed_marker, actor=who.id, head=f"head of {at}", at=at)["body"])

    return act


@pytest.fixture
def marker(acting_as):
    """`marker(person)`: how far they have read."""

    def read(who):
        with acting_as(who) as call:
            return answer(call(functions.get_feed_marker, viewer=who.id)["body"])

    return read


@pytest.fixture
def events(sql):
    """`events(person)`: how many events of the marker their stream has."""
    counted = "SELECT count(*) AS n FROM private.stream_event WHERE user_id = %s AND kind = 'marker'"
    return lambda who: sql(counted, [who.id])[0]["n"]


def test_nothing_is_read_until_it_is_said(person, marker):
    assert marker(person()) == {"head": None, "at": None}


def test_a_later_reading_takes_the_place_of_an_earlier_one_and_is_told(person, mark, marker, events):
    a, b = person(), person()
    assert mark(a, EARLY) == marker(a) == {"head": f"head of {EARLY}", "at": EARLY}
    assert mark(a, LATE) == marker(a) == {"head": f"head of {LATE}", "at": LATE}
    assert (events(a), events(b), marker(b)["at"]) == (2, 0, None)


def test_the_same_reading_again_changes_nothing_and_is_not_told(person, mark, events):
    a = person()
    assert mark(a, MIDDLE) == mark(a, MIDDLE)
    assert events(a) == 1


def test_an_earlier_reading_is_refused_with_what_stands(person, mark, marker, events):
    a = person()
    stands = mark(a, MIDDLE)
    with refused(409, "marker_behind"):
        mark(a, EARLY)
    assert marker(a) == stands
    assert events(a) == 1


def test_the_event_shows_the_marker_as_it_is_now(person, mark, acting_as):
    a = person()
    mark(a, EARLY)
    stands = mark(a, LATE)
    with acting_as(a) as call:
        assert answer(call("SELECT public.event_marker($1::uuid, '{}')", a.id)) == stands


def test_nobody_reads_or_moves_anothers_marker(person, mark, marker, acting_as):
    a, b = person(), person()
    stands = mark(a, EARLY)
    for function, given in (
        (functions.get_feed_marker, {"viewer": a.id}),
        (functions.set_feed_marker, {"actor": a.id, "head": "x", "at": LATE}),
    ):
        with refused(403, "forbidden"), acting_as(b, commit=True) as call:
            call(function, **given)
    assert marker(a) == stands


def test_it_goes_with_the_account_and_stands_in_the_export(person, mark, sql):
    a = person()
    mark(a, EARLY)
    rows = "SELECT count(*) AS n FROM private.feed_markers WHERE user_id = %s"
    exported = "SELECT e AS kept FROM private.export_rows(%s, 'private.feed_markers') e"
    assert [row["kept"]["head"] for row in sql(exported, [a.id], login="worker")] == [f"head of {EARLY}"]
    sql("DELETE FROM auth.users WHERE id = %s", [a.id])
    assert sql(rows, [a.id])[0]["n"] == 0
