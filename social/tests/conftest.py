"""What the tests of the social graph look at."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from social import functions
from topin.core.testing.people import Person


@pytest.fixture
def graph(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[Person, Person], dict[str, Any]]:
    """`graph(a, b)`: the edges, requests and blocks between two people, and the counters of both."""

    def look(a: Person, b: Person) -> dict[str, Any]:
        pair = {"a": a.id, "b": b.id}
        edges = sql(
            "SELECT CASE follower_id WHEN %(a)s THEN 'ab' ELSE 'ba' END AS way, is_mutual FROM public.followers"
            " WHERE (follower_id, following_id) IN ((%(a)s, %(b)s), (%(b)s, %(a)s)) ORDER BY 1",
            pair,
        )
        requests = sql(
            "SELECT 1 FROM public.follow_requests WHERE requester_id = %(a)s AND target_id = %(b)s", pair
        )
        blocks = sql("SELECT 1 FROM public.blocked_users WHERE blocker_id = %(a)s AND blocked_id = %(b)s", pair)
        counts = {row["user_id"]: row for row in sql(
            "SELECT user_id::text, followers_count, following_count FROM private.profile_stats"
            " WHERE user_id IN (%(a)s, %(b)s)", pair,
        )}  # fmt: skip
        return {
            "edges": {row["way"]: row["is_mutual"] for row in edges},
            "requested": bool(requests),
            "blocked": bool(blocks),
            "counts": [(counts[p.id]["followers_count"], counts[p.id]["following_count"]) for p in (a, b)],
        }

    return look


@pytest.fixture
def follow(acting_as: Callable[..., Any]) -> Callable[..., None]:
    """`follow(a, b, c)`: a follows b and c."""

    def act(who: Person, *others: Person) -> None:
        with acting_as(who, commit=True) as call:
            for other in others:
                call(functions.follow_user, actor=who.id, target=other.id)

    return act


@pytest.fixture
def block(acting_as: Callable[..., Any]) -> Callable[[Person, Person], None]:
    """`block(a, b)`: a blocks b."""

    def act(who: Person, other: Person) -> None:
        with acting_as(who, commit=True) as call:
            call(functions.block_user, actor=who.id, target=other.id)

    return act


@pytest.fixture
def suspend(sql: Callable[..., list[dict[str, Any]]]) -> Callable[..., None]:
    """`suspend(a)`, and `suspend(a, False)` to undo it."""

    def act(who: Person, on: bool = True) -> None:
        sql("UPDATE public.profiles SET suspended_at = CASE WHEN %s THEN now() END WHERE id = %s", [on, who.id])

    return act


@pytest.fixture
def hide(sql: Callable[..., list[dict[str, Any]]]) -> Callable[..., None]:
    """`hide(a)`: the profile is for followers alone; `hide(a, "private")` for nobody."""

    def act(who: Person, visibility: str = "followers") -> None:
        sql("UPDATE public.profiles SET profile_visibility = %s WHERE id = %s", [visibility, who.id])

    return act


@pytest.fixture
def listed(acting_as: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """`listed(function, viewer, **args)`: all pages of a list, two entries a page."""

    def read(function: Any, viewer: Person | None, **given: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        after = None
        with acting_as(viewer) as call:
            while True:
                page = call(function, viewer=viewer and viewer.id, page_limit=2, after=after, **given)
                found += json.loads(_text(page["results"]))
                after = page["next"]
                if after is None:
                    return found

    return read


def _text(value: Any) -> Any:
    return value if isinstance(value, str | bytes) else json.dumps(value)
