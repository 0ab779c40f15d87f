"""What the tests of views and analytics share."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from engagement.analytics import buffer, functions
from posts.tests.conftest import block, follow, read, repost, write  # noqa: F401 (fixtures)
from topin.core.db.session import Caller, call
from topin.core.testing.people import Person


@pytest.fixture
def buffered(settings: Any) -> Any:
    """Views wait in this process's Redis database, empty before and after."""
    settings.VIEW_BUFFER = "always"
    buffer.redis.cache_clear()
    buffer._State.away_until = 0.0
    client = buffer.redis()
    client.flushdb()
    yield client
    client.flushdb()


@pytest.fixture
def store() -> Callable[..., int]:
    """`store(event, …, batch=None)` stores views as the API does; returns how many counted."""

    def act(*views: dict[str, Any], batch: str | None = None) -> int:
        return int(call(functions.store_views, Caller(None), views=json.dumps(views), batch=batch))

    return act


@pytest.fixture
def logged(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[str], list[dict[str, Any]]]:
    """`logged(post)`: the log of its views, oldest first."""
    return lambda post: sql("SELECT * FROM public.post_view_logs WHERE post_id = %s ORDER BY seen_at", [post])


def view(post: str, who: Person | None, seen_at: str = "2100-01-01T12:00:00Z", **more: Any) -> dict[str, Any]:
    """An event as the buffer holds it; on a day that no roll-up makes final, where no other is given."""
    key = None if who else str(more.pop("key", uuid.uuid4()))
    return {"post_id": post, "viewer_id": who and who.id, "viewer_key": key, "seen_at": seen_at, **more}
