"""Which errors an operation of /api/auth can answer with: read from its code and SQL, as of the other rooms.

The OpenAPI document names them for each operation, and every test of the accounts holds its answers against them.
"""

from functools import cache
from typing import Any

from topin.auth import limits
from topin.auth.views.base import GoTrueView
from topin.core.api.limits import LIMITS
from topin.core.api.reach import reached
from topin.core.db.function import SqlFunction

_OURS = {(500, "unexpected_failure"), (503, "unexpected_failure")}
# What the database itself may refuse: a value that it cannot take, two at once.
_OF_READING = {(400, "validation_failed")}
_OF_WRITING = {(400, "validation_failed"), (409, "conflict")}


@cache
def errors_of_operation(view: Any, method: str) -> dict[int, list[str]]:
    """Status -> codes, both in order, of a view's method (in lower case)."""
    codes, things = reached(view, method)
    found = {_as_sent(*one) for one in codes} | _OURS | _of_limit(view, method, things)
    for door in (one for one in things if isinstance(one, SqlFunction)):
        found |= _OF_READING if door.read_only else _OF_WRITING
    told: dict[int, list[str]] = {}
    for status, code in sorted(found):
        told.setdefault(status, []).append(code)
    return told


def _as_sent(status: int, code: str) -> tuple[int, str]:
    """A profile's rule is told as the input's fault: topin.auth.errors.rendered."""
    return (422 if code.startswith("handle_") else status, code)


def _of_limit(view: type[GoTrueView], method: str, things: frozenset[object]) -> set[tuple[int, str]]:
    name = view.limited.get(method)
    found = {(429, "over_request_rate_limit")} if name else set()
    if limits.password in things or (name and LIMITS[name].guards):
        found.add((503, "limits_unavailable"))
    return found
