"""notify and event_notification: who is told of what, once, and no more where it does not hold any longer."""

import json

import pytest

from engagement import functions
from posts import functions as posts
from profiles import functions as profiles
from social import functions as social


@pytest.fixture
def told(told):
    """`told(person)`: what each notification says: (type, actor, count, entity), None for a void."""

    def act(who):
        return [
            row and (row["type"], row["actor"] and row["actor"]["id"], row["count"], row["entity"])
            for row in told(who)
        ]

    return act


def test_mentions_in_posts_tell_who_may_see_them_and_once(acting_as, person, write, follow, told):
    a, b, c = person(), person(), person()
    follow(b, a)
    post = write(a, f"@{b.handle} @{c.handle}", audience="followers")
    entity = {"type": "post", "id": post}
    assert (told(b), told(c), told(a)) == ([("mention", a.id, 1, entity)], [], [])
    with acting_as(a, commit=True) as call:
        call(posts.update_post, actor=a.id, post=post, changes={"content": f"again @{b.handle}"})
    assert told(b) == [("mention", a.id, 1, entity)]
    with acting_as(a, commit=True) as call:
        call(posts.update_post, actor=a.id, post=post, changes={"content": "nobody"})
    assert told(b) == [None]


def test_reposts_likes_and_comments_are_told_together(acting_as, person, people, write, like, comment, told):
    a, crowd = person(), people(3)
    post = write(a)
    for who in crowd:
        like(who, post)
        comment(who, post)
        with acting_as(who, commit=True) as call:
            call(posts.repost, actor=who.id, post=post)
    entity = {"type": "post", "id": post}
    last = crowd[-1].id
    assert sorted(told(a)) == [(kind, last, 3, entity) for kind in ("comment", "like", "repost")]


def test_what_a_block_or_an_undoing_takes_away_is_void(person, write, like, unlike, comment, delete, block, told):
    a, b, c = person(), person(), person()
    post = write(a)
    below = comment(a, post)
    like(b, below)
    like(c, post)
    written = comment(c, post)
    assert len(told(a)) == 3
    unlike(b, below)
    delete(c, written)
    assert told(a) == [None, ("like", c.id, 1, {"type": "post", "id": post}), None]
    block(a, c)
    assert told(a) == [None] * 3
    like(b, post)
    block(b, a)
    assert json.dumps(told(a)[3:]) == "[null]"


def test_who_is_asked_for_a_follow_is_told_and_so_is_who_was_let_in(acting_as, person, hide, told):
    a, b, c = person(), person(), person()
    hide(a)
    for who in (b, c, b):
        with acting_as(who, commit=True) as call:
            call(social.follow_user, actor=who.id, target=a.id)
    asked = [("follow", who.id, 1, {"type": "follow_request", "id": who.id}) for who in (b, c)]
    assert told(a) == asked
    for _ in range(2):
        with acting_as(a, commit=True) as call:
            call(social.accept_follow_request, actor=a.id, requester=b.id)
    with acting_as(c, commit=True) as call:
        call(social.unfollow_user, actor=c.id, target=a.id)
    assert (told(a), told(b), told(c)) == ([None, None], [("follow", a.id, 1, {"type": "user", "id": a.id})], [])


def test_a_like_of_a_profile_is_told_once(acting_as, person, told):
    a, b, c = person(), person(), person()

    def turn(who, door):
        with acting_as(who, commit=True) as call:
            call(door, actor=who.id, target=a.id)

    for who in (b, c):
        turn(who, profiles.like_profile)
    assert told(a) == [("profile_like", c.id, 2, {"type": "user", "id": a.id})]
    turn(c, profiles.unlike_profile)
    assert told(a) == [("profile_like", b.id, 2, {"type": "user", "id": a.id})]
    turn(c, profiles.like_profile)
    assert len(told(a)) == 1


def test_decisions_of_staff_are_told_by_nobody(acting_as, person, write, comment, read, staff, told):
    a = person()
    with acting_as(a, commit=True) as call:
        row = call(profiles.request_verification, actor=a.id, category="artist", full_name="Ada")
    request = json.loads(row["body"])["id"]
    post = write(a)
    below = comment(a, post)
    staff(profiles.decide_verification, request=request, decision="approved", reason="papers seen")
    staff(functions.hide_comment, target=below, reason="spam")
    tick = ("verification", None, 1, {"type": "user", "id": a.id})
    hidden = ("moderation", None, 1, {"type": "comment", "id": below})
    assert told(a) == [tick, hidden]
    assert read(None, post)["author"]["is_verified"] is True  # at once, in every card of theirs
    staff(profiles.revoke_verification, target=a.id, reason="sold the account")
    assert told(a) == [tick, hidden, tick]


@pytest.mark.parametrize(
    ("switch", "kind"),
    [
        ("likes", "like"),
        ("comments", "comment"),
        ("mentions", "mention"),
        ("reposts", "repost"),
        ("follows", "follow"),
    ],
)
def test_a_kind_that_is_switched_off_is_told_no_more(
    acting_as, api, person, write, like, comment, hide, told, switch, kind
):
    a, b = person(), person()
    hide(a)
    off = api.put("/api/settings/notifications", json={switch: False}, as_=a)
    assert off.status_code == 200
    with acting_as(b, commit=True) as call:
        call(social.follow_user, actor=b.id, target=a.id)
    hide(a, "public")
    post = write(a)
    like(b, post)
    comment(b, post)
    write(b, f"@{a.handle}")
    with acting_as(b, commit=True) as call:
        call(posts.repost, actor=b.id, post=post)
    kinds = {"like", "comment", "mention", "repost", "follow"}
    assert {row[0] for row in told(a) if row} == kinds - {kind}


def test_an_author_who_wants_no_mentions_hears_of_a_comment_that_mentions_them(api, person, write, comment, told):
    a, b = person(), person()
    post = write(a)
    comment(b, post, f"@{a.handle} of old")
    assert api.put("/api/settings/notifications", json={"mentions": False}, as_=a).status_code == 200
    comment(b, post, f"@{a.handle} anew")
    assert [row[0] for row in told(a)] == ["mention", "comment"]
