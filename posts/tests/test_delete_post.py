"""public.delete_post: gone for everyone, once and for all."""

import uuid

import pytest

from posts import functions
from topin.core.testing.refusals import refused


@pytest.fixture
def delete(acting_as):
    """`delete(person, post)`."""

    def act(who, post):
        with acting_as(who, commit=True) as call:
            call(functions.delete_post, actor=who.id, post=post)

    return act


def test_it_leaves_feeds_counts_and_lists(person, write, delete, feed, follow, repost, read, sql):
    a, b = person(), person()
    follow(b, a)
    post = write(a)
    repost(b, post)
    delete(a, post)
    delete(a, post)
    assert feed(a) == feed(b) == []
    assert sql("SELECT posts_count FROM private.profile_stats WHERE user_id = %s", [a.id]) == [{"posts_count": 0}]
    for who in (a, b, None):
        with refused(404, "not_found"):
            read(who, post)


def test_only_the_author_deletes(person, write, delete, read, block):
    a, b, blocked = person(), person(), person()
    block(a, blocked)
    post = write(a)
    with refused(403, "not_author"):
        delete(b, post)
    with refused(404, "not_found"):
        delete(blocked, post)
    with refused(404, "not_found"):
        delete(a, str(uuid.uuid4()))
    assert read(b, post)["id"] == post


def test_an_erased_account_takes_its_posts_and_reposts_along(person, write, repost, fold, sql):
    a, b = person(), person()
    mine, theirs = write(a), write(b)
    repost(a, theirs)
    repost(b, mine)
    sql("DELETE FROM auth.users WHERE id = %s", [a.id])
    fold()
    assert sql("SELECT 1 FROM public.posts WHERE id = %s", [mine]) == []
    assert sql("SELECT repost_count FROM private.post_counters WHERE post_id = %s", [theirs]) == [
        {"repost_count": 0}
    ]
    assert sql("SELECT actor_id::text FROM private.feed_entries WHERE post_id = %s", [theirs]) == [
        {"actor_id": b.id}
    ]
