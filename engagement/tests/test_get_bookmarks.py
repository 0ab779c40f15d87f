"""get_bookmarks: one's own alone, the latest kept first, and of these what one may see now."""

import pytest

from engagement import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused


@pytest.fixture
def bookmarks(acting_as):
    """`bookmarks(person)`: the ids of what they keep, two a page."""

    def act(who):
        with acting_as(who) as call:
            return [
                row["id"]
                for row in pages(lambda at: call(functions.get_bookmarks, viewer=who.id, page_limit=2, after=at))
            ]

    return act


def test_the_latest_kept_first_and_nobody_elses(acting_as, person, write, keep, let_go, like, bookmarks):
    me, other = person(), person()
    posts = [write(other, str(n)) for n in range(5)]
    for post in (posts[1], posts[4], posts[0], posts[2]):
        keep(me, post)
    like(me, posts[3])
    keep(other, posts[3])
    let_go(me, posts[1])
    keep(me, posts[1])  # again: the latest now
    assert bookmarks(me) == [posts[1], posts[2], posts[0], posts[4]]
    assert bookmarks(other) == [posts[3]]
    with acting_as(me) as call, refused(403, "forbidden"):
        call(functions.get_bookmarks, viewer=other.id, page_limit=2)


def test_what_goes_out_of_sight_is_kept_and_comes_back(
    person, write, keep, bookmarks, follow, block, suspend, hide, sql
):
    me, a, b = person(), person(), person()
    follow(me, a)
    open_post, narrow, other = write(a), write(a, audience="followers"), write(b)
    own = write(me, audience="private")
    for post in (open_post, narrow, other, own):
        keep(me, post)
    whole = [own, other, narrow, open_post]
    assert bookmarks(me) == whole
    block(a, me)
    assert bookmarks(me) == [own, other]
    sql("DELETE FROM public.blocked_users WHERE blocker_id = %s", [a.id])
    assert bookmarks(me) == [own, other, open_post]  # the block ended the follow
    follow(me, a)
    changes = (
        ([own, narrow, open_post], lambda: suspend(b), lambda: suspend(b, False)),
        ([own, narrow, open_post], lambda: hide(b), lambda: hide(b, "public")),
        ([own, other, narrow], *(
            lambda to=to: sql("UPDATE public.posts SET audience = %s WHERE id = %s", [to, open_post])
            for to in ("private", "public"))),
        ([own, other, narrow], *(
            lambda to=to: sql("UPDATE public.posts SET hidden_at = %s WHERE id = %s", [to, open_post])
            for to in ("now", None))),
        ([own, other, narrow], *(
            lambda to=to: sql("UPDATE public.posts SET deleted_at = %s WHERE id = %s", [to, open_post])
            for to in ("now", None))),
    )  # fmt: skip
    for left, change, undo in changes:
        change()
        assert bookmarks(me) == left
        undo()
    assert bookmarks(me) == whole


def test_what_is_out_of_sight_ends_a_page_and_next_leads_on(acting_as, person, write, keep, bookmarks, sql):
    me, author = person(), person()
    old = write(author)
    keep(me, old)
    sql("UPDATE public.bookmarks SET created_at = now() - interval '2 days' WHERE user_id = %s", [me.id])
    sql(
        "WITH made AS (INSERT INTO public.posts (author_id, type, content, audience)"
        " SELECT %(author)s, 'text', 'closed', 'private' FROM generate_series(1, 600) RETURNING id)"
        " INSERT INTO public.bookmarks (post_id, user_id, created_at)"
        " SELECT id, %(me)s, now() - interval '1 day' FROM made",
        {"author": author.id, "me": me.id},
    )
    with acting_as(me) as call:
        first = call(functions.get_bookmarks, viewer=me.id, page_limit=20)
    assert (answer(first["results"]), bool(first["next"])) == ([], True)
    assert bookmarks(me) == [old]
