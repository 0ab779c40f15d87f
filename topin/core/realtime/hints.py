"""Hints: from the process that wrote an event to those that hold the recipient's sockets, through Redis.

A hint only says "look": the event is in PostgreSQL, and a hint that gets lost is made good by the next
heartbeat. So publishing never fails its caller, and waits for Redis a quarter of a second at most.
"""

import time
from functools import cache

import redis
import structlog
from channels.layers import channel_layers
from django.conf import settings

log = structlog.get_logger(__name__)
_PAUSE = 1.0  # seconds without a try after one that failed, so that writes do not wait for Redis each time
_away_until = 0.0


def group(user_id: str) -> str:
    """The channel layer's group of all processes that hold sockets of this person."""
    return f"user.{user_id}"


def publish(details: list[str]) -> None:
    """Publish what transactions told: each detail is "<user id>" or "<user id> <head of their stream>"."""
    global _away_until
    if time.monotonic() < _away_until:
        return
    heads: dict[str, int] = {}
    for detail in details:
        user_id, _, number = detail.partition(" ")
        heads[user_id] = max(heads.get(user_id, 0), int(number or 0))
    try:
        with _redis().pipeline(transaction=False) as pipe:
            for user_id, head in heads.items():
                pipe.publish(_topic(user_id), _message(user_id, head))
            pipe.execute()
    except redis.RedisError as error:
        _away_until = time.monotonic() + _PAUSE
        log.warning("realtime.hint_lost", error=type(error).__name__)


def _message(user_id: str, head: int) -> bytes:
    return bytes(channel_layers["default"].serialize({"user": user_id, "head": head}))


def _topic(user_id: str) -> str:
    """The Redis channel of the group, as RedisPubSubChannelLayer names it: its own group_send needs an event
    loop, and would make a connection for each."""
    return f"{settings.REDIS_PREFIX}__group__{group(user_id)}"


@cache
def _redis() -> redis.Redis:
    # One try and no more: a second would hold up the request.
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=0.25, socket_connect_timeout=0.25, retry=None, retry_on_timeout=False
    )
