"""What the catalogue-wide contracts read: the functions as PostgreSQL knows them, as files, and as declared."""

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from psycopg import Connection

from topin.core.db import rooms
from topin.core.db.function import SqlFunction

_PROCEDURES = """
SELECT n.nspname || '.' || p.proname AS name, p.oid::integer, p.proretset, p.provolatile, p.prosecdef, p.prosrc,
       coalesce(p.proconfig, '{}'), p.prorettype::regtype::text, p.prorettype = 'trigger'::regtype,
       pg_get_userbyid(p.proowner), coalesce(p.proargnames, '{}'), p.pronargs, p.pronargdefaults,
       ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t),
       coalesce(ARRAY(SELECT p.proargnames[i] FROM generate_subscripts(p.proargmodes, 1) i
                       WHERE p.proargmodes[i] IN ('o', 't')), '{}')
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('public', 'auth', 'private') AND p.prokind IN ('f', 'p') ORDER BY 1
"""


@dataclass(frozen=True)
class Procedure:
    """A function as pg_proc holds it; `arguments` are (name, type), without those that come out."""

    name: str
    oid: int
    is_set: bool
    volatility: str
    definer: bool
    body: str
    settings: list[str]
    result: str
    is_trigger: bool
    owner: str
    argument_names: list[str]
    argument_count: int
    default_count: int
    argument_types: list[str]
    out: list[str]

    @property
    def arguments(self) -> list[tuple[str, str]]:
        return list(zip(self.argument_names[: self.argument_count], self.argument_types, strict=True))

    @property
    def bare_name(self) -> str:
        return self.name.partition(".")[2]


def procedures(connection: Connection[Any]) -> list[Procedure]:
    """Every function of our schemas."""
    return [Procedure(*row) for row in connection.execute(_PROCEDURES).fetchall()]


def declared() -> dict[str, SqlFunction]:
    """Every SqlFunction of every module of the project, by its SQL name."""
    for room in rooms.ROOMS:
        package = importlib.import_module(room.replace("/", "."))
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not {"tests", "testing", "management", "migrations"} & set(module.name.split(".")):
                importlib.import_module(module.name)
    return {name: function for name, function in SqlFunction.registry.items() if not name.startswith("pg_temp.")}


@cache
def _creating_files() -> dict[str, rooms.SqlFile]:
    return {name: file for file in rooms.files("functions") for name in file.functions}


def creating_file(name: str) -> rooms.SqlFile | None:
    """The file that makes the function `schema.name`; None where there is none."""
    return _creating_files().get(name)


def head(file: rooms.SqlFile, name: str) -> str:
    """The comment lines right above the CREATE of the function: what it says of itself."""
    above = (
        re.split(rf"CREATE OR REPLACE FUNCTION\s+{re.escape(name)}\s*\(", file.text)[0].rstrip("\n").split("\n")
    )
    lines: list[str] = []
    while above and above[-1].startswith("--"):
        lines.insert(0, above.pop())
    return "\n".join(lines)


def statement(file: rooms.SqlFile, name: str) -> str:
    """The CREATE statement alone, from CREATE to the closing dollar quote."""
    found = re.search(
        rf"CREATE OR REPLACE FUNCTION\s+{re.escape(name)}\s*\(.*?(\$\w*\$).*?\1", file.text, re.DOTALL
    )
    return found.group(0) if found else ""


def tested_words() -> set[str]:
    """Every word of every room's tests; the contracts name everything and are left out."""
    paths = [path for room in rooms.ROOMS for path in (rooms.ROOT / room).glob("**/tests/**/*.py")]
    texts = (path.read_text("utf-8") for path in paths if not path.name.startswith("test_contracts_"))
    return {word for text in texts for word in re.findall(r"\w+", text)}


def python_texts() -> list[str]:
    """Every module of the project outside of tests, but for the declarations in functions.py."""
    paths = [path for room in rooms.ROOMS for path in sorted((rooms.ROOT / room).glob("**/*.py"))]
    return [
        path.read_text(encoding="utf-8")
        for path in paths
        if not {"tests", "testing"} & set(path.parts) and path.name != "functions.py"
    ]


def relative(path: Path) -> str:
    """The path from the project's root."""
    return path.relative_to(rooms.ROOT).as_posix()
