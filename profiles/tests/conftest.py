"""What the tests of people look at."""

from collections.abc import Callable
from typing import Any

import pytest

from topin.core.testing.people import Person


@pytest.fixture
def row(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[Person], dict[str, Any]]:
    """`row(a)`: the profile as it stands in the table."""
    return lambda who: sql("SELECT * FROM public.profiles WHERE id = %s", [who.id])[0]


@pytest.fixture
def change(sql: Callable[..., list[dict[str, Any]]]) -> Callable[..., None]:
    """`change(a, suspended_at="now")`: sets columns of the profile by hand, as staff's functions do."""

    def act(who: Person, **columns: Any) -> None:
        assignments = ", ".join(f"{name} = %({name})s" for name in columns)
        sql(f"UPDATE public.profiles SET {assignments} WHERE id = %(id)s", {**columns, "id": who.id})

    return act


@pytest.fixture
def blocks(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[Person, Person], None]:
    """`blocks(a, b)`: a blocks b."""
    return lambda a, b: (
        sql("INSERT INTO public.blocked_users (blocker_id, blocked_id) VALUES (%s, %s)", [a.id, b.id]) and None
    )


@pytest.fixture
def follows(sql: Callable[..., list[dict[str, Any]]]) -> Callable[[Person, Person], None]:
    """`follows(a, b)`: a follows b, with counters and all."""
    return lambda a, b: sql("SELECT private.add_edge(%s, %s)", [a.id, b.id]) and None
