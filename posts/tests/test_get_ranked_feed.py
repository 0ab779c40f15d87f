"""public.get_ranked_feed: the score's parts, and a reading that keeps its order."""

import json

import pytest

from posts import functions
from posts.tests.conftest import answer
from social import functions as social
from topin.core.testing.refusals import refused

_OLD = """
INSERT INTO public.posts (author_id, type, content, created_at)
VALUES (%s, 'text', 'x', now() - interval '3 days') RETURNING id::text
"""


@pytest.fixture
def ranked(acting_as):
    """`ranked(person, size=20, between=None)`: a whole reading's ids; `between()` runs after its first page."""

    def read(who, size=20, between=None):
        ids, after = [], None
        while True:
            with acting_as(who) as call:
                page = call(functions.get_ranked_feed, viewer=who.id, page_limit=size, after=after)
            ids += [row["id"] for row in answer(page["results"])]
            following = answer(page["next"])
            if following is None:
                return ids
            after = json.dumps({**(json.loads(after) if after else {}), **following})
            if between:
                between()
                between = None

    return read


@pytest.fixture
def count(sql):
    """`count(post, like_count=3)` sets counters as a fold would."""

    def act(post, **counts):
        for name, number in counts.items():
            sql(
                f"UPDATE private.post_counters SET {name} = %s WHERE post_id = %s", [number, post], login="definer"
            )

    return act


def test_engagement_age_and_affinity(person, write, follow, ranked, count, sql):
    me, a, b = person(), person(), person()
    follow(me, a, b)
    first, second = write(a), write(b)
    assert ranked(me) == [second, first]
    count(first, like_count=5)
    assert ranked(me) == [first, second]
    count(second, comment_count=3, repost_count=1)
    assert ranked(me) == [second, first]
    count(first, like_count=9)
    follow(a, me)
    assert ranked(me) == [first, second]
    old = sql(_OLD, [a.id])[0]["id"]
    count(old, like_count=50)
    assert ranked(me) == [first, second, old]
    for _ in range(8):
        sql("INSERT INTO public.likes (post_id, user_id) VALUES (%s, %s)", [write(b), me.id])
    assert ranked(me)[0] == second


def test_the_score_rises_with_ties_and_likes_and_falls_with_age(sql):
    (row,) = sql(
        "SELECT private.post_score(n, false, 0, '0') AS plain, private.post_score(n, true, 0, '0') AS mutual,"
        " private.post_score(n, false, 99, '0') AS liked, private.post_score(n, false, 0, '12 hours') AS old,"
        " private.post_score(n, false, 0, '-1 hour') AS early"
        " FROM jsonb_populate_record(NULL::private.post_counters,"
        ' \'{"like_count": 0, "comment_count": 0, "repost_count": 0}\') AS n'
    )
    assert (row["plain"], row["mutual"], row["liked"], row["old"], row["early"]) == (1, 1.5, 2, 0.5, 1)


def test_a_reading_keeps_its_order_whatever_happens_between(
    person, write, follow, ranked, count, repost, acting_as
):
    me, a, b, c = (person() for _ in range(4))
    follow(me, a, b)
    made = [write(a, f"{n}") for n in range(9)]
    repost(b, made[0])

    def between():
        write(b, "new")
        repost(b, made[4])
        count(made[1], like_count=10**6)
        with acting_as(a, commit=True) as call:
            call(functions.delete_post, actor=a.id, post=made[2])

    expected = [made[0], *made[:0:-1]]
    assert ranked(me) == expected
    assert ranked(me, 3, between) == [post for post in expected if post != made[2]]
    assert ranked(c) == []


def test_a_full_reading_stays_while_every_score_turns_round(person, write, follow, ranked, repost, sql):
    """260 entries, of which the newest 100 are a reading: five pages, all else moving after the first."""
    me, a, b = (person() for _ in range(3))
    follow(me, a, b)
    made = sql(
        "INSERT INTO public.posts (author_id, type, content, created_at)"
        " SELECT (ARRAY[%s, %s]::uuid[])[1 + n %% 2], 'text', n::text, now() - n * interval '1 minute'"
        " FROM generate_series(1, 260) n RETURNING id::text",
        [a.id, b.id],
    )
    made = [row["id"] for row in made]
    turn = (
        "UPDATE private.post_counters c SET like_count = (w.n * %s %% 101) ^ 2"
        " FROM unnest(%s::uuid[]) WITH ORDINALITY AS w (id, n) WHERE c.post_id = w.id"
    )
    sql(turn, [37, made], login="definer")
    before = ranked(me, 100)
    assert (len(before), set(before)) == (100, set(made[:100]))
    assert before != made[:100] and before != made[99::-1]  # neither by time nor against it

    def between():
        sql(turn, [53, made], login="definer")
        for _ in range(3):
            write(a)
        repost(b, before[50])

    assert ranked(me, 20, between) == before
    assert ranked(me, 100) != before


def test_what_the_viewer_may_see_is_asked_on_each_page(person, write, follow, ranked, suspend):
    me, a, b = person(), person(), person()
    follow(me, a, b)
    made = [write(who) for who in (a, b, a, b, a, b)]
    assert ranked(me, 2, lambda: suspend(a)) == [made[5], made[4], made[3], made[1]]


@pytest.mark.parametrize("change", ["block", "blocked", "mute", "unfollow", "removed"])
def test_a_later_page_is_without_whom_the_viewer_no_longer_reads(
    person, write, follow, ranked, repost, acting_as, change
):
    me, a, b, c = (person() for _ in range(4))
    follow(me, a, b)
    reposted = write(c)
    made = [write(who) for who in (a, b, a, b, a, b)]
    repost(a, reposted)
    door, actor, given = {
        "block": (social.block_user, me, {"target": a.id}),
        "blocked": (social.block_user, a, {"target": me.id}),
        "mute": (social.mute_user, me, {"target": a.id}),
        "unfollow": (social.unfollow_user, me, {"target": a.id}),
        "removed": (social.remove_follower, a, {"follower": me.id}),
    }[change]

    def between():
        with acting_as(actor, commit=True) as call:
            call(door, actor=actor.id, **given)

    assert ranked(me, 2, between) == [reposted, made[5], made[3], made[1]]


@pytest.mark.parametrize("audience", ["followers", "mutuals", "private"])
def test_a_later_page_shows_a_post_to_those_alone_whom_it_is_for_now(
    person, write, follow, ranked, repost, acting_as, sql, audience
):
    me, friend, a, b, c = (person() for _ in range(5))
    follow(me, a, b)
    follow(friend, a, b)
    follow(a, friend)
    (narrowed,) = (row["id"] for row in sql(_OLD, [a.id]))
    brought = write(c)
    repost(b, brought)
    newest = [write(who) for who in (b, a)]

    def become(value):
        for author, post in ((a, narrowed), (c, brought)):
            with acting_as(author, commit=True) as call:
                call(functions.update_post, actor=author.id, post=post, changes={"audience": value})

    shown = {"followers": (True, True), "mutuals": (False, True), "private": (False, False)}[audience]
    for who, seen in zip((me, friend), shown, strict=True):
        got = ranked(who, 1, lambda: become(audience))
        assert got[0] == newest[1]
        assert set(got) == {*newest, *[narrowed] * seen}
        become("public")


def test_nobody_reads_anothers(acting_as, person):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b) as call:
        call(functions.get_ranked_feed, viewer=a.id, page_limit=20, after=None)
