"""public.repost, public.unrepost and public.get_repost: once each, counted exactly, never to a wider audience."""

import concurrent.futures
import uuid

import pytest

from posts import functions
from posts.tests.conftest import answer
from topin.core.testing.refusals import refused


def undo(acting_as, who, post):
    with acting_as(who, commit=True) as call:
        call(functions.unrepost, actor=who.id, post=post)


def asked(acting_as, who, post):
    with acting_as(who) as call:
        return answer(call(functions.get_repost, viewer=who.id, post=post)["body"])


def test_on_and_off(acting_as, person, write, repost, read, fold):
    a, b = person(), person()
    post = write(a)
    assert asked(acting_as, b, post) == {"reposted": False}
    first, again = repost(b, post), repost(b, post)
    assert answer(first["body"]) == answer(again["body"]) == {"reposted": True, "repost_count": 1}
    assert (first["created"], again["created"]) == (True, False)
    assert asked(acting_as, b, post) == {"reposted": True}
    assert read(b, post)["viewer"]["reposted"] is True
    assert read(a, post)["viewer"]["reposted"] is False
    fold()
    assert read(b, post)["repost_count"] == 1
    undo(acting_as, b, post)
    undo(acting_as, b, post)
    assert answer(repost(a, post)["body"])["repost_count"] == 1  # what is not folded yet is in it
    undo(acting_as, a, post)
    fold()
    assert read(b, post)["repost_count"] == 0


def test_32_at_once_are_one(person, write, repost, read, fold, sql):
    a, b = person(), person()
    post = write(a)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = [row["created"] for row in pool.map(lambda _: repost(b, post), range(32))]
    assert made.count(True) == 1
    fold()
    assert read(a, post)["repost_count"] == 1
    assert len(sql("SELECT 1 FROM private.feed_entries WHERE post_id = %s AND actor_id = %s", [post, b.id])) == 1


def test_many_toggling_leave_the_count_exact(acting_as, person, people, write, repost, read, fold, sql):
    post = write(person())
    crowd = people(6)

    def toggle(turn):
        who = crowd[turn % 6]
        repost(who, post) if turn % 4 else undo(acting_as, who, post)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(toggle, range(48)))
    fold()
    standing = sql("SELECT count(*) FROM public.reposts WHERE post_id = %s", [post])[0]["count"]
    entries = sql(
        "SELECT count(*) FROM private.feed_entries e JOIN public.posts p ON p.id = e.post_id"
        " WHERE e.post_id = %s AND e.removed_at IS NULL AND e.actor_id <> p.author_id", [post],
    )[0]["count"]  # fmt: skip
    assert read(None, post)["repost_count"] == standing == entries


@pytest.mark.parametrize("audience", ["followers", "mutuals", "private"])
def test_what_is_not_public_is_not_reposted(person, write, repost, follow, read, audience):
    a, b = person(), person()
    follow(a, b)
    follow(b, a)
    post = write(a, audience=audience)
    for who in (a, b):
        with refused(*((404, "not_found") if (who, audience) == (b, "private") else (403, "audience_not_public"))):
            repost(who, post)
    assert read(a, post)["repost_count"] == 0


def test_a_closed_accounts_post_is_not_reposted(person, write, repost, follow, hide):
    a, b = person(), person()
    follow(b, a)
    hide(a)
    post = write(a)
    with refused(403, "audience_not_public"):
        repost(b, post)


def test_who_may_not_see_it_learns_nothing(acting_as, person, write, repost, block, suspend):
    a, blocked, gone = person(), person(), person()
    block(a, blocked)
    suspend(gone)
    post = write(a)
    for target in (post, str(uuid.uuid4())):
        for act in (repost, lambda *given: undo(acting_as, *given), lambda *given: asked(acting_as, *given)):
            with refused(404, "not_found"):
                act(blocked, target)
    with refused(403, "account_suspended"):
        repost(gone, post)


def test_a_repost_made_anew_tells_nobody_twice(acting_as, person, write, repost, sql):
    a, b = person(), person()
    post = write(a)
    for _ in range(3):
        repost(b, post)
        undo(acting_as, b, post)
    told = sql("SELECT user_id::text AS id FROM private.pending_event WHERE topic = %s", [f"repost/{post}"])
    assert told == [{"id": a.id}]


def test_a_repost_can_be_taken_back_out_of_sight(acting_as, person, write, repost, block, read, fold):
    a, b = person(), person()
    post = write(a)
    repost(b, post)
    block(a, b)
    undo(acting_as, b, post)
    fold()
    assert read(a, post)["repost_count"] == 0


def test_reposts_follow_the_post_under_rls(acting_as, person, write, repost, block, sql):
    a, b, c, blocked = person(), person(), person(), person()
    post = write(a)
    repost(b, post)
    block(b, blocked)
    for who, count in ((a, 1), (c, 1), (None, 1), (blocked, 0)):
        with acting_as(who) as call:
            assert call("SELECT count(*) FROM public.reposts WHERE post_id = $1::uuid", post) == count
    sql("UPDATE public.posts SET audience = 'private' WHERE id = %s", [post])
    with acting_as(c) as call:
        assert call("SELECT count(*) FROM public.reposts WHERE post_id = $1::uuid", post) == 0
