"""What an endpoint promises, written once on its action: the OpenAPI document and the parsing both read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rest_framework import serializers

from .serializers import StrictSerializer

Shape = type[serializers.Serializer[Any]] | None
RAW = "application/octet-stream"
Action = TypeVar("Action", bound=Callable[..., Any])


@dataclass(frozen=True)
class Contract:
    """`answers`: status -> shape (None: no body); `body`, `query`: the input; `many`: the input is an array
    of them; `paged`: a list of the shape.

    `takes`: media type -> shape (None: bytes) of a body that is not JSON; `gives`: media types of an answer that
    is not. `page`: the page object, where it is more than `results` and `next_cursor`; `whole`: all of it stands
    on one page, which takes neither limit nor cursor.
    """

    answers: dict[int, Shape] = field(default_factory=dict)
    body: type[StrictSerializer] | None = None
    query: type[StrictSerializer] | None = None
    paged: bool = False
    many: bool = False
    takes: Mapping[str, Shape] = field(default_factory=dict)
    gives: tuple[str, ...] = ()
    page: Shape = None
    whole: bool = False


_NOTHING = Contract()


def answers(
    status: int,
    shape: Shape = None,
    *,
    also: dict[int, Shape] | None = None,
    body: type[StrictSerializer] | None = None,
    query: type[StrictSerializer] | None = None,
    paged: bool = False,
    many: bool = False,
    takes: Mapping[str, Shape] | None = None,
    gives: tuple[str, ...] = (),
    page: Shape = None,
    whole: bool = False,
) -> Callable[[Action], Action]:
    """Declares an action's contract.

    `@answers(200, Profile, body=ProfileInput)`; `paged=True` for a list of the shape. What it may refuse is read
    from its code (refusals.py), and is not declared.
    """

    def declare(action: Action) -> Action:
        given = {status: shape, **(also or {})}
        contract = Contract(given, body, query, paged, many, takes or {}, gives, page, whole)
        action.contract = contract  # type: ignore[attr-defined]
        return action

    return declare


def contract_of(action: Any) -> Contract:
    """The contract of an action; an empty one where none was declared."""
    return getattr(action, "contract", _NOTHING)
