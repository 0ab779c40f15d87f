"""Brings a database that grew elsewhere (a Supabase project) to the reference, adding and never taking away.

No table, no column and no row of the adopter's is dropped or rewritten. What stands in the way is kept aside: a
function under `<name>_old`, a trigger disabled; policies and grants on the reference's tables give way to the
reference's, with the old policy's text in the plan. What needs a person's decision (a column of another type,
a column that must be filled first) is listed and left alone; what would make it all fail is listed too, and then
nothing is begun.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import Connection, sql

from . import catalogue, drift, obstacles, reach, roles, rooms, sync
from .catalogue import Catalogue, Entry
from .drift import Difference

_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)
_TARGET = re.compile(
    r"^(?:CREATE (?:TABLE|TYPE|SEQUENCE)(?: IF NOT EXISTS)?|ALTER TABLE(?: ONLY)?|COMMENT ON (?:TABLE|COLUMN)"
    r"|INSERT INTO|CREATE (?:UNIQUE )?INDEX(?: IF NOT EXISTS)? \w+ ON(?: ONLY)?)\s+([a-z]\w*\.\w+)"
)
_LOCK_TIMEOUT = "5s"


@dataclass
class Plan:
    """What is to be run, in order: `grants` by a superuser, the rest by the owner.

    `by_hand` is what no statement of ours may decide; `first` is that of it without which nothing would succeed.
    """

    grants: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole plan as SQL: what `apply` runs, and what it leaves to a person as comments."""
        files = [file for kind in rooms.KINDS for file in rooms.files(kind)]
        parts = [
            *(f"-- First, before --apply: {one}" for one in self.first),
            "BEGIN;",
            f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}';",
            "-- First the roles topin_api, _auth, _worker, _staff and _definer, where they are missing.",
            *self.grants,
            *self.statements,
            *(f"-- {file.name}\n{file.text.strip()}" for file in files),
            *(f"SET LOCAL ROLE {roles.DEFINER};\n{fill}\nRESET ROLE;" for fill in self.fills),
            "COMMIT;",
            *(f"-- By hand: {one}" for one in self.by_hand),
        ]
        return "\n\n".join(parts) + "\n"


def plan(connection: Connection) -> Plan:
    """What would bring the database to the reference. Reads only. Raises reach.OutOfReach."""
    reference, found = catalogue.reference(), catalogue.read(connection)
    made = Plan(grants=reach.lacking(connection))
    made.statements += [path.read_text(encoding="utf-8").strip() for path in rooms.preludes()]
    made.statements += _new_tables(found)
    # A column that differs in several ways is told once for each, and planned once.
    differences = {(one.kind, one.name): one for one in drift.compare(reference, found) if not one.note}
    for difference in sorted(differences.values(), key=lambda one: _step(one, reference)):
        _plan_one(connection, difference, reference, found, made)
    made.statements += _out_of_the_way(found, reference)
    made.fills = [path.read_text(encoding="utf-8").strip() for path in _fills()]
    return made


def apply(connection: Connection, made: Plan, password: str | None) -> list[Difference]:
    """Run the plan in one transaction; returns what still differs. Raises psycopg.Error: then nothing is done."""
    with connection.transaction():
        connection.execute(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'".encode())
        connection.execute("SET LOCAL client_min_messages = warning")
        roles.ensure_roles(connection, password)
        roles.become_owner(connection)
        if made.grants:  # which a superuser makes, once there is an owner
            connection.execute("RESET ROLE")
            for grant in made.grants:
                connection.execute(grant.encode())
            roles.become_owner(connection)
        for statement in made.statements:
            connection.execute(statement.encode())
        connection.execute((rooms.ROOT / "topin/core/sql/policies/sql_file.sql").read_bytes())
        sync.sync(connection, everything=True)
        connection.execute(f"SET LOCAL ROLE {roles.DEFINER}".encode())
        for fill in made.fills:
            connection.execute(fill.encode())
        connection.execute("RESET ROLE")
        return drift.compare(catalogue.reference(), catalogue.read(connection))


def statements_of(text: str) -> list[str]:
    """The single statements of a tables.sql, without comments."""
    parts = re.split(r";[ \t]*(?=\n|$)", _COMMENT.sub("", text))
    return [part.strip() for part in parts if part.strip()]


def target_of(statement: str) -> str:
    """The table or type that a statement of a tables.sql makes or belongs to. ValueError when it has none."""
    found = _TARGET.match(statement)
    if found is None:
        raise ValueError(f"tables.sql holds a statement that adopt does not know: {statement[:80]}")
    return found.group(1)


def _fills() -> list[Path]:
    folders = [folder for room in rooms.ROOMS for folder in rooms.sql_folders(room)]
    return [path for folder in folders if (path := folder / "adopt.sql").exists()]


def _new_tables(found: Catalogue) -> Iterator[str]:
    present = {*found["table"], *found["type"], *found["sequence"]}
    for path in rooms.tables():
        for statement in statements_of(path.read_text(encoding="utf-8")):
            if target_of(statement) not in present:
                yield statement + ";"


def _step(difference: Difference, reference: Catalogue) -> int:
    """Columns before what is made on them, and those that are generated from others after these."""
    if difference.kind == "column":
        return int("generated" in reference["column"].get(difference.name, {}))
    return 0 if difference.kind in ("schema", "type", "table") else 2


def _plan_one(
    connection: Connection, difference: Difference, reference: Catalogue, found: Catalogue, made: Plan
) -> None:
    kind, name = difference.kind, difference.name
    if kind == "column":
        _plan_column(connection, name, reference["column"].get(name), found["column"].get(name), made)
        if name not in found[kind] and (hint := _called_otherwise(connection, name, reference)):
            made.by_hand.append(hint)
    elif kind == "table" and name in found[kind] and (options := reference[kind][name].get("options")):
        made.statements.append(f"ALTER TABLE {name} SET ({', '.join(options)});")
    elif kind == "constraint" and difference.what == "missing":
        made.first += filter(None, [obstacles.of_constraint(connection, name, reference, found)])
        made.statements.append(_constraint(name, found))
    elif kind == "index" and difference.what == "missing":
        table, _, rest = name.partition(": ")
        made.first += filter(None, [obstacles.of_index(connection, name, reference, found)])
        unique = "UNIQUE " if rest.startswith("UNIQUE ") else ""
        made.statements.append(f"CREATE {unique}INDEX ON {table} {rest.removeprefix('UNIQUE ')};")
    elif kind == "trigger" and difference.what == "extra":
        table, _, trigger = name.partition(": ")
        made.statements.append(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}";')
    elif kind == "type":
        made.by_hand.append(str(difference))


def _plan_column(
    connection: Connection, name: str, wanted: Entry | None, present: Entry | None, made: Plan
) -> None:
    table, _, column = name.rpartition(".")
    alter = f"ALTER TABLE {table} ALTER COLUMN {column}"
    if wanted is None:
        made.statements.append(
            f"{alter} DROP NOT NULL; -- the reference has no such column and fills it with nothing"
        )
        return
    if present is None:
        _add_column(connection, table, column, wanted, made)
        return
    if present["type"] != wanted["type"]:
        made.by_hand.append(
            f"{name} is {present['type']}, the reference has {wanted['type']}:"
            f" {alter} TYPE {wanted['type']}; -- rewrites the table"
        )
    if present.get("generated") != wanted.get("generated") or present.get("collation") != wanted.get("collation"):
        made.by_hand.append(f"{name} is generated or collated otherwise than in the reference")
    elif present.get("default") != wanted.get("default"):
        value = wanted.get("default")
        made.statements.append(f"{alter} SET DEFAULT {value};" if value else f"{alter} DROP DEFAULT;")
    if present.get("not_null") and not wanted.get("not_null"):
        made.statements.append(f"{alter} DROP NOT NULL;")
    elif wanted.get("not_null") and not present.get("not_null"):
        if _any(connection, f"SELECT FROM {table} WHERE {column} IS NULL"):
            value = wanted.get("default", "…")
            fill = f"UPDATE {table} SET {column} = {value} WHERE {column} IS NULL;"  # noqa: S608 (to be read)
            told = f"{name} is empty in some rows: {fill}"
            if "default" in wanted:
                then = (
                    f"before --apply; or after it as {roles.DEFINER}, who sees the rows, and {alter} SET NOT NULL;"
                )
                made.by_hand.append(f"{told} {then}")
            else:
                made.first.append(told)
        else:
            made.statements.append(f"{alter} SET NOT NULL;")


def _called_otherwise(connection: Connection, name: str, reference: Catalogue) -> str | None:
    """A reference to another row that is added empty, to rows that may well have it under another name."""
    table, _, column = name.rpartition(".")
    refers = any(other.startswith(f"{table}: FOREIGN KEY ({column})") for other in reference["constraint"])
    if not refers or reference["column"][name].get("not_null") or not _any(connection, f"SELECT FROM {table}"):
        return None
    return (
        f"{name} is not there and would be empty in every row: before --apply, ALTER TABLE {table} RENAME COLUMN …"
        f" TO {column}; where it is called otherwise"
    )


def _add_column(connection: Connection, table: str, column: str, wanted: Entry, made: Plan) -> None:
    value, generated = wanted.get("default"), wanted.get("generated")
    parts = [f"ALTER TABLE {table} ADD COLUMN {column} {wanted['type']}"]
    if collation := wanted.get("collation"):
        parts.append(f"COLLATE {collation}")
    if generated:
        parts.append(f"GENERATED ALWAYS AS ({value}) STORED")
    elif value:
        parts.append(f"DEFAULT {value}")
    if wanted.get("not_null"):
        if value or not _any(connection, f"SELECT FROM {table}"):
            parts.append("NOT NULL")
        else:
            made.first.append(
                f"{table}.{column} is not there: ALTER TABLE {table} RENAME COLUMN … TO {column}; where it is"
                f" called otherwise, or ADD COLUMN {column} {wanted['type']}; and fill it in every row"
            )
    made.statements.append(" ".join(parts) + ";")


def _constraint(name: str, found: Catalogue) -> str:
    """A table with a primary key of its own keeps it; the reference's key becomes a unique index beside it."""
    table, _, definition = name.partition(": ")
    has_key = any(other.startswith(f"{table}: PRIMARY KEY") for other in found["constraint"])
    if definition.startswith("PRIMARY KEY ") and has_key:
        return f"CREATE UNIQUE INDEX ON {table} {definition.removeprefix('PRIMARY KEY ')};"
    return f"ALTER TABLE {table} ADD {definition};"


def _out_of_the_way(found: Catalogue, reference: Catalogue) -> Iterator[str]:
    """Old policies of the reference's tables, and old functions under its names."""
    for name, policy in found["policy"].items():
        table, _, policy_name = name.partition(": ")
        if table in reference["table"]:
            kind = "" if policy.get("permissive") else "RESTRICTIVE "
            yield (
                f'DROP POLICY "{policy_name}" ON {table}; -- was: {kind}'
                f"{policy['for']} TO {', '.join(policy['to'])} USING ({policy.get('using', '')})"
                f" WITH CHECK ({policy.get('check', '')})".replace("\n", " ")
            )
    taken = {name.partition("(")[0] for name in reference["function"] if not name.startswith("auth.")}
    for name in found["function"]:
        function = name.partition("(")[0]
        if function in taken and function != "private.uuid7":
            yield f"ALTER FUNCTION {name} RENAME TO {function.partition('.')[2]}_old;"


def _any(connection: Connection, query: str) -> bool:
    row = connection.execute(sql.SQL("SELECT EXISTS ({})").format(sql.SQL(query))).fetchone()  # type: ignore[arg-type]
    return bool(row and row[0])
