"""200 connections at once toggle the same few follows, blocks, likes and reposts: all of it comes out exact."""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.conf import settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
CALLERS, ROUNDS = 200, 3
_ACT = "SELECT set_config('request.jwt.claims', %s, true), set_config('role', 'authenticated', true)"
_FOLLOWS = """
SELECT s.user_id FROM private.profile_stats s WHERE s.user_id = ANY (%(ids)s::uuid[]) AND (
  s.followers_count <> (SELECT count(*) FROM public.followers f WHERE f.following_id = s.user_id)
  OR s.following_count <> (SELECT count(*) FROM public.followers f WHERE f.follower_id = s.user_id))
"""
_MUTUALS = """
SELECT f.* FROM public.followers f WHERE f.follower_id = ANY (%(ids)s::uuid[]) AND (f.is_mutual <> EXISTS (
  SELECT FROM public.followers g WHERE g.follower_id = f.following_id AND g.following_id = f.follower_id)
  OR EXISTS (SELECT FROM public.blocked_users b WHERE (b.blocker_id, b.blocked_id)
               IN ((f.follower_id, f.following_id), (f.following_id, f.follower_id))))
"""
_POSTS = """
SELECT n.post_id FROM private.post_counters n WHERE n.post_id = ANY (%(posts)s::uuid[]) AND (
  n.like_count <> (SELECT count(*) FROM public.likes l WHERE l.post_id = n.post_id)
  OR n.repost_count <> (SELECT count(*) FROM public.reposts r WHERE r.post_id = n.post_id)
  OR n.repost_count <> (SELECT count(*) FROM private.feed_entries e JOIN public.posts p ON p.id = e.post_id
                         WHERE e.post_id = n.post_id AND e.actor_id <> p.author_id AND e.removed_at IS NULL))
"""
_FOLLOWED = """
SELECT data ->> 'user_id' AS who, user_id::text AS whom, count(*) AS times FROM private.stream_event
 WHERE kind = 'follow' AND user_id = ANY (%(ids)s::uuid[]) GROUP BY 1, 2
"""
_TOLD = """
SELECT topic, data ->> 'actor_id' AS who, count(*) AS times FROM private.pending_event
 WHERE user_id = ANY (%(ids)s::uuid[]) AND kind = 'notification' GROUP BY 1, 2
"""


@pytest.fixture
def at_once():
    """`at_once([(person, "public.follow_user(%s, %s)", [ids]), …])`: on 200 connections, all open before the first
    call; gives what was answered, share by share: a row, or the code of a refusal."""
    entry = settings.DATABASES["default"]
    connections = [
        psycopg.connect(
            host=entry["HOST"],
            port=entry["PORT"],
            dbname=entry["NAME"],
            user="topin_api",
            password=entry["PASSWORD"],
        )
        for _ in range(CALLERS)
    ]
    begin = threading.Barrier(CALLERS)

    def one(connection, calls):
        begin.wait(60)
        return [_call(connection, *call) for call in calls]

    def run(calls):
        with ThreadPoolExecutor(CALLERS) as pool:
            shares = [calls[n::CALLERS] for n in range(CALLERS)]
            return [row for rows in pool.map(one, connections, shares) for row in rows]

    yield run
    for connection in connections:
        connection.close()


def _call(connection, who, door, values):
    try:
        with connection.transaction():
            connection.execute(_ACT, [who.caller.claims])
            return connection.execute(f"SELECT * FROM {door}".encode(), values).fetchone()
    except psycopg.Error as error:
        assert (error.sqlstate or "").startswith("PT"), error  # a refusal; neither a deadlock nor a conflict
        return error.sqlstate


def test_follows_and_blocks(people, at_once, sql):
    crowd, dice = people(8), random.Random(5)
    switches = ["follow_user"] * 3 + ["unfollow_user"] * 2 + ["block_user", "unblock_user"]
    calls = []
    for _ in range(CALLERS * ROUNDS):
        a, b = dice.sample(crowd, 2)
        calls.append((a, f"public.{dice.choice(switches)}(%s, %s)", [a.id, b.id]))
    answers = at_once(calls)
    ids = {"ids": [person.id for person in crowd]}
    assert sql(_FOLLOWS, ids) == []
    assert sql(_MUTUALS, ids) == []
    order = [call for n in range(CALLERS) for call in calls[n::CALLERS]]
    made = Counter(
        (who.id, values[1])
        for (who, door, values), row in zip(order, answers, strict=True)
        if "public.follow_user" in door and isinstance(row, tuple) and row[1]
    )
    assert {(row["who"], row["whom"]): row["times"] for row in sql(_FOLLOWED, ids)} == dict(made)
    assert sum(made.values()) > 20


def test_likes_and_reposts(people, write, at_once, fold, sql):
    authors, crowd, dice = people(2), people(20), random.Random(6)
    posts = [write(author) for author in authors]
    switches = ["like_content"] * 3 + ["unlike_content"] * 2 + ["repost"] * 3 + ["unrepost"] * 2
    calls = []
    for _ in range(CALLERS * ROUNDS):
        who, post = dice.choice(crowd), dice.choice(posts)
        calls.append((who, f"public.{dice.choice(switches)}(%s, %s)", [who.id, post]))
    at_once(calls)
    fold()
    assert sql(_POSTS, {"posts": posts}) == []
    assert sql("SELECT 1 FROM private.counter_step WHERE target_id = ANY (%s::uuid[])", [posts]) == []
    asked = {
        (f"{'like' if 'like_content' in door else 'repost'}/{values[1]}", who.id)
        for who, door, values in calls
        if "public.like_content" in door or "public.repost" in door
    }
    told = {
        (row["topic"], row["who"]): row["times"] for row in sql(_TOLD, {"ids": [author.id for author in authors]})
    }
    assert told == dict.fromkeys(asked, 1)  # each of them tells once, however often it is toggled
