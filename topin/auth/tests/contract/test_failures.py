"""Every failure of the contract in both shapes of errors, and nothing that the sources refuse left out."""

import re
from typing import Any

import pytest

from topin.auth import functions
from topin.auth.views import base
from topin.core.db.function import SqlFunction

from . import reach
from .codes import CONTRACT, NOT_REACHED, OWN
from .families import rows as shared
from .row import Row
from .rows import CANNOT_HAPPEN, ELSEWHERE, ROWS
from .world import World

TABLE: list[Row] = [*ROWS, *shared()]
MODERN = "2024-01-01"


@pytest.mark.parametrize("version", [None, MODERN], ids=["older", "2024"])
@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_each_failure_in_both_shapes(world: World, row: Row, version: str | None, monkeypatch: Any) -> None:
    refused_by = _watched(monkeypatch)
    world.gotrue.version = version
    answer = row.do(world)
    body = answer.json()
    assert answer.status_code == row.status, answer.content
    if version:
        assert (body.pop("code"), answer["X-Supabase-Api-Version"]) == (row.code, MODERN)
        says = body.pop("message")
    else:
        assert (body.pop("code"), body.pop("error_code")) == (row.status, row.code)
        assert "X-Supabase-Api-Version" not in answer
        says = body.pop("msg")
    assert re.fullmatch(row.says, says), says
    assert answer["x-sb-error-code"] == row.code and answer["Content-Type"] == "application/json"
    assert ("Retry-After" in answer) == (row.status == 503 or (row.status == 429 and not row.door))
    assert body.keys() <= {"weak_password", "field", "error", "error_description", "error_id"}
    assert ("weak_password" in body) == (row.code == "weak_password")
    if row.door:
        assert refused_by[-1] == row.door


def _watched(monkeypatch: Any) -> list[str]:
    """The doors of the SQL that refused, one after the other."""
    refused_by: list[str] = []
    real = base.session.call

    def call(function: SqlFunction, *args: Any, **given: Any) -> Any:
        refused_by.append(function.name.partition(".")[2])
        found = real(function, *args, **given)
        if '"refusal"' not in str(found).replace("'", '"'):
            refused_by.pop()
        return found

    monkeypatch.setattr(base.session, "call", call)
    return refused_by


def test_every_place_that_refuses_has_its_row() -> None:
    places = reach.places()
    assert len(places) > 130
    left = [
        one
        for one in places
        if not any(one.is_met_by(row.status, row.code, row.says) or _meant(one, row) for row in TABLE)
    ]
    assert sorted({one.where for one in left if one.where not in ELSEWHERE}) == [], left


def _meant(one: reach.Place, row: Row) -> bool:
    """A row's own pattern may be as open as the place's."""
    return (
        one.status in (0, row.status) and one.code in ("", row.code)
        and re.fullmatch(one.says, re.sub(r"\\(.)|\.\*", lambda m: m[1] or "x", row.says)) is not None
    )  # fmt: skip


def test_every_door_s_refusals_have_their_row() -> None:
    driven = {(row.door, row.status, row.code) for row in TABLE}
    driven |= {(door, row.status, row.code) for row in shared() for door in _doors_of(row)}
    missing = reach.of_doors() - driven - CANNOT_HAPPEN.keys()
    assert sorted(missing) == []
    assert sorted(CANNOT_HAPPEN.keys() - reach.of_doors()) == [], "no longer in the sources"


def _doors_of(row: Row) -> set[str]:
    """The doors that ask for the account behind the token: a shared row of their endpoint drives that."""
    if row.state not in ("unknown", "ended", "banned"):
        return set()
    doors = [door for door in vars(functions).values() if isinstance(door, SqlFunction)]
    return {door.name.partition(".")[2] for door in doors if any(arg.name == "claims" for arg in door.args)}


def test_every_code_of_the_contract_is_reached_or_said_why_not() -> None:
    reached = {row.code for row in TABLE}
    assert sorted(CONTRACT - reached - NOT_REACHED.keys()) == []
    assert sorted(NOT_REACHED.keys() & reached) == [], "reached after all"
    assert sorted(reached - CONTRACT) == sorted(OWN)
