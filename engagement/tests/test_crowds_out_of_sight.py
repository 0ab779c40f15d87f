"""people_page, engaged_page, comment_page: a crowd that nobody may see, robots for one, costs a bounded page."""

import json
import os

import psycopg
import pytest

from engagement import functions
from engagement.tests.conftest import ids
from posts.tests.conftest import answer

SIGN_UP = """
SELECT private.create_user('robot' || n || '@crowd.test', '', jsonb_build_object('user_handle', 'crowding_' || n))
  FROM generate_series(1, 2200) n
"""
SUSPEND = "UPDATE public.profiles SET suspended_at = now() WHERE id = ANY(%s) RETURNING id"
FOLLOW = """
INSERT INTO public.followers (follower_id, following_id, created_at)
SELECT unnest(%s::uuid[]), %s, now() - interval '1 day'
"""
LIKE = """
INSERT INTO public.likes (user_id, post_id, created_at)
SELECT unnest(%s::uuid[]), %s, now() - interval '1 day'
"""
FOLLOWERS = "SELECT results, next FROM private.people_page(%s, 'followers', %s, 20, %s)"
LIKERS = "SELECT results, next FROM private.engaged_page(%s, 'post', %s, 20, %s)"


@pytest.fixture(scope="module")
def owner_and_crowd():
    """A connection of the owner, and the ids of 2,200 suspended people, whom its transaction alone knows."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SET LOCAL ROLE topin_auth")
        crowd = [row[0] for row in connection.execute(SIGN_UP).fetchall()]
        connection.execute("SET LOCAL ROLE topin_definer")
        assert len(connection.execute(SUSPEND, [crowd]).fetchall()) == len(crowd)
        yield connection, crowd
        connection.rollback()


@pytest.mark.parametrize(("page", "add"), [(FOLLOWERS, FOLLOW), (LIKERS, LIKE)], ids=["followers", "likers"])
def test_a_page_ends_before_its_end_and_next_leads_to_who_may_be_seen(owner_and_crowd, person, write, page, add):
    owner, crowd = owner_and_crowd
    viewer, author, old = person(), person(), person()
    target = author.id if page == FOLLOWERS else write(author)
    with owner.transaction(force_rollback=True):
        owner.execute(add.replace("1 day", "2 days"), [[old.id], target])
        owner.execute(add, [crowd, target])
        results, following = owner.execute(page, [viewer.id, target, None]).fetchone()
        assert results == [] and following is not None
        results, following = owner.execute(page, [viewer.id, target, json.dumps(following)]).fetchone()
        assert [one["id"] for one in results] == [old.id] and following is None


@pytest.mark.parametrize("sort", ["new", "old", "top"])
def test_a_page_of_comments_that_are_nearly_all_hidden_too(acting_as, person, write, comment, comments, sql, sort):
    author, other, viewer = person(), person(), person()
    post = write(author)
    seen = comment(other, post, "seen")
    sql(
        "INSERT INTO public.comments (post_id, author_id, content, created_at, hidden_by_author_at)"
        " SELECT %s, %s, 'hidden', now() + %s * interval '1 day', now() FROM generate_series(1, 2200)",
        [post, other.id, -1 if sort == "old" else 1],
    )
    given = {"post": post, "sort": sort, "parent": None, "page_limit": 20}
    with acting_as(viewer) as call:
        first = call(functions.get_comments, viewer=viewer.id, **given)
        rest = call(functions.get_comments, viewer=viewer.id, **given, after=answer(first["next"]))
    assert (answer(first["results"]), bool(first["next"])) == ([], True)
    assert (ids(answer(rest["results"])), rest["next"]) == ([seen], None)
    assert len(comments(author, post, sort, size=100)) == 2201
