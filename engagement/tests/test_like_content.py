"""Likes of posts and comments: once each, counted exactly, shown to those who may see what is liked."""

import concurrent.futures
import json
import uuid

import pytest

from engagement import functions
from posts.tests.conftest import answer, pages
from topin.core.db.session import call
from topin.core.jobs.base import WORKER
from topin.core.testing.refusals import refused


@pytest.fixture
def likers(acting_as):
    """The handles of those who like something, read page by page, newest first."""

    def act(who, content):
        given = {"viewer": who and who.id, "content": content, "page_limit": 2}
        with acting_as(who) as ask:
            return [row["user_handle"] for row in pages(lambda at: ask(functions.get_likers, **given, after=at))]

    return act


def test_on_and_off_of_a_post(person, write, like, unlike, read, fold):
    a, b = person(), person()
    post = write(a)
    assert like(b, post) == ({"liked": True, "like_count": 1}, True)
    assert like(b, post) == ({"liked": True, "like_count": 1}, False)
    assert read(b, post)["viewer"]["liked"] is True
    assert read(a, post)["viewer"]["liked"] is False
    assert read(None, post)["viewer"]["liked"] is False
    fold()
    assert read(a, post)["like_count"] == 1
    assert unlike(b, post) == unlike(b, post) == {"liked": False, "like_count": 0}
    fold()
    assert read(b, post)["like_count"] == 0


def test_on_and_off_of_a_comment(person, write, comment, comments, like, unlike, fold):
    a, b = person(), person()
    post = write(a)
    below = comment(a, post)
    assert like(b, below) == ({"liked": True, "like_count": 1}, True)
    assert like(b, below) == ({"liked": True, "like_count": 1}, False)
    assert [row["viewer"]["liked"] for row in comments(b, post)] == [True]
    assert [row["viewer"]["liked"] for row in comments(a, post)] == [False]
    fold()
    assert [row["like_count"] for row in comments(None, post)] == [1]
    assert unlike(b, below) == unlike(b, below) == {"liked": False, "like_count": 0}
    fold()
    assert [row["like_count"] for row in comments(None, post)] == [0]


def test_32_at_once_are_one(person, write, like, read, fold, sql):
    a, b = person(), person()
    post = write(a)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = [created for _, created in pool.map(lambda _: like(b, post), range(32))]
    assert made.count(True) == 1
    fold()
    assert read(a, post)["like_count"] == 1
    assert len(sql("SELECT 1 FROM public.post_like_logs WHERE post_id = %s", [post])) == 1


def test_a_like_earns_once_for_ever_and_never_of_ones_own_post(person, write, like, unlike, sql):
    a, b = person(), person()
    post = write(a)
    like(a, post)
    for _ in range(2):
        like(b, post)
        unlike(b, post)
    like(b, post)
    rows = sql(
        "SELECT user_id::text, author_id::text, liked, earned FROM public.post_like_logs"
        " WHERE post_id = %s ORDER BY created_at, id", [post],
    )  # fmt: skip
    assert {row["author_id"] for row in rows} == {a.id}
    assert [row["liked"] for row in rows if row["user_id"] == b.id] == [True, False, True, False, True]
    assert [row["earned"] for row in rows if row["user_id"] == b.id] == [True, False, False, False, False]
    assert [row["earned"] for row in rows if row["user_id"] == a.id] == [False]
    assert sql("SELECT user_id::text AS id FROM private.earned_like WHERE post_id = %s", [post]) == [{"id": b.id}]


def test_likers_are_listed_without_whom_a_block_or_a_suspension_hides(
    person, people, write, comment, like, likers, block, suspend
):
    a, viewer, (one, two, blocked, blocking, gone) = person(), person(), people(5)
    post = write(a)
    below = comment(a, post)
    for content in (post, below):
        for who in (one, blocked, gone, blocking, two, viewer):
            like(who, content)
    block(viewer, blocked)
    block(blocking, viewer)
    suspend(gone)
    for content in (post, below):
        assert likers(viewer, content) == [viewer.handle, two.handle, one.handle]
        assert likers(None, content) == [viewer.handle, two.handle, blocking.handle, blocked.handle, one.handle]


@pytest.mark.parametrize("audience", ["followers", "mutuals", "private"])
def test_who_may_not_see_it_can_neither_like_nor_learn(
    person, write, comment, like, unlike, likers, sql, audience
):
    a, b = person(), person()
    post = write(a, audience=audience)
    below = comment(a, post)
    for content in (post, below, str(uuid.uuid4())):
        for act in (like, unlike, likers):
            with refused(404, "not_found"):
                act(b, content)
        with refused(404, "not_found"):
            likers(None, content)
    assert sql("SELECT 1 FROM public.likes WHERE user_id = %s", [b.id]) == []
    assert sql("SELECT 1 FROM public.comment_likes WHERE user_id = %s", [b.id]) == []
    assert sql("SELECT 1 FROM public.post_like_logs WHERE user_id = %s", [b.id]) == []


def test_a_blocked_pair_and_the_suspended(person, write, comment, like, block, suspend):
    a, b, gone = person(), person(), person()
    theirs, mine = write(a), write(b)
    below = comment(a, theirs)
    block(a, b)
    suspend(gone)
    for who, content in ((b, theirs), (b, below), (a, mine)):
        with refused(404, "not_found"):
            like(who, content)
    with refused(403, "account_suspended"):
        like(gone, mine)


def test_a_like_can_be_taken_back_out_of_sight(person, write, comment, like, unlike, block, read, fold):
    a, b = person(), person()
    post = write(a)
    below = comment(a, post)
    like(b, post)
    like(b, below)
    block(a, b)
    assert unlike(b, post) == unlike(b, below) == {"liked": False, "like_count": None}
    for content in (post, below):
        with refused(404, "not_found"):
            unlike(b, content)
    fold()
    assert read(a, post)["like_count"] == 0


def test_likes_follow_what_they_are_of_under_rls(acting_as, person, write, comment, like, block, sql):
    a, b, c, blocked = person(), person(), person(), person()
    post = write(a)
    below = comment(a, post)
    like(b, post)
    like(b, below)
    block(b, blocked)
    asked = (
        ("SELECT count(*) FROM public.likes WHERE post_id = $1::uuid", post),
        ("SELECT count(*) FROM public.comment_likes WHERE comment_id = $1::uuid", below),
    )

    def seen(who):
        with acting_as(who) as ask:
            return [ask(statement, content) for statement, content in asked]

    assert [seen(who) for who in (a, b, c, None, blocked)] == [[1, 1], [1, 1], [1, 1], [1, 1], [0, 0]]
    sql("UPDATE public.posts SET audience = 'private' WHERE id = %s", [post])
    assert [seen(who) for who in (a, b, c, None)] == [[1, 1], [1, 1], [0, 0], [0, 0]]


def test_check_mutual_likes(person, write, like):
    a, b = person(), person()
    like(a, write(b))
    assert call(functions.check_mutual_likes, WORKER, a=a.id, b=b.id) is False
    like(b, write(a))
    assert call(functions.check_mutual_likes, WORKER, a=a.id, b=b.id) is True
    assert call(functions.check_mutual_likes, WORKER, a=b.id, b=a.id) is True


def test_increment_post_likes_is_for_jobs(acting_as, person, write):
    a, b = person(), person()
    post = write(a)
    with refused(403, "forbidden"), acting_as(b) as ask:
        ask("SELECT public.increment_post_likes($1::uuid, $2::uuid)", post, b.id)
    assert call(functions.increment_post_likes, WORKER, post=post, liker=b.id) is True
    assert call(functions.increment_post_likes, WORKER, post=post, liker=b.id) is False
    assert call(functions.increment_post_likes, WORKER, post=str(uuid.uuid4()), liker=b.id) is False


def test_the_author_is_told_once_and_no_more_where_it_was_taken_back(acting_as, person, write, like, unlike, sql):
    a, b, muted = person(), person(), person()
    post = write(a)
    sql("INSERT INTO public.mutes (muter_id, muted_id) VALUES (%s, %s)", [a.id, muted.id])
    for who in (b, a, muted):
        like(who, post)
    unlike(b, post)
    like(b, post)
    pending = sql("SELECT topic, data FROM private.pending_event WHERE user_id = %s", [a.id])
    assert [(row["topic"], row["data"]["actor_id"]) for row in pending] == [(f"like/{post}", b.id)]
    data = json.dumps({"topic": pending[0]["topic"], "count": 1, "latest": [pending[0]["data"]]})

    def told():
        with acting_as(a) as ask:
            return answer(ask("SELECT public.event_notification($1::uuid, $2::jsonb)", a.id, data))

    shown = told()
    assert (shown["type"], shown["actor"]["id"], shown["entity"]) == ("like", b.id, {"type": "post", "id": post})
    unlike(b, post)
    assert told() is None
