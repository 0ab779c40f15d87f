"""Every setting of the accounts is told of, and tried in behaviour by a test that names it."""

import ast
import re
from pathlib import Path

from .settings_listed import SOURCE, settings

_TESTS = Path(__file__).parents[1]
# What only reads the environment proves nothing of what a setting does.
_READING = {"GIVEN", "test_defaults_are_those_of_a_hosted_project", "test_what_cannot_be_read_stops_the_start"}


def test_each_has_a_meaning() -> None:
    found = settings()
    assert len(found) > 65
    assert [one.variable for one in found if not one.meaning or not one.section] == []
    names = set(re.findall(r"^(\w+)(?:: [^=]+)? = ", SOURCE.read_text(), re.MULTILINE))
    listed = {one.variable for one in found} | {"IDENTITY_PROVIDERS", "GOTRUE_JWT_ISSUERS"}
    assert names - listed == set()


def test_each_is_tried_in_behaviour() -> None:
    tried = _tried()
    missing = [
        one.variable
        for one in settings()
        if not re.search(rf"\b(GOTRUE_)?{one.variable.removeprefix('GOTRUE_').removeprefix('TOPIN_')}\b", tried)
        and not re.search(rf"\b(?:TOPIN_|GOTRUE_){one.variable.partition('_')[2]}\b", tried)
    ]
    assert missing == []


def _tried() -> str:
    """The code of all tests here, without what only reads settings."""
    parts = []
    for path in sorted(_TESTS.rglob("test_*.py")) + sorted((_TESTS / "contract").glob("rows*.py")):
        if path.name in ("test_settings_listed.py", "test_reference.py"):
            continue
        for node in ast.parse(path.read_text()).body:
            name = getattr(node, "name", "") or next(
                (t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)),
                getattr(getattr(node, "target", None), "id", ""),
            )
            if name not in _READING:
                parts.append(ast.unparse(node))
    return "\n".join(parts)
