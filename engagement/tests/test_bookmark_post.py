"""bookmark_post and unbookmark_post: kept once, seen by oneself at once, told to nobody and counted nowhere."""

import concurrent.futures
import uuid

import pytest

from engagement import functions
from posts.tests.conftest import answer
from topin.core.testing.refusals import refused

_TOLD = "SELECT 1 FROM private.pending_event WHERE user_id = %s"


@pytest.fixture
def kept(sql):
    """`kept(person)`: the posts that somebody keeps, the latest first, from the table."""

    def act(who):
        rows = "SELECT post_id::text AS id FROM public.bookmarks WHERE user_id = %s ORDER BY created_at DESC"
        return [row["id"] for row in sql(rows, [who.id])]

    return act


def test_on_and_off(person, write, keep, let_go, read, kept):
    a, b = person(), person()
    post = write(a)
    assert read(b, post)["viewer"]["bookmarked"] is False
    assert [keep(b, post) for _ in range(2)] == [({"bookmarked": True}, True), ({"bookmarked": True}, False)]
    assert [read(who, post)["viewer"]["bookmarked"] for who in (b, a, None)] == [True, False, False]
    assert kept(b) == [post]
    for _ in range(2):
        let_go(b, post)
    assert read(b, post)["viewer"]["bookmarked"] is False
    assert kept(b) == []


def test_every_list_of_posts_says_so_at_once(acting_as, person, write, keep, feed, follow):
    a, b = person(), person()
    follow(b, a)
    one, other = write(a, "#kept_here"), write(a)
    keep(b, one)
    with acting_as(b) as call:
        lists = [
            answer(call(door, viewer=b.id, page_limit=20, **given)["results"])
            for door, given in (
                (functions.get_bookmarks, {}),
                (functions.get_liked_posts, {"target": b.id}),
            )
        ]
    for rows in (feed(b), *lists):
        assert all(row["viewer"]["bookmarked"] is (row["id"] == one) for row in rows)
    assert {row["id"] for row in feed(b)} == {one, other}


def test_nobody_is_told_and_nothing_is_counted(person, write, keep, let_go, read, fold, sql):
    a, b = person(), person()
    post = write(a)
    before = read(a, post)
    keep(b, post)
    let_go(b, post)
    keep(b, post)
    fold()
    assert read(a, post) == before
    assert sql(_TOLD, [a.id]) == sql(_TOLD, [b.id]) == []
    assert sql("SELECT 1 FROM private.counter_step WHERE target_id = %s", [post]) == []


def test_nobody_else_reads_the_rows(acting_as, person, write, keep):
    a, b = person(), person()
    post = write(a)
    keep(b, post)
    counted = "SELECT count(*) FROM public.bookmarks WHERE post_id = $1::uuid"
    for who, rows in ((b, 1), (a, 0)):
        with acting_as(who) as call:
            assert call(counted, post) == rows


def test_it_is_in_the_export_of_who_keeps_it_alone(person, write, keep, sql):
    a, b = person(), person()
    post = write(a)
    keep(b, post)
    exported = "SELECT private.export_rows(%s, 'public.bookmarks') ->> 'post_id' AS post"
    for who, rows in ((b, [{"post": post}]), (a, [])):
        assert sql(exported, [who.id], login="worker") == rows


@pytest.mark.parametrize("login", ["staff", "worker", "auth"])
def test_no_login_of_the_product_reads_them(sql, login):
    with pytest.raises(Exception, match="permission denied"):
        sql("SELECT 1 FROM public.bookmarks", login=login)


def test_who_may_not_see_it_learns_nothing(acting_as, person, write, keep, let_go, block, suspend, kept):
    a, blocked, stranger, gone = (person() for _ in range(4))
    block(a, blocked)
    suspend(gone)
    public, private = write(a), write(a, audience="private")
    for who, post in ((blocked, public), (stranger, private), (stranger, str(uuid.uuid4()))):
        for act in (keep, let_go):
            with refused(404, "not_found"):
                act(who, post)
    with refused(403, "account_suspended"):
        keep(gone, public)
    for door in (functions.bookmark_post, functions.unbookmark_post):
        with acting_as(stranger) as call, refused(403, "forbidden"):
            call(door, actor=a.id, post=public)
    assert [kept(who) for who in (a, blocked, stranger, gone)] == [[]] * 4


def test_one_can_be_let_go_of_out_of_sight(person, write, keep, let_go, block, kept):
    a, b = person(), person()
    post = write(a)
    keep(b, post)
    block(a, b)
    let_go(b, post)
    assert kept(b) == []
    with refused(404, "not_found"):
        let_go(b, post)


def test_32_at_once_are_one(person, write, keep, kept):
    a, b = person(), person()
    post = write(a)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = [created for _, created in pool.map(lambda _: keep(b, post), range(32))]
    assert made.count(True) == 1
    assert kept(b) == [post]


def test_32_toggling_at_once_leave_what_came_last_to_stand(person, write, keep, let_go, read, kept):
    a, b = person(), person()
    post = write(a)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: (keep if turn % 2 else let_go)(b, post), range(32)))
    keep(b, post)
    assert (kept(b), read(b, post)["viewer"]["bookmarked"]) == ([post], True)
