"""private.find_posts beyond the newest 2,000: by stretches of time it finds what a reading of all posts finds."""

import pytest

from topin.core.db.owner import definer_connection

# 2,400 posts an hour apart, a stretch every 16: so 150 of them, single ones and whole 32.
_STRETCHES = """
INSERT INTO private.post_stretches (number, starts_at)
SELECT n, timestamptz '2001-01-01' + n * interval '16 h' FROM generate_series(1, 149) n
"""
_POSTS = """
INSERT INTO public.posts (author_id, type, content, hashtags, created_at)
SELECT %s, 'text', concat_ws(' ', 'zqall', CASE WHEN n %% 7 = 0 THEN 'zqseven' END,
    CASE WHEN n %% 97 = 0 THEN 'zqrare' END,
    CASE WHEN n = 3 THEN '#zqonce' END, CASE WHEN n < 60 THEN 'zqearly' || n END),
  CASE WHEN n = 3 THEN '{zqonce}' ELSE '{}' END::text[], timestamptz '2001-01-01' + n * interval '1 h'
  FROM generate_series(0, 2399) n
"""
_UNTIL = "timestamptz '2002-01-01'"
_FOUND = f"SELECT id FROM private.find_posts(%s, private.post_query(%s), {_UNTIL}, 60) ORDER BY created_at DESC"
_ALL = f"""
SELECT w.post_id FROM private.post_words w
 WHERE w.words @@ replace(private.post_query(%s), ' ', '')::tsquery AND w.created_at < {_UNTIL}
   AND w.created_at >= '2001-01-01' ORDER BY w.created_at DESC LIMIT 60
"""


@pytest.fixture
def connection():
    """The definer's, in a transaction that is taken back."""
    with definer_connection() as connection, connection.transaction(force_rollback=True):
        yield connection


@pytest.fixture
def posts(connection, person):
    """Many posts of 2001 in many stretches; their author."""
    author = person()
    connection.execute(_STRETCHES)
    connection.execute(_POSTS, [author.id])
    return author


@pytest.mark.parametrize(
    "q",
    ["zqall", "zqseven", "zqrare ", "zqearly", "zqearly7 ", "zqseven zqrare", "#zqonce", "zqall zqe", "zqnone"],
)
def test_stretches_find_what_a_reading_of_all_finds(connection, posts, person, q):
    viewer = person()
    found = connection.execute(_FOUND, [viewer.id, q]).fetchall()
    assert found == connection.execute(_ALL, [q]).fetchall()
    assert (q == "zqnone") is (found == [])


def test_a_stretch_begins_when_the_last_one_is_full(connection, posts):
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
