"""Makes the whole schema on an empty database: roles, tables, then the repeatable track."""

from pathlib import Path

import psycopg
from psycopg import Connection

from . import roles, rooms, sync


def connect(url: str) -> Connection:
    """A connection of the owner, outside Django; each statement commits unless in `transaction()`."""
    return psycopg.connect(url, autocommit=True, application_name="topin owner")


def is_empty(connection: Connection) -> bool:
    """Whether nothing of ours, nor of a Supabase project, stands in the database yet."""
    return connection.execute("SELECT to_regclass('auth.users') IS NULL").fetchone() == (True,)


def is_ours(connection: Connection) -> bool:
    """Whether this project made the schema, or adopted it: only then do its SQL files rule there."""
    return connection.execute("SELECT to_regclass('private.sql_file') IS NOT NULL").fetchone() == (True,)


def build(connection: Connection, password: str | None) -> None:
    """All or nothing: roles, schemas, tables, then functions, views, triggers and policies."""
    with connection.transaction():
        roles.ensure_roles(connection, password)
        roles.become_owner(connection)
        connection.execute("SET LOCAL client_min_messages = warning")
        for path in (*rooms.preludes(), *rooms.tables()):
            _load(connection, path)
        # The table that remembers files needs its policies before the first file can be remembered.
        _load(connection, rooms.ROOT / "topin/core/sql/policies/sql_file.sql")
        sync.sync(connection, everything=True)


def _load(connection: Connection, path: Path) -> None:
    try:
        connection.execute(path.read_bytes())
    except psycopg.Error as error:
        error.add_note(f"in {path.relative_to(rooms.ROOT)}")
        raise
