"""Rate limits, counted in Redis over all processes (sliding window), by name.

A limit that guards something is exact and shut while Redis is away. Reads and ordinary writes take a small
lease per process, so that most requests need no round trip to Redis; they stay open while Redis is away.
Source: api.md (rate limits), performance.md point 5.
"""

import time
from dataclasses import dataclass
from functools import cache
from threading import Lock

import structlog
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis.exceptions import RedisError

from topin.core.db.errors import Refusal

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Limit:
    """`amount` a minute and identity; `lease` taken from Redis at once; `guards`: shut when Redis is away."""

    name: str
    item: RateLimitItem
    lease: int = 1
    guards: bool = False


def _named(name: str, amount: int, **options: int | bool) -> tuple[str, Limit]:
    return name, Limit(name, RateLimitItemPerMinute(amount), **options)  # type: ignore[arg-type]


LIMITS = dict(
    [
        _named("read", 600, lease=20),
        _named("write", 120, lease=4),
        _named("follow", 60),
        _named("post", 30),
        _named("search", 60),
        _named("handle", 10, guards=True),
        _named("verification", 10, guards=True),
        _named("report", 10, guards=True),
        _named("credits", 10, guards=True),
        _named("withdrawal", 10, guards=True),
    ]
)


@dataclass(frozen=True)
class Standing:
    """Where an identity stands: `allowed`, what is `left`, seconds until the window `resets`."""

    limit: Limit
    allowed: bool
    left: int
    resets: int

    @property
    def headers(self) -> dict[str, str]:
        """RateLimit-Policy and RateLimit, as the IETF draft has them."""
        name, item = self.limit.name, self.limit.item
        return {
            "RateLimit-Policy": f'"{name}";q={item.amount};w={item.get_expiry()}',
            "RateLimit": f'"{name}";r={self.left};t={self.resets}',
        }


class Leases:
    """What this process has taken from Redis ahead of use, per limit and identity."""

    _MOST = 50_000

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[int, int, float]] = {}
        self._lock = Lock()

    def take(self, limit: Limit, identity: str) -> Standing | None:
        """One unit of a lease that is held, or the denial that still holds; None when there is neither."""
        key = limit.name, identity
        with self._lock:
            units, left, until = self._held.get(key, (0, 0, 0.0))
            now = time.monotonic()
            if until <= now:
                return None
            if units < 0:
                return Standing(limit, False, 0, left)
            if units == 0:
                return None
            self._held[key] = units - 1, left, until
        return Standing(limit, True, left + units - 1, int(until - now) + 1)

    def deny(self, limit: Limit, identity: str, standing: Standing) -> None:
        """Remember for a second that there is nothing left, so that who hammers does not cost Redis."""
        with self._lock:
            self._held[limit.name, identity] = -1, standing.resets, time.monotonic() + 1

    def put(self, limit: Limit, identity: str, units: int, standing: Standing) -> None:
        """Keep what is left of a lease, for as long as its window lasts."""
        with self._lock:
            if len(self._held) >= self._MOST:
                self._held.clear()
            self._held[limit.name, identity] = units, standing.left, time.monotonic() + standing.resets


_leases = Leases()


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
    return _leases.take(limit, identity) or _from_redis(limit, identity)


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


def _from_redis(limit: Limit, identity: str) -> Standing | None:
    limiter = _limiter()
    try:
        units = limit.lease
        allowed = limiter.hit(limit.item, limit.name, identity, cost=units)
        if not allowed and units > 1:  # less than a lease is left: count the rest one by one
            units, allowed = 1, limiter.hit(limit.item, limit.name, identity)
        stats = limiter.get_window_stats(limit.item, limit.name, identity)
    except RedisError as error:
        return _without_redis(limit, error)
    standing = Standing(limit, allowed, max(0, stats.remaining), max(1, int(stats.reset_time - time.time()) + 1))
    if allowed and units > 1:
        _leases.put(limit, identity, units - 1, standing)
    elif not allowed:
        _leases.deny(limit, identity, standing)
    return standing


def _without_redis(limit: Limit, error: RedisError) -> Standing | None:
    log.warning("limits.redis_away", limit=limit.name, error=type(error).__name__)
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
