"""What the tests of engagement share."""

from collections.abc import Callable
from typing import Any

import pytest

from engagement import functions
from posts.tests.conftest import answer, block, feed, fold, follow, hide, pages, read, suspend, told, write  # noqa: F401 (fixtures)
from topin.core.testing.people import Person


@pytest.fixture
def like(acting_as: Callable[..., Any]) -> Callable[[Person, str], tuple[dict[str, Any], bool]]:
    """`like(person, content)`: what it answered, and whether it was new."""

    def act(who: Person, content: str) -> tuple[dict[str, Any], bool]:
        with acting_as(who, commit=True) as call:
            row = call(functions.like_content, actor=who.id, content=content)
        return answer(row["body"]), row["created"]

    return act


@pytest.fixture
def unlike(acting_as: Callable[..., Any]) -> Callable[[Person, str], dict[str, Any]]:
    """`unlike(person, content)`: what it answered."""

    def act(who: Person, content: str) -> dict[str, Any]:
        with acting_as(who, commit=True) as call:
            return dict(answer(call(functions.unlike_content, actor=who.id, content=content)["body"]))

    return act


@pytest.fixture
def keep(acting_as: Callable[..., Any]) -> Callable[[Person, str], tuple[dict[str, Any], bool]]:
    """`keep(person, post)`: what it answered, and whether it was new."""

    def act(who: Person, post: str) -> tuple[dict[str, Any], bool]:
        with acting_as(who, commit=True) as call:
            row = call(functions.bookmark_post, actor=who.id, post=post)
        return answer(row["body"]), row["created"]

    return act


@pytest.fixture
def let_go(acting_as: Callable[..., Any]) -> Callable[[Person, str], None]:
    """`let_go(person, post)`."""

    def act(who: Person, post: str) -> None:
        with acting_as(who, commit=True) as call:
            call(functions.unbookmark_post, actor=who.id, post=post)

    return act


@pytest.fixture
def comment(acting_as: Callable[..., Any]) -> Callable[..., str]:
    """`comment(person, post, content="A comment", parent=None)`: its id."""

    def act(who: Person, post: str, content: str = "A comment", parent: str | None = None) -> str:
        with acting_as(who, commit=True) as call:
            row = call(functions.add_comment, actor=who.id, post=post, content=content, parent=parent)
        return str(answer(row["body"])["id"])

    return act


@pytest.fixture
def delete(acting_as: Callable[..., Any]) -> Callable[[Person, str], None]:
    """`delete(person, comment)`."""

    def act(who: Person, comment: str) -> None:
        with acting_as(who, commit=True) as call:
            call(functions.delete_comment, actor=who.id, comment=comment)

    return act


@pytest.fixture
def comments(acting_as: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """`comments(person_or_None, post, sort="old", parent=None, size=2)`: the whole list, read page by page."""

    def act(
        who: Person | None, post: str, sort: str = "old", parent: str | None = None, size: int = 2
    ) -> list[dict[str, Any]]:
        given = {"viewer": who and who.id, "post": post, "sort": sort, "parent": parent, "page_limit": size}
        with acting_as(who) as call:
            return pages(lambda after: call(functions.get_comments, **given, after=after))

    return act


@pytest.fixture
def one(acting_as: Callable[..., Any]) -> Callable[[Person | None, str], dict[str, Any]]:
    """`one(person_or_None, comment)`: the Comment as that viewer gets it."""

    def act(who: Person | None, below: str) -> dict[str, Any]:
        with acting_as(who) as call:
            return dict(answer(call(functions.get_comment, viewer=who and who.id, comment=below)["body"]))

    return act


@pytest.fixture
def reword(acting_as: Callable[..., Any]) -> Callable[..., tuple[dict[str, Any], int]]:
    """`reword(person, comment, content, expected_version=None)`: (the Comment, its version)."""

    def act(who: Person, below: str, content: str, expected: int | None = None) -> tuple[dict[str, Any], int]:
        given = {"comment": below, "content": content, "expected_version": expected}
        with acting_as(who, commit=True) as call:
            row = call(functions.update_comment, actor=who.id, **given)
        return answer(row["body"]), row["version"]

    return act


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """Of what was listed the ids."""
    return [row["id"] for row in rows]
