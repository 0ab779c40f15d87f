"""Reads what stands in a database (tables, functions, policies, grants ...) into plain data that can be compared.

The result is `{kind: {name: {attribute: value}}}`. Names say all that identifies a thing; where a project's own
name for it does not matter (constraints, indexes), the definition is the name. `catalogue.json` beside the
foundation's SQL is this project's own catalogue, the reference that `sqlcheck` and `adopt` measure others by.
"""

import json
from pathlib import Path
from typing import Any

from psycopg import Connection

from . import rooms

Entry = dict[str, Any]
Catalogue = dict[str, dict[str, Entry]]

REFERENCE = rooms.ROOT / "topin/core/sql/catalogue.json"
RIGHTS = rooms.ROOT / "topin/core/sql/rights.txt"
SCHEMAS = ("public", "auth", "private")

_SHARED, *_parts = (Path(__file__).with_suffix(".sql")).read_text(encoding="utf-8").split("\n-- kind: ")
_QUERIES = {kind: query for kind, _, query in (part.partition("\n") for part in _parts)}


def read(connection: Connection) -> Catalogue:
    """What stands in the schemas public, auth and private; all names qualified. Writes nothing."""
    with connection.transaction():
        connection.execute("SET LOCAL search_path = ''")
        return {kind: _read(connection, query) for kind, query in _QUERIES.items()}


def _read(connection: Connection, query: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for name, entry in connection.execute(f"{_SHARED} {query} ORDER BY 1".encode()).fetchall():
        # Rights on a whole table and on single columns of it come as two rows of one name. What is off or
        # empty is left out: the reference stays short.
        kept = {attribute: value for attribute, value in entry.items() if value not in (False, "", [])}
        found[name] = {**found.get(name, {}), **kept}
    return found


def reference() -> Catalogue:
    """The committed catalogue of this version. Raises OSError where the file is missing."""
    loaded: Catalogue = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return loaded


def written(catalogue: Catalogue) -> str:
    """The catalogue as text, one thing a line, so that a change shows as its own lines."""
    kinds = []
    for kind, entries in catalogue.items():
        lines = ",\n".join(
            f"  {json.dumps(name)}: {json.dumps(entries[name], sort_keys=True)}" for name in sorted(entries)
        )
        kinds.append(f"{json.dumps(kind)}: {{\n{lines}\n}}")
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def rights_of_apps(catalogue: Catalogue) -> str:
    """What `anon` and `authenticated` may do, one right a line: the part of the catalogue to look at twice."""
    lines = []
    for role in ("anon", "authenticated"):
        for name, entry in catalogue["grant"].items():
            if name.endswith(f" to {role}"):
                place = name.removesuffix(f" to {role}")
                lines += [f"{role} {right} {place}" for right in entry.get("rights", [])]
                lines += [
                    f"{role} {right} {place} ({', '.join(of)})" for right, of in entry.items() if right != "rights"
                ]
        for name, function in catalogue["function"].items():
            if role in function.get("grants", []):
                lines.append(f"{role} EXECUTE {name}")
    return "\n".join(sorted(lines)) + "\n"
