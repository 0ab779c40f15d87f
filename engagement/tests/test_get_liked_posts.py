"""get_liked_posts: one's own always; another's where they show them, and of these what the viewer may see."""

import pytest

from engagement import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused


@pytest.fixture
def liked(acting_as):
    """`liked(viewer, person)`: the ids of what the person likes, as the viewer gets them, two a page."""

    def act(viewer, target):
        given = {"viewer": viewer.id, "target": target.id, "page_limit": 2}
        with acting_as(viewer) as call:
            return [row["id"] for row in pages(lambda at: call(functions.get_liked_posts, **given, after=at))]

    return act


def test_each_sees_of_them_what_they_may_see(person, write, like, unlike, follow, block, liked, suspend):
    me, a, b, stranger, gone = (person() for _ in range(5))
    follow(me, a)
    posts = [write(a), write(a, audience="followers"), write(b), write(gone), write(me, audience="private")]
    for post in posts:
        like(me, post)
    unlike(me, posts[2])
    like(me, posts[2])  # again: the latest now
    suspend(gone)
    assert liked(me, me) == [posts[2], posts[4], posts[1], posts[0]]
    assert liked(stranger, me) == [posts[2], posts[0]]
    assert liked(a, me) == [posts[2], posts[1], posts[0]]
    block(b, stranger)
    assert liked(stranger, me) == [posts[0]]


def test_who_hides_them_shows_them_to_nobody_else(person, write, like, liked, hide, block, sql):
    me, other, blocked = person(), person(), person()
    post = write(other)
    like(me, post)
    block(me, blocked)
    with refused(404, "not_found"):
        liked(blocked, me)
    sql("UPDATE public.user_settings SET show_liked_posts = false WHERE user_id = %s", [me.id])
    assert liked(me, me) == [post]
    with refused(403, "likes_hidden"):
        liked(other, me)
    sql("UPDATE public.user_settings SET show_liked_posts = true WHERE user_id = %s", [me.id])
    assert liked(other, me) == [post]
    hide(me)
    with refused(403, "profile_private"):
        liked(other, me)
    assert liked(me, me) == [post]


def test_likes_out_of_sight_end_a_page_and_next_leads_on(acting_as, person, write, like, liked, sql):
    me, other, author = person(), person(), person()
    old = write(author)
    like(me, old)
    sql("UPDATE public.likes SET created_at = now() - interval '2 days' WHERE post_id = %s", [old])
    sql(
        "WITH made AS (INSERT INTO public.posts (author_id, type, content, audience)"
        " SELECT %(author)s, 'text', 'closed', 'private' FROM generate_series(1, 600) RETURNING id)"
        " INSERT INTO public.likes (post_id, user_id, created_at)"
        " SELECT id, %(me)s, now() - interval '1 day' FROM made",
        {"author": author.id, "me": me.id},
    )
    with acting_as(other) as call:
        first = call(functions.get_liked_posts, viewer=other.id, target=me.id, page_limit=20)
    assert (answer(first["results"]), bool(first["next"])) == ([], True)
    assert liked(other, me) == [old]
