"""Limits: exact where they guard, leased where they are generous, and what holds without Redis."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis.exceptions import ConnectionError as RedisAway

from topin.core.api import limits
from topin.core.db.errors import Refusal


def test_32_at_once_let_no_more_through_than_the_limit():
    identity = uuid.uuid4().hex
    with ThreadPoolExecutor(16) as pool:
        allowed = sum(
            standing.allowed for standing in pool.map(lambda _: limits.count("handle", identity), range(32))
        )
    assert allowed == 10


def test_past_the_limit_the_refusal_says_how_long_to_wait():
    identity = uuid.uuid4().hex
    for _ in range(10):
        limits.enforce("report", identity)
    with pytest.raises(Refusal) as refusal:
        limits.enforce("report", identity)
    assert (refusal.value.status, refusal.value.code) == (429, "rate_limited")
    assert 1 <= refusal.value.retry_after <= 61
    assert refusal.value.headers["RateLimit-Policy"] == '"report";q=10;w=60'


def test_a_leased_limit_ends_within_a_lease_of_its_amount():
    identity, limit = uuid.uuid4().hex, limits.LIMITS["write"]
    allowed = sum(limits.count("write", identity).allowed for _ in range(150))
    assert limit.item.amount <= allowed < limit.item.amount + limit.lease


def test_who_reads_little_costs_redis_nothing(monkeypatch):
    monkeypatch.setattr(limits, "_limiter", None)  # would fail if it were asked
    identity = uuid.uuid4().hex
    assert [limits.enforce("read", identity).left for _ in range(3)] == [599, 598, 597]


def test_one_identity_does_not_use_up_anothers():
    one, other = uuid.uuid4().hex, uuid.uuid4().hex
    for _ in range(10):
        limits.enforce("handle", one)
    assert limits.enforce("handle", other).allowed


def without_redis(monkeypatch):
    class Away:
        def hit(self, *args, **options):
            raise RedisAway

    monkeypatch.setattr(limits, "_limiter", Away)
    monkeypatch.setattr(limits, "_breaker", limits.Breaker())


def test_without_redis_a_guarding_limit_is_shut(monkeypatch):
    without_redis(monkeypatch)
    with pytest.raises(Refusal) as refusal:
        limits.enforce("withdrawal", uuid.uuid4().hex)
    assert refusal.value.status == 503


def test_without_redis_reads_stay_open(monkeypatch):
    without_redis(monkeypatch)
    identity = uuid.uuid4().hex
    assert all(
        standing is None or standing.allowed for standing in (limits.enforce("read", identity) for _ in range(50))
    )


def test_redis_that_failed_is_not_asked_for_a_second(monkeypatch):
    without_redis(monkeypatch)
    for _ in range(2):
        with pytest.raises(Refusal):
            limits.enforce("withdrawal", uuid.uuid4().hex)
        monkeypatch.setattr(limits, "_limiter", None)  # would fail if it were asked
    monkeypatch.undo()
    assert limits.enforce("withdrawal", uuid.uuid4().hex).allowed


def test_off_lifts_every_limit(settings):
    settings.RATE_LIMITS = False
    assert all(limits.enforce("handle", "same") is None for _ in range(20))
