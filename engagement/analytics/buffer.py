"""The buffer of views in Redis, and how its content reaches PostgreSQL exactly once.

A view is appended to one list. The flush moves up to so many of them, in one step of Redis, to a batch with an id
of its own; PostgreSQL applies a batch and remembers its id in one transaction; then the batch is erased. Whatever
dies in between, the batch is still there for the next flush, and applied once.
"""

import time
import uuid
from collections.abc import Iterable
from functools import cache

import structlog
from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger(__name__)
_LIVE, _BATCHES, _BATCH = "{views}:live", "{views}:batches", "{views}:batch:"
SIZE = 1000
_PAUSE = 5.0  # seconds without a try after Redis was found away, or unfit
_FRESH = 30.0  # seconds for which its fitness is taken for granted
_TAKE = """
local events = redis.call('LRANGE', KEYS[1], 0, ARGV[2] - 1)
if #events == 0 then return 0 end
redis.call('RPUSH', KEYS[3], unpack(events))
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('LTRIM', KEYS[1], #events, -1)
return #events
"""


class Away(Exception):
    """Redis cannot be asked, or would not keep what it is given: store it elsewhere."""


class _State:
    """What this process knows of Redis: fit until when, or not to be tried until when."""

    fit_until = 0.0
    away_until = 0.0


def add(events: Iterable[str]) -> None:
    """Append events, JSON each: when this returns, Redis has them. Raises Away: then it may have them or not."""
    if settings.VIEW_BUFFER == "off" or time.monotonic() < _State.away_until:
        raise Away
    try:
        _require_fit()
        redis().rpush(_LIVE, *events)
    except (RedisError, Away) as error:
        _State.away_until, _State.fit_until = time.monotonic() + _PAUSE, 0.0
        log.warning("views.buffer_away", error=type(error).__name__, reason=str(error)[:200])
        raise Away from error


def waiting() -> int:
    """How many views wait in the list. RedisError when it cannot be asked."""
    return int(redis().llen(_LIVE))  # type: ignore[arg-type]


def batches() -> list[str]:
    """Ids of batches that were taken and not yet erased."""
    return sorted(str(found.decode()) for found in redis().smembers(_BATCHES))  # type: ignore[union-attr]


def take() -> tuple[str, int]:
    """Move the oldest views to a new batch; its id, and how many there are (0: no batch)."""
    batch = str(uuid.uuid4())
    keys = [_LIVE, _BATCHES, _BATCH + batch]
    return batch, int(redis().eval(_TAKE, 3, *keys, batch, SIZE))  # type: ignore[arg-type]


def read(batch: str) -> list[str]:
    """The batch's events; none where another flush has erased it."""
    return [event.decode() for event in redis().lrange(_BATCH + batch, 0, -1)]  # type: ignore[union-attr]


def erase(batch: str) -> None:
    """The batch stands in PostgreSQL: let go of it."""
    steps = redis().pipeline(transaction=True)
    steps.delete(_BATCH + batch)
    steps.srem(_BATCHES, batch)
    steps.execute()


@cache
def redis() -> Redis:
    """One pool a process. A failed command is not tried again here: the flush or PostgreSQL takes over."""
    return Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    )


def _require_fit() -> None:
    """Views are acknowledged by what Redis keeps on disk: one that keeps nothing, or evicts, is not to be used."""
    if settings.VIEW_BUFFER == "always" or time.monotonic() < _State.fit_until:
        return
    told = redis().info()
    if not int(told.get("aof_enabled", 0)) or told.get("aof_last_write_status") != "ok":
        raise Away("it keeps no append-only file")
    if str(told.get("maxmemory_policy", "")).startswith("allkeys"):
        raise Away("it may evict any key")
    _State.fit_until = time.monotonic() + _FRESH
