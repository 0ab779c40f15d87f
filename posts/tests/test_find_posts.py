"""private.find_posts: place by place it finds what a reading of all posts finds, each within bounds of cost."""

import json
from typing import Any

import pytest

from topin.core.db.owner import definer_connection
from topin.core.testing.people import make_person

# 3,000 posts an hour apart, a stretch every 16: so 188 of them.
_STRETCHES = """
INSERT INTO private.post_stretches (number, starts_at)
SELECT n, timestamptz '2001-01-01' + n * interval '16 h' FROM generate_series(1, 187) n
"""
_POSTS = """
INSERT INTO public.posts (author_id, type, content, hashtags, created_at)
SELECT %s, 'text', concat_ws(' ', 'zqall', CASE WHEN n %% 7 = 0 THEN 'zqseven' END,
    CASE WHEN n %% 2 = 0 THEN 'zqeven' ELSE 'zqodd' END, CASE WHEN n %% 97 = 0 THEN 'zqrare' END,
    CASE WHEN n = 3 THEN '#zqonce' END, CASE WHEN n < 60 THEN 'zqearly' || n END),
  CASE WHEN n = 3 THEN '{zqonce}' ELSE '{}' END::text[], timestamptz '2001-01-01' + n * interval '1 h'
  FROM generate_series(0, 2999) n
"""
_START = {"at": "2002-01-01", "id": "ffffffff-ffff-ffff-ffff-ffffffffffff"}
_FIND = "SELECT id, created_at, near FROM private.find_posts(%s, %s, %s, %s)"
_ALL = """
SELECT w.post_id FROM private.post_words w
 WHERE w.words @@ replace((private.post_query(%s)).parted, ' ', '')::tsquery
   AND w.created_at >= '2001-01-01' AND w.created_at < '2002-01-01' ORDER BY w.created_at DESC
"""
_LOOKED_AT = "SELECT count(*) FROM private.post_words WHERE created_at >= %s AND created_at < '2002-01-01'"
_ASKED = "SELECT numbers FROM private.stretches_asked(%s, '2002-01-01')"
_MARK = "SELECT private.mark_stretches(interval '0', %s)"


@pytest.fixture(scope="module")
def connection_and_author():
    """The definer's, in a transaction that is taken back; many posts of 2001 in many stretches, none marked."""
    with definer_connection() as connection, connection.transaction(force_rollback=True):
        author = make_person()
        connection.execute(_STRETCHES)
        connection.execute(_POSTS, [author.id])
        connection.execute("DELETE FROM private.stretch_marks")
        yield connection, author


@pytest.fixture
def connection(connection_and_author):
    """The connection, on which all that a test does is undone."""
    connection, _ = connection_and_author
    with connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def author(connection_and_author):
    """Whose the posts are."""
    return connection_and_author[1]


@pytest.fixture
def places(connection):
    """`places(viewer, q, wanted=60)`: what is found at each place, until nothing is left to look at."""

    def walk(viewer, q, wanted=60) -> list[list[Any]]:
        place, found = _START, []
        while place:
            rows = connection.execute(_FIND, [viewer.id, q, json.dumps(place), wanted + 1]).fetchall()
            found.append([row[0] for row in rows[:wanted] if row[2] is not None])
            rest = rows[wanted:] or [row for row in rows if row[2] is None]
            place = {"at": rest[0][1].isoformat(), "id": str(rest[0][0])} if rest else None
        return found

    return walk


_QUERIES = (
    "zqall", "zqseven", "zqrare ", "zqearly", "zqearly7 ", "zqseven zqrare", "#zqonce", "zqall zqe",
    "zqeven zqodd",
)  # fmt: skip


@pytest.mark.parametrize("marked", [0, 100, 1000])
def test_all_places_find_what_a_reading_of_all_finds(connection, person, places, marked):
    viewer = person()
    connection.execute(_MARK, [marked])
    for q in _QUERIES:
        found = places(viewer, q)
        expected = [row[0] for row in connection.execute(_ALL, [q])]
        assert [post for place in found for post in place] == expected, q
        assert (q == "zqeven zqodd") is (expected == [])
        assert q not in ("zqall", "zqseven", "zqall zqe") or {len(place) for place in found[:-1]} == {60}


def test_words_that_never_meet_cost_eight_stretches_a_place(connection, person, places):
    connection.execute(_MARK, [1000])
    viewer = person()
    ((_, at, near),) = connection.execute(_FIND, [viewer.id, "zqeven zqodd", json.dumps(_START), 61]).fetchall()
    assert near is None
    (looked_at,) = connection.execute(_LOOKED_AT, [at]).fetchone()
    assert 2000 + 7 * 16 < looked_at <= 2000 + 8 * 16
    assert places(viewer, "zqeven zqodd") == [[], []]  # the newest 2,000 and 8 stretches, then all that are left


def test_an_absent_word_is_asked_of_no_marked_stretch(connection, person, places):
    assert len(connection.execute(_ASKED, [["zqnone"]]).fetchone()[0]) == 32
    connection.execute(_MARK, [1000])
    for words in (["zqnone"], ["zqall", "zqnone"], ["zqallx"], ["#zqall"]):
        assert connection.execute(_ASKED, [words]).fetchone() == ([187],)  # the newest one, which has not ended
    assert places(person(), "zqnone") == [[]]


def test_no_more_than_32_stretches_are_asked(connection):
    connection.execute(_MARK, [1000])
    (asked,) = connection.execute(_ASKED, [["zqall"]]).fetchone()
    assert asked == list(range(187, 155, -1))
    (asked,) = connection.execute(_ASKED, [["zqrare"]]).fetchone()
    assert asked == sorted({187} | {n // 16 for n in range(0, 3000, 97)}, reverse=True)[:32]


def test_500_matches_that_nobody_may_see_end_a_place(connection, author, person, places):
    viewer = person()
    connection.execute("INSERT INTO public.blocked_users VALUES (%s, %s)", [author.id, viewer.id])
    ((_, at, near),) = connection.execute(_FIND, [viewer.id, "zqall", json.dumps(_START), 61]).fetchall()
    assert near is None
    assert connection.execute(_LOOKED_AT, [at]).fetchone() == (2501,)
    assert places(viewer, "zqall") == [[], []]


def test_what_is_written_into_a_marked_stretch_is_found(connection, person, places):
    connection.execute(_MARK, [1000])
    (post,) = connection.execute(
        "UPDATE public.posts SET content = 'zqall zqedited' WHERE content LIKE '%zqearly7' RETURNING id"
    ).fetchone()
    assert places(person(), "zqall zqedi") == [[post]]
    connection.execute("UPDATE private.post_stretches SET marked = false")
    connection.execute(_MARK, [1000])
    assert connection.execute(
        "SELECT count(*), count(DISTINCT stretch) FROM private.stretch_marks"
    ).fetchone() == (187, 187)
    assert places(person(), "zqall zqedi") == [[post]]


def test_what_may_still_be_written_to_is_not_marked(connection):
    connection.execute(
        "UPDATE private.post_stretches SET starts_at = now() - interval '59 min' WHERE number = 187"
    )
    marked = "SELECT private.mark_stretches(most => %s)"
    assert [connection.execute(marked, [n]).fetchone()[0] for n in (100, 100, 100)] == [100, 86, 0]


def test_a_stretch_begins_when_the_last_one_is_full(connection):
    cut = "SELECT private.cut_stretches(%s)"
    connection.execute("DELETE FROM private.post_stretches WHERE number > 140")
    assert connection.execute(cut, [10**6]).fetchone() == (0,)
    assert connection.execute(cut, [144]).fetchone() == (1,)
    number = "SELECT number, starts_at > now() FROM private.post_stretches ORDER BY number DESC LIMIT 1"
    assert connection.execute(number).fetchone() == (141, True)
    assert connection.execute(cut, [144]).fetchone() == (0,)  # not before that one has its posts


def test_the_index_is_used_as_it_is_written(connection):
    """The function and the index in tables.sql say the same."""
    connection.execute("SET LOCAL enable_seqscan = off")
    plan = connection.execute(
        "EXPLAIN SELECT FROM private.post_words x"
        " WHERE private.parted_words(x.words, x.stretch) @@ '''0:x'''::tsquery"
    ).fetchall()
    assert "post_words_parted" in str(plan)
