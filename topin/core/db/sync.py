"""The repeatable track: functions, views, triggers and policies, one file each, re-applied when they change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow

from . import roles, rooms
from .rooms import SqlFile

SCHEMAS = ["public", "auth", "private"]
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('topin.sqlsync', 0))"


def pending(connection: Connection) -> list[SqlFile]:
    """The files whose text is not what stands in the database, in the order in which they apply."""
    known = _known(connection)
    return [file for kind in rooms.KINDS for file in rooms.files(kind) if known.get(file.name) != file.digest]


def removed(connection: Connection) -> list[str]:
    """Names of files that were applied once and are gone from the tree."""
    present = {file.name for kind in rooms.KINDS for file in rooms.files(kind)}
    return sorted(set(_known(connection)) - present)


def sync(connection: Connection, *, everything: bool = False) -> list[str]:
    """Apply what is pending as the owner, in one transaction; returns the names applied.

    Kind by kind over all rooms, never room by room: a policy may call a function of a later room.
    """
    with connection.transaction():
        connection.execute(_LOCK)
        connection.execute("SET LOCAL check_function_bodies = off")
        connection.execute("SET LOCAL client_min_messages = warning")
        gone = removed(connection)
        files = [file for kind in rooms.KINDS for file in rooms.files(kind)] if everything else pending(connection)
        with _definer_may_create(connection):
            # A list: each is looked at, also behind the first that was dropped.
            dropped = [_drop_what_moved(connection, file) for file in files if file.kind == "functions"]
            if any(dropped):
                files = [file for kind in rooms.KINDS for file in rooms.files(kind)]
            for file in (file for file in files if file.kind == "functions"):
                _apply(connection, file)
            _share_functions(connection)
            for file in (file for file in files if file.kind != "functions"):
                _apply(connection, file)
        _drop_what_is_gone(connection, gone)
        _remember(connection, files, gone)
        connection.execute("SELECT private.ensure_partitions()")
    return [file.name for file in files]


def _known(connection: Connection) -> dict[str, str]:
    with _as_definer(connection):
        return dict(connection.execute("SELECT name, digest FROM private.sql_file").fetchall())


@contextmanager
def _as_definer(connection: Connection) -> Iterator[None]:
    """Under FORCE the owner sees no row of its own tables; the definer does."""
    with connection.transaction():
        before = connection.execute("SELECT current_setting('role')").fetchone()[0]  # type: ignore[index]
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(roles.DEFINER)))
        yield
        connection.execute("SELECT set_config('role', %s, true)", (before,))


@contextmanager
def _definer_may_create(connection: Connection) -> Iterator[None]:
    """Definer functions are made by, and so belong to, the definer: it may create only meanwhile."""
    names = sql.SQL(", ").join(map(sql.Identifier, SCHEMAS))
    definer = sql.Identifier(roles.DEFINER)
    connection.execute(sql.SQL("GRANT CREATE ON SCHEMA {} TO {}").format(names, definer))
    yield
    connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA {} FROM {}").format(names, definer))


def _apply(connection: Connection, file: SqlFile) -> None:
    if file.table:
        _drop_policies(connection, file.table)
    try:
        if file.definer:
            with _as_definer(connection):
                _run(connection, file)
        else:
            _run(connection, file)
    except psycopg.Error as error:
        error.add_note(f"in {file.name}")
        raise


def _run(connection: Connection, file: SqlFile) -> None:
    """The file, after what an earlier text of it may have granted: its REVOKE does not name our logins."""
    logins = sql.SQL(", ").join(sql.Identifier(login.name) for login in roles.LOGINS)
    if file.table:
        table = sql.SQL(file.table)
        connection.execute(
            sql.SQL("REVOKE ALL ON {} FROM {}, {}").format(table, sql.Identifier(roles.DEFINER), logins)
        )
    for function in file.functions:
        for oid, _ in _overloads(connection, function):
            connection.execute(
                sql.SQL("REVOKE ALL ON FUNCTION {} FROM {}").format(sql.SQL(_signature(connection, oid)), logins)
            )
    connection.execute(file.text.encode())


def _signature(connection: Connection, oid: int) -> str:
    return str(connection.execute("SELECT %s::oid::regprocedure::text", (oid,)).fetchone()[0])  # type: ignore[index]


def _drop_policies(connection: Connection, table: str) -> None:
    found = connection.execute(
        "SELECT polname FROM pg_policy WHERE polrelid = to_regclass(%s)", (table,)
    ).fetchall()
    for (policy,) in found:
        schema, name = table.split(".")
        connection.execute(
            sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(policy), sql.Identifier(schema, name))
        )


def _drop_what_moved(connection: Connection, file: SqlFile) -> bool:
    """Drop a function whose owner or signature CREATE OR REPLACE could not change; True if one was dropped."""
    dropped = False
    for name in file.functions:
        for oid, owner in _overloads(connection, name):
            wanted = roles.DEFINER if file.definer else None
            if (owner == roles.DEFINER) != (wanted == roles.DEFINER) or not _replaceable(connection, file, oid):
                _drop(connection, oid, owner)
                dropped = True
    return dropped


def _overloads(connection: Connection, name: str) -> list[TupleRow]:
    return connection.execute(
        "SELECT p.oid, r.rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname || '.' || p.proname = %s",
        (name,),
    ).fetchall()


def _replaceable(connection: Connection, file: SqlFile, oid: int) -> bool:
    """Try the file in a savepoint: it must replace this very function and leave no second overload."""
    before = len(_overloads(connection, _name_of(connection, oid)))
    try:
        with connection.transaction():
            _apply(connection, file)
            same = len(_overloads(connection, _name_of(connection, oid))) == before
            raise psycopg.Rollback
    except psycopg.errors.InvalidFunctionDefinition:
        return False
    return same


def _name_of(connection: Connection, oid: int) -> str:
    row = connection.execute(
        "SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.oid = %s",
        (oid,),
    ).fetchone()
    return str(row[0]) if row else ""


def _drop(connection: Connection, oid: int, owner: str) -> None:
    statement = f"DROP FUNCTION {_signature(connection, oid)} CASCADE"
    if owner == roles.DEFINER:
        with _as_definer(connection):
            connection.execute(statement.encode())
    else:
        connection.execute(statement.encode())


def _drop_what_is_gone(connection: Connection, gone: Iterable[str]) -> None:
    """A function's file is named like the function; other kinds go with their table or by a migration.

    (`private_<name>.sql` makes `private.<name>`, where its door has a file of that name.) What another file makes
    stays: its file was moved, or it stands beside what has gone.
    """
    made = {function for file in rooms.files("functions") for function in file.functions}
    for name in gone:
        folder, _, stem = name.removesuffix(".sql").rpartition("/")
        if folder.endswith("/functions"):
            named = {f"{schema}.{stem}" for schema in SCHEMAS} | {f"private.{stem.removeprefix('private_')}"}
            for function in named - made:
                for oid, owner in _overloads(connection, function):
                    _drop(connection, oid, owner)


def _remember(connection: Connection, files: Iterable[SqlFile], gone: list[str]) -> None:
    with _as_definer(connection):
        connection.execute("DELETE FROM private.sql_file WHERE name = ANY(%s)", (gone,))
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO private.sql_file (name, digest) VALUES (%s, %s) ON CONFLICT (name)"
                " DO UPDATE SET digest = excluded.digest, applied_at = now()",
                [(file.name, file.digest) for file in files],
            )


def _share_functions(connection: Connection) -> None:
    """Definer functions call the helpers of every room; the owner makes triggers of definer functions."""
    owner = connection.execute("SELECT current_user").fetchone()[0]  # type: ignore[index]
    _grant_own_functions(connection, roles.DEFINER)
    with _as_definer(connection):
        _grant_own_functions(connection, owner)


def _grant_own_functions(connection: Connection, to: str) -> None:
    connection.execute(
        sql.SQL(
            "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid::regprocedure FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner"
            " WHERE n.nspname = ANY ({schemas}) AND r.rolname = current_user AND p.prokind = 'f'"
            " LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {to}', f); END LOOP; END $$"
        ).format(schemas=sql.Literal(SCHEMAS), to=sql.Identifier(to))
    )
