"""The buffer: what is taken in waits in Redis and reaches PostgreSQL once, whatever dies on the way."""

import json
import threading

import pytest
from redis.exceptions import ConnectionError as Unreachable

from engagement.analytics import buffer, functions, tasks, tracking
from topin.core.api.tokens import NOBODY, Verified
from topin.core.db.session import Caller, call

from .conftest import view

BATCH = "SELECT counted FROM private.view_batches WHERE id = %s"
UNTIL = "SELECT flushed_until FROM private.analytics_state"


def verified(who):
    return Verified("authenticated", who.id, None, 2**40, {}, who.caller) if who else NOBODY


def seen(who, *posts, address="203.0.113.7"):
    return tracking.track(verified(who), address, [{"post_id": post} for post in posts])


def test_views_wait_in_redis_until_the_job(buffered, person, write, read, sql):
    a, b = person(), person()
    post, hidden = write(a), write(a, audience="private")
    assert seen(b, post, hidden) == seen(b, post) == {post}
    assert seen(None, post) == {post}
    assert (buffer.waiting(), read(b, post)["view_count"]) == (3, 0)
    before = sql("SELECT now() AS now")[0]["now"]
    assert tasks.cache_sync.name == "analytics.cache_sync"
    tasks.cache_sync()
    assert (buffer.waiting(), buffer.batches()) == (0, [])
    assert (read(b, post)["view_count"], read(b, post)["viewer"]["viewed"]) == (2, True)
    assert sql(UNTIL)[0]["flushed_until"] >= before
    run = sql("SELECT * FROM private.job_run WHERE job = 'analytics.cache_sync' ORDER BY started_at DESC LIMIT 1")[
        0
    ]
    assert (run["outcome"], run["rows"]) == ("done", 2) and run["duration"]


def test_nothing_but_keyed_hashes_waits_of_an_address(buffered, person, write):
    post = write(person())
    for address in (
        "2001:db8:1:2::1",
        "2001:db8:1:2:ffff::9",
        "2001:db8:1:3::1",
        "198.51.100.4",
        "::ffff:198.51.100.4",
    ):
        seen(None, post, address=address)
    events = [json.loads(event) for event in buffered.lrange("{views}:live", 0, -1)]
    keys = [event["viewer_key"] for event in events]
    assert (keys[0] == keys[1], len(set(keys))) == (True, 3)  # a /64 is one, an IPv4 address is itself
    assert not any(part in json.dumps(events) for part in ("2001", "198.51"))


def test_a_flush_that_dies_after_the_commit_doubles_nothing(buffered, person, write, read, monkeypatch, sql):
    a, b = person(), person()
    post = write(a)
    seen(b, post)
    monkeypatch.setattr(buffer, "erase", dies)
    with pytest.raises(Died):
        tracking.flush()
    monkeypatch.undo()
    (batch,) = buffer.batches()
    assert sql(BATCH, [batch]) == [{"counted": 1}]
    assert tracking.flush() == 0
    assert (buffer.batches(), read(a, post)["view_count"]) == ([], 1)


def test_a_flush_that_dies_before_the_commit_loses_nothing(buffered, person, write, read, monkeypatch):
    a, b = person(), person()
    post = write(a)
    seen(b, post)
    monkeypatch.setattr(tracking, "_apply", dies)
    with pytest.raises(Died):
        tracking.flush()
    monkeypatch.undo()
    assert (buffer.waiting(), len(buffer.batches()), read(a, post)["view_count"]) == (0, 1, 0)
    assert tracking.flush() == 1
    assert read(a, post)["view_count"] == 1


def test_flushes_beside_each_other_and_writers_meanwhile(buffered, people, write, read, monkeypatch):
    a, *viewers = people(5)
    monkeypatch.setattr(buffer, "SIZE", 3)
    posts = [write(a) for _ in range(5)]

    def look(who):
        for post in posts:
            seen(who, post)

    threads = [threading.Thread(target=look, args=(who,)) for who in viewers]
    threads += [threading.Thread(target=tracking.flush) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tracking.flush()
    assert [read(a, post)["view_count"] for post in posts] == [4] * 5
    assert (buffer.waiting(), buffer.batches()) == (0, [])


def test_redis_away_views_go_straight_to_postgresql(buffered, person, write, read, settings):
    a, b = person(), person()
    post = write(a)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    buffer.redis.cache_clear()
    assert seen(b, post) == {post}
    assert read(b, post)["view_count"] == 1
    with pytest.raises(Unreachable):
        tracking.flush()
    buffer.redis.cache_clear()


@pytest.mark.parametrize(
    ("told", "fit"),
    [
        ({"aof_enabled": 1, "aof_last_write_status": "ok", "maxmemory_policy": "volatile-lru"}, True),
        ({"aof_enabled": 0, "aof_last_write_status": "ok"}, False),
        ({"aof_enabled": 1, "aof_last_write_status": "err"}, False),
        ({"aof_enabled": 1, "aof_last_write_status": "ok", "maxmemory_policy": "allkeys-lfu"}, False),
    ],
)
def test_a_redis_that_would_not_keep_them_is_not_used(buffered, person, write, settings, monkeypatch, told, fit):
    a, b = person(), person()
    post = write(a)
    settings.VIEW_BUFFER = "auto"
    monkeypatch.setattr(buffer._State, "fit_until", 0.0)
    monkeypatch.setattr(buffered, "info", lambda: told)
    seen(b, post)
    assert (buffer.waiting() == 1) is fit


def test_a_view_that_came_on_both_ways_counts_once(buffered, person, write, read):
    """Redis took it, but the answer was lost, so it was stored in PostgreSQL as well."""
    a, b = person(), person()
    post = write(a)
    seen(b, post)
    event = buffered.lrange("{views}:live", 0, -1)[0].decode()
    assert call(functions.store_views, Caller(None), views=f"[{event}]", batch=None) == 1
    assert tracking.flush() == 0
    assert read(a, post)["view_count"] == 1
    assert view(post, b)["viewer_id"] == b.id


class Died(Exception):
    """In place of a kill."""


def dies(batch):
    raise Died
