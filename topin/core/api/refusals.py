"""Which problems an operation can answer with: those of its code, and those of what runs around every action.

The OpenAPI document names them for each operation, and a test holds every answer over HTTP against them.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from topin.core.db.refusals import Codes, refusals_of

from . import limits
from .codes import EVERY
from .contract import Contract, contract_of
from .reach import raised, refusals_in
from .serializers import StrictSerializer

_ALWAYS = (
    "unreadable_request", "invalid_token", "forbidden", "rate_limited", "database_unavailable", "database_busy",
)  # fmt: skip


@cache
def refusals_of_operation(view: Any, action: str, method: str, has_path: bool) -> dict[int, list[str]]:
    """Status -> codes, both in order, of an ApiViewSet's action.

    `method` in capitals; `has_path`: whether the path has parameters.
    """
    contract = contract_of(getattr(view, action))
    found = {code for _, code in _of_code(view, action)}
    found |= {*_ALWAYS, *_of_caller(view, action), *_of_limit(view, action, method)}
    found |= {*_of_method(view, action, method), *_of_input(contract)}
    if has_path:
        found.add("not_found")
    told: dict[int, list[str]] = {}
    for code in sorted(found & EVERY.keys()):
        told.setdefault(EVERY[code][0], []).append(code)
    return dict(sorted(told.items()))


def _of_code(view: Any, action: str) -> Codes:
    found = refusals_in(view, action)
    if (400, "invalid_if_match") in found:
        return found
    return found - {(412, "stale_version")}  # it never names a version


def _of_caller(view: Any, action: str) -> Iterator[str]:
    if action not in view.anonymous:
        yield "authentication_required"
    yield from (code for _, code in refusals_of("private.check_session"))


def _of_limit(view: Any, action: str, method: str) -> Iterator[str]:
    if limits.LIMITS[limits.limit_of(view, action, method)].guards:
        yield "limits_unavailable"


def _of_method(view: Any, action: str, method: str) -> Iterator[str]:
    if method == "POST":
        yield from ("invalid_idempotency_key", *(code for _, code in refusals_of("private.claim_idempotency_key")))
    if action in view.keyed:
        yield "idempotency_key_required"


def _of_input(contract: Contract) -> Iterator[str]:
    for form in (contract.body, contract.query):
        if form is not None:
            yield from ("invalid", "unknown_field", *field_codes(form))


@cache
def field_codes(form: type[StrictSerializer]) -> frozenset[str]:
    """The codes that `errors` can hold for an input of this form."""
    return frozenset(_codes(form()))


def _codes(field: Any) -> Iterator[str]:
    yield from raised(type(field))
    known = {"required": field.required, "null": not field.allow_null}
    yield from (code for code in field.error_messages if known.get(code, True))
    for validator in field.validators:
        yield str(getattr(validator, "code", "invalid"))
    inner = [*getattr(field, "fields", {}).values(), getattr(field, "child", None)]
    for one in filter(None, inner):
        yield from _codes(one)
