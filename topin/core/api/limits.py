"""Rate limits, counted in Redis over all processes (sliding window), by name.

A limit that guards something is exact and shut while Redis is away. Reads and ordinary writes are counted in
the process and told Redis by the lease, so that most requests need no round trip; they stay open while it is away.
Source: docs/decisions/0015-limits-by-the-lease.md.
"""

import ipaddress
import time
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

from topin.core import waiting
from topin.core.db.errors import Refusal

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Limit:
    """`item` a minute and identity; `lease` uses are told Redis at once; `guards`: shut when Redis is away."""

    name: str
    item: RateLimitItem
    lease: int = 1
    guards: bool = False

    @cached_property
    def policy(self) -> str:
        """RateLimit-Policy, as the IETF draft has it."""
        return f'"{self.name}";q={self.item.amount};w={self.item.get_expiry()}'


def _named(name: str, amount: int, **options: int | bool) -> tuple[str, Limit]:
    return name, Limit(name, RateLimitItemPerMinute(amount), **options)  # type: ignore[arg-type]


LIMITS = dict(
    [
        _named("read", 600, lease=20),
        _named("write", 120, lease=4),
        _named("follow", 60),
        _named("post", 30),
        _named("comment", 60),
        _named("media", 60),
        _named("media_read", 3000, lease=50),
        _named("search", 60, lease=6),
        _named("view", 120, lease=4),
        _named("handle", 10, guards=True),
        _named("account", 10, guards=True),
        _named("verification", 10, guards=True),
        _named("report", 10, guards=True),
        _named("credits", 10, guards=True),
        _named("withdrawal", 10, guards=True),
    ]
)


def limit_of(view: Any, action: str, method: str | None) -> str:
    """The name of the limit that an action of a view counts for; `method` in capitals."""
    return view.limits.get(action) or ("read" if method in ("GET", "HEAD") else "write")


@dataclass(frozen=True)
class Standing:
    """Where an identity stands: `allowed`, what is `left`, seconds until the window `resets`."""

    limit: Limit
    allowed: bool
    left: int
    resets: int

    @property
    def headers(self) -> dict[str, str]:
        """RateLimit-Policy, and RateLimit beside it."""
        limit = self.limit
        return {"RateLimit-Policy": limit.policy, "RateLimit": f'"{limit.name}";r={self.left};t={self.resets}'}


class Tallies:
    """What this process has counted and not yet told Redis, per limit and identity.

    A limit with a lease is told Redis once for that many uses, when they are used up: reads of somebody who
    reads little never go there. So a limit may be overrun by less than one lease a process.
    """

    _MOST = 50_000

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[int, int, float]] = {}
        self._lock = Lock()

    def count(self, limit: Limit, identity: str) -> Standing | None:
        """One use more; None when it is time to tell Redis."""
        key, now = (limit.name, identity), time.monotonic()
        with self._lock:
            used, left, until = self._held.get(key, (0, 0, 0.0))
            if until <= now:
                used, left, until = 0, limit.item.amount, now + limit.item.get_expiry()
            if used == _DENIED:
                return Standing(limit, False, 0, left)
            if used + 1 >= limit.lease:
                return None
            if len(self._held) >= self._MOST:
                self._held.clear()
            self._held[key] = used + 1, left, until
        return Standing(limit, True, max(0, left - used - 1), int(until - now) + 1)

    def settle(self, limit: Limit, identity: str, standing: Standing) -> None:
        """Redis has been told: count anew from there, or remember a denial for a second."""
        now = time.monotonic()
        kept = (
            (0, standing.left, now + standing.resets) if standing.allowed else (_DENIED, standing.resets, now + 1)
        )
        with self._lock:
            self._held[limit.name, identity] = kept


_DENIED = -1
_tallies = Tallies()


@cache
def _limiter() -> SlidingWindowCounterRateLimiter:
    return SlidingWindowCounterRateLimiter(
        RedisStorage(settings.REDIS_URL, key_prefix="limit", socket_timeout=1, socket_connect_timeout=1)
    )


def count(name: str, identity: str) -> Standing | None:
    """Count one use of the named limit; None where limits are off. Never raises for Redis' sake."""
    if not settings.RATE_LIMITS:
        return None
    limit = LIMITS[name]
    return _tallies.count(limit, identity) or waiting.aside(_from_redis, limit, identity)


def enforce(name: str, identity: str) -> Standing | None:
    """As `count`, but 429 rate_limited when the limit is reached, 503 when a guarding one cannot be counted."""
    standing = count(name, identity)
    if standing is not None and not standing.allowed:
        raise Refusal(
            429,
            "rate_limited",
            f"Too many requests. Try again in {standing.resets} seconds.",
            retry_after=standing.resets,
            headers=standing.headers,
        )
    return standing


class Breaker:
    """After Redis failed it is not asked for a second, so that a hanging one does not hold every thread."""

    def __init__(self) -> None:
        self._until = 0.0

    def closed(self) -> bool:
        """Whether Redis is to be asked."""
        return time.monotonic() >= self._until

    def trip(self) -> None:
        """Redis failed just now."""
        self._until = time.monotonic() + 1


_breaker = Breaker()


def _from_redis(limit: Limit, identity: str) -> Standing | None:
    if not _breaker.closed():
        return _without_redis(limit)
    limiter = _limiter()
    try:
        allowed = limiter.hit(limit.item, limit.name, identity, cost=limit.lease)
        stats = limiter.get_window_stats(limit.item, limit.name, identity)
    except RedisError as error:
        _breaker.trip()
        log.warning("limits.redis_away", limit=limit.name, error=type(error).__name__)
        return _without_redis(limit)
    standing = Standing(limit, allowed, max(0, stats.remaining), max(1, int(stats.reset_time - time.time()) + 1))
    _tallies.settle(limit, identity, standing)
    return standing


def _without_redis(limit: Limit) -> Standing | None:
    if limit.guards:
        raise Refusal(503, "limits_unavailable", "Try again in a moment.", retry_after=5)
    return None


def address(request: HttpRequest) -> str:
    """The client's address: from X-Forwarded-For only as far as the trusted proxies reach."""
    hops = settings.TRUSTED_PROXIES
    if hops:
        chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if chain:
            return str(chain[-hops] if len(chain) >= hops else chain[0])
    return str(request.META.get("REMOTE_ADDR") or "unknown")


def place(client: str) -> str:
    """What is counted for an address: of an IPv6 one its /64, since a household changes the rest at will."""
    if ":" not in client:
        return client
    try:
        found = ipaddress.IPv6Address(client)
    except ValueError:
        return client
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))
