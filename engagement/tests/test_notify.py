"""notify and event_notification: who is told of what, once, and no more where it does not hold any longer."""

import json

import pytest

from posts import functions as posts


@pytest.fixture
def told(told):
    """`told(person)`: what each notification says: (type, actor, count, entity), None for a void."""

    def act(who):
        return [row and (row["type"], row["actor"]["id"], row["count"], row["entity"]) for row in told(who)]

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


def test_what_a_block_or_an_undoing_takes_away_is_void(
    acting_as, person, write, like, unlike, comment, delete, block, told
):
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
