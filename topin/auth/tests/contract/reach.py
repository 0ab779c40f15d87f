"""What the sources can refuse: every place in Python and SQL that does, and what each SQL function passes on."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from topin.auth import functions
from topin.core.db.function import SqlFunction

ROOM = Path(functions.__file__).parent
_CALL = re.compile(r"refuse\(\s*(\w+),\s*'(\w+)',(.*?);", re.DOTALL)
_RETURNED = re.compile(r"'status', (\d+),\s*'code', '(\w+)',\s*'detail',(.*?);", re.DOTALL)
_TEXT = re.compile(r"'((?:[^']|'')+)'")
_LEVEL = re.compile(r"auth_require_level\([^;]*?, (\d+)\)")
# What the profile of a new account refuses by its trigger on auth.users; errors.rendered makes it 422.
PROFILE = {(422, "handle_taken"), (422, "handle_invalid"), (422, "handle_reserved")}
ANY = ".*"


class Place(NamedTuple):
    """One place that refuses. Status 0 and code "" are only known when it runs; `says` is a pattern."""

    where: str
    status: int
    code: str
    says: str

    def is_met_by(self, status: int, code: str, says: str) -> bool:
        known = self.status in (0, status) and self.code in ("", code)
        return known and re.fullmatch(self.says, says) is not None


def places() -> list[Place]:
    """Every place of the room."""
    modules = [*ROOM.glob("*.py"), *(ROOM / "views").glob("*.py")]
    found = [place for path in sorted(modules) for place in _in_python(path)]
    return found + [place for path in sorted(_functions()) for place in _in_sql(path)]


def _functions() -> list[Path]:
    return [path for path in (ROOM / "sql" / "functions").glob("*.sql") if not path.name.startswith("staff_")]


def _in_python(path: Path) -> list[Place]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [
        node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "AuthError" and node.args
    ]
    return [
        Place(f"{path.name}:{node.lineno}", _known(node.args[0], 0), _known(node.args[1], ""), _said(node.args[2]))
        for node in named
    ]


def _known(node: ast.expr, unknown: Any) -> Any:
    return node.value if isinstance(node, ast.Constant) else unknown


def _said(node: ast.expr) -> str:
    if isinstance(node, ast.BinOp):
        return _said(node.left) + ANY
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ANY for part in node.values)  # type: ignore[arg-type]
    return ANY


def _in_sql(path: Path) -> list[Place]:
    text = _without_comments(path)
    found = [Place(path.name, int(s) if s.isdigit() else 0, c, _texts(rest)) for s, c, rest in _CALL.findall(text)]
    return found + [Place(path.name, int(s), c, _texts(rest)) for s, c, rest in _RETURNED.findall(text)]


def _texts(rest: str) -> str:
    """Any of the texts that stand in a statement, with their %s open; open, where they come from elsewhere."""
    found = [re.sub(r"%(?:1\\\$)?s", ANY, re.escape(text.replace("''", "'"))) for text in _TEXT.findall(rest)]
    return "|".join(found) or ANY


def _without_comments(path: Path) -> str:
    return "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("--"))


@cache
def _own(name: str) -> tuple[frozenset[tuple[int, str]], frozenset[str]]:
    path = ROOM / "sql" / "functions" / f"{name}.sql"
    if not path.exists():
        return frozenset(), frozenset()
    text = _without_comments(path)
    own = {
        (int(status), code)
        for status, code, _ in _CALL.findall(text) + _RETURNED.findall(text)
        if status.isdigit()
    }
    own |= {(int(status), "insufficient_aal") for status in _LEVEL.findall(text)}
    own |= PROFILE if name == "auth_add_user" else set()
    return frozenset(own), frozenset(re.findall(r"private\.(\w+)\(", text)) - {name}


def of_doors() -> set[tuple[str, int, str]]:
    """(door, status, code): what each function that the service calls refuses, itself or by what it calls."""
    doors = [door for door in vars(functions).values() if isinstance(door, SqlFunction) and door.login == "auth"]
    return {
        (door.name.partition(".")[2], *failure)
        for door in doors
        for failure in _behind(door.name.partition(".")[2])
    }


def _behind(name: str) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            own, calls = _own(one)
            found |= own
            ahead += calls
    return found
