"""Takes views in, and brings them to PostgreSQL: through the buffer, or straight where there is none."""

import json
from datetime import datetime, timedelta
from typing import Any

from posts import functions as posts
from topin.core.api.tokens import Verified
from topin.core.db.session import Caller, call

from . import buffer, functions, keys

OURSELVES = Caller(None)
_SKEW = timedelta(days=1)


def track(verified: Verified, address: str, views: list[dict[str, Any]]) -> set[str]:
    """Take views in as the caller's; returns the ids of those posts that the caller may see, whose views count.

    A view is {post_id, watched_ms, at}. It counts on the day on which it comes; what the client's clock says is
    only noted, and only where it is not more than a day off. Refuses as any call does (session ended, suspended).
    """
    viewer = verified.user_id
    wanted = [view["post_id"] for view in views]
    answer = call(posts.check_views, verified.caller, checked=viewer is not None, viewer=viewer, posts=wanted)
    told = json.loads(answer["body"])
    visible = set(told["visible"])
    if visible:
        seen_at = datetime.fromisoformat(told["seen_at"])
        day_key, address_key = keys.hashes(address, seen_at.date())
        who = {"viewer_id": viewer, "viewer_key": None if viewer else day_key, "address_key": address_key}
        kept = [_event(view, seen_at) | who for view in views if view["post_id"] in visible]
        _keep([json.dumps(event) for event in kept])
    return visible


def flush() -> int:
    """Store all that waits in the buffer; returns how many views counted. Safe to run beside itself.

    Raises RedisError when the buffer cannot be asked: nothing is lost, the next flush goes on.
    """
    began = call(functions.flush_began, OURSELVES)
    counted = sum(_apply(batch) for batch in buffer.batches())
    ahead = buffer.waiting()
    while ahead > 0:
        batch, size = buffer.take()
        if size == 0:
            break
        counted += _apply(batch)
        ahead -= size
    call(functions.note_flush, OURSELVES, until=began)
    return counted


def _event(view: dict[str, Any], seen_at: datetime) -> dict[str, Any]:
    at: datetime | None = view.get("at")
    near = at is not None and abs(at - seen_at) <= _SKEW
    named = {"event_id": str(view["event_id"])} if "event_id" in view else {}
    return named | {
        "post_id": view["post_id"],
        "watched_ms": view.get("watched_ms"),
        "client_at": at.isoformat() if at is not None and near else None,
        "seen_at": seen_at.isoformat(),
    }


def _keep(events: list[str]) -> None:
    try:
        buffer.add(events)
    except buffer.Away:
        # Should they stand in the buffer all the same, they count once: a view is one of its viewer's a day.
        call(functions.store_views, OURSELVES, views=_array(events), batch=None)


def _apply(batch: str) -> int:
    events = buffer.read(batch)
    counted = int(call(functions.store_views, OURSELVES, views=_array(events), batch=batch)) if events else 0
    buffer.erase(batch)
    return counted


def _array(events: list[str]) -> str:
    return "[" + ",".join(events) + "]"
