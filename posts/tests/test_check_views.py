"""public.check_views: what a viewer may see now; private.prune_anonymous_views: what goes with its key."""

import json
import uuid

import pytest

from posts import functions
from topin.core.db.session import Caller, call


@pytest.fixture
def visible(acting_as):
    """`visible(person_or_None, posts)`: the ids that come back."""

    def ask(who, posts):
        with acting_as(who) as act:
            body = act(functions.check_views, viewer=who and who.id, posts=posts)["body"]
        return set(json.loads(body)["visible"])

    return ask


def test_each_viewer_is_told_what_they_may_see(people, write, follow, block, suspend, visible):
    author, follower, stranger, blocked, gone = people(5)
    follow(follower, author)
    block(author, blocked)
    posts = {
        audience: write(author, audience=audience) for audience in ("public", "followers", "mutuals", "private")
    }
    left = write(gone)
    suspend(gone)
    asked = [*posts.values(), left, str(uuid.uuid4())]
    assert visible(author, asked) == set(posts.values())
    assert visible(follower, asked) == {posts["public"], posts["followers"]}
    assert visible(stranger, asked) == visible(None, asked) == {posts["public"]}
    assert visible(blocked, asked) == set()
    assert visible(author, []) == set()


def test_a_post_counts_once_and_no_more_than_100_are_looked_at(person, write, visible):
    a = person()
    post = write(a)
    assert visible(a, [post] * 200) == {post}
    assert visible(a, [str(uuid.uuid4()) for _ in range(100)] + [post]) == set()


def test_anonymous_views_lose_their_key_after_a_day_and_others_stay(person, write, sql):
    a, b = person(), person()
    post = write(a)
    rows = [(b.id, 5, False), (str(uuid.uuid4()), 5, True), (str(uuid.uuid4()), 0, True)]
    insert = "INSERT INTO public.post_views VALUES (%s, %s, now()::date - %s::integer, %s)"
    for key, age, anonymous in rows:
        sql(insert, [post, key, age, anonymous])
    while call(functions.prune_anonymous_views, Caller(None), batch=1):
        pass
    left = sql("SELECT viewer_key::text FROM public.post_views WHERE post_id = %s", [post])
    assert {row["viewer_key"] for row in left} == {rows[0][0], rows[2][0]}
