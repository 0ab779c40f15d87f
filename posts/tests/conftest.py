"""What the tests of posts share."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from posts import functions
from social.tests.conftest import block, follow, hide, suspend  # noqa: F401 (fixtures)
from topin.core.db.session import call as run
from topin.core.jobs.base import WORKER
from topin.core.realtime import functions as realtime
from topin.core.testing.people import Person


@pytest.fixture
def write(acting_as: Callable[..., Any]) -> Callable[..., str]:
    """`write(person, content, audience="public", **more)` publishes a post; returns its id."""

    def act(who: Person, content: str = "A post", audience: str = "public", **more: Any) -> str:
        data = {"type": "text", "content": content, "audience": audience, **more}
        with acting_as(who, commit=True) as call:
            return str(answer(call(functions.create_post, actor=who.id, data=data)["body"])["id"])

    return act


@pytest.fixture
def read(acting_as: Callable[..., Any]) -> Callable[[Person | None, str], dict[str, Any]]:
    """`read(person_or_None, post)`: the Post as that viewer gets it."""

    def act(who: Person | None, post: str) -> dict[str, Any]:
        with acting_as(who) as call:
            return answer(call(functions.get_post, viewer=who and who.id, post=post)["body"])

    return act


@pytest.fixture
def feed(acting_as: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """`feed(person, size=20)`: the whole home feed, read page by page."""

    def act(who: Person, size: int = 20) -> list[dict[str, Any]]:
        with acting_as(who) as call:
            return pages(lambda after: call(functions.get_feed, viewer=who.id, page_limit=size, after=after))

    return act


@pytest.fixture
def repost(acting_as: Callable[..., Any]) -> Callable[[Person, str], dict[str, Any]]:
    """`repost(person, post)`."""

    def act(who: Person, post: str) -> dict[str, Any]:
        with acting_as(who, commit=True) as call:
            return dict(call(functions.repost, actor=who.id, post=post))

    return act


@pytest.fixture
def medium(sql: Callable[..., list[dict[str, Any]]]) -> Callable[..., str]:
    """`medium(owner, kind="image", status="ready")`: an upload's id; a row without files."""

    def act(owner: Person, kind: str = "image", status: str = "ready") -> str:
        row = sql(
            "INSERT INTO public.media (owner_id, kind, status, mime, width, height, variants, checked_at)"
            " VALUES (%s, %s, %s, 'image/webp', 800, 600, '{thumb}', now()) RETURNING id::text",
            [owner.id, kind, status],
        )
        return str(row[0]["id"])

    return act


@pytest.fixture
def fold(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[], None]:
    """`fold()`: what was appended stands in the counters."""

    def act() -> None:
        while sql("SELECT private.fold_counters() AS folded")[0]["folded"]:
            pass

    return act


@pytest.fixture
def told(acting_as: Callable[..., Any]) -> Callable[[Person], list[dict[str, Any] | None]]:
    """`told(person)`: the notifications of their stream by now, None for a void."""

    def act(who: Person) -> list[dict[str, Any] | None]:
        while run(realtime.fold_events, WORKER, most=1000):
            pass
        with acting_as(who) as call:
            rows = call(
                "SELECT json_agg(public.event_notification($1::uuid, r.data) ORDER BY r.seq)"
                " FROM public.stream_rows($1::uuid, 0, 100) r WHERE r.kind = 'notification'",
                who.id,
            )
        return answer(rows) or []

    return act


def answer(body: Any) -> Any:
    """What a door answered, read."""
    return json.loads(body) if isinstance(body, str | bytes) else body


def pages(page: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
    """All rows of a list, following `next` to its end."""
    rows, after = [], None
    while True:
        row = page(after)
        rows += answer(row["results"])
        after = answer(row["next"])
        if after is None:
            return rows
