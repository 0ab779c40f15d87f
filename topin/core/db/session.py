"""Acting as a role: the claims and the role stand on one transaction, and nothing of them survives it.

Two ways in, on top of the same statements: `call` is one function in one round trip (the request path),
`acting` is a block of several (jobs, the admin, an idempotent POST). Django's cursors are shut outside
of them on the logins that act for a user (see `refuse_outside`).
"""

import json
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

import psycopg
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from topin.core import waiting

from . import lanes, pipeline, roles, told
from .errors import NoSession, as_the_driver_says
from .function import SqlFunction

_inside: ContextVar[frozenset[str]] = ContextVar("inside", default=frozenset())
_SETTINGS = ("request.jwt.claims", "transaction_read_only", "role")


@dataclass(frozen=True)
class Caller:
    """On whose behalf: the role to become (None: stay the login) and the verified claims as JSON text."""

    role: str | None
    claims: str = ""


ANON = Caller("anon", json.dumps({"role": "anon"}))

_BATCH = 500
_PROBE = 2.0  # seconds

# set_config gives back what it set; IS NULL, so that the claims do not travel back with every answer.
_BECOME = (
    "set_config('request.jwt.claims', $1::text, true) IS NULL,"
    " set_config('transaction_read_only', $2, true) IS NULL, set_config('role', $3, true) IS NULL"
)
_BEGIN = f"SELECT {_BECOME}"
_BEGIN_CHECKED = f"SELECT private.check_session($1::text::jsonb), {_BECOME}"


class Session:
    """Runs declared functions on one alias, inside the transaction that `acting` opened."""

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def call(self, function: SqlFunction, /, **given: Any) -> Any:
        """Run one function; returns its row as a dict, its rows as a list of dicts, or its scalar."""
        return self.execute(function.sql, function.bind(given), function)

    def stream(self, function: SqlFunction, /, **given: Any) -> Iterator[Any]:
        """Run a function that returns a set of scalars, and give them one by one: for what memory cannot hold."""
        with _driver(self.alias) as raw, psycopg.RawServerCursor(raw, "stream") as cursor:
            cursor.itersize = _BATCH
            cursor.execute(function.sql, function.bind(given))
            for (value,) in cursor:
                yield value

    def execute(self, statement: str, values: list[Any], function: SqlFunction | None = None) -> Any:
        with _driver(self.alias) as raw:
            cursor = psycopg.RawCursor(raw)
            cursor.execute(statement, values, prepare=True)
            return _shape(cursor.fetchall() if cursor.description else [], function)


def call(function: SqlFunction, /, caller: Caller, *, checked: bool = False, **given: Any) -> Any:
    """Run one function as the caller, in a transaction of its own and one round trip.

    `checked` has the database check, in the same round trip, that the session of the claims still lives.
    Raises psycopg.Error as PostgreSQL raised it; a read is tried again once after a lost connection, a
    write never (it could run twice).
    """
    values = function.bind(given)
    begin = _BEGIN_CHECKED if checked else _BEGIN
    opening = [caller.claims, "on" if function.read_only else "off", caller.role or "none"]
    if function.read_only and waiting.on_loop():
        return _shape(lanes.run(function.login, (begin, opening), (function.sql, values)), function)
    connection = connections[function.login]
    if connection.in_atomic_block:
        with acting(caller, alias=function.login, read_only=function.read_only, checked=checked) as session:
            return session.execute(function.sql, values, function)
    try:
        return _pipelined(connection, begin, opening, function, values)
    except pipeline.NoAnswer:
        raise
    except psycopg.OperationalError:
        if not function.read_only or not _lost(connection):
            raise
        return _pipelined(connection, begin, opening, function, values)


def _pipelined(
    connection: BaseDatabaseWrapper, begin: str, opening: list[Any], function: SqlFunction, values: list[Any]
) -> Any:
    raw = _living(connection)
    patience = pipeline.PATIENCE if connection.settings_dict["USER"] in roles.BOUNDED else None
    try:
        rows = pipeline.run(raw, (begin, opening), (function.sql, values), patience=patience)
    except psycopg.Error:
        told.forget(raw)
        _lost(connection)
        raise
    told.deliver(raw)
    return _shape(rows, function)


def probe(alias: str, statement: str) -> Any:
    """What a statement gives that reads as the login itself; raises within seconds where nobody answers."""
    raw = _living(connections[alias])
    try:
        rows = pipeline.run(raw, (_BEGIN, ["", "on", "none"]), (statement, []), patience=_PROBE)
    except psycopg.Error:
        _lost(connections[alias])
        raise
    return rows[0][0]


@contextmanager
def acting(
    caller: Caller, *, alias: str = "default", read_only: bool = False, checked: bool = False
) -> Iterator[Session]:
    """A transaction as the caller. Nested, it is a savepoint, and role and claims are put back at its end.

    (A savepoint's release keeps what set_config(..., true) set inside it.)
    """
    with as_the_driver_says(), transaction.atomic(using=alias):
        nested = alias in _inside.get()
        token = _inside.set(_inside.get() | {alias})
        session = Session(alias)
        try:
            before = _current(session) if nested else None
            _open(session, caller, read_only, checked)
            if not nested:
                told.forget(connections[alias].connection)
                transaction.on_commit(lambda: told.deliver(connections[alias].connection), using=alias)
            yield session
            if before is not None:
                _restore(session, before)
        finally:
            _inside.reset(token)


def become(session: Session, role: str | None) -> None:
    """Change the role within the transaction: None is the login itself."""
    session.execute("SELECT set_config('role', $1, true)", [role or "none"])


def claim(session: Session, claims: str) -> None:
    """Change the claims within the transaction, to its end: who is asking became known in the middle of it."""
    session.execute("SELECT set_config('request.jwt.claims', $1, true)", [claims])


def _open(session: Session, caller: Caller, read_only: bool, checked: bool) -> None:
    # A savepoint cannot leave READ ONLY, so only an outermost block may ask for it.
    statement = _BEGIN_CHECKED if checked else _BEGIN
    current = "on" if read_only else session.execute("SELECT current_setting('transaction_read_only')", [])
    session.execute(statement, [caller.claims, current, caller.role or "none"])


def _current(session: Session) -> list[str]:
    return [session.execute("SELECT coalesce(current_setting($1, true), '')", [name]) for name in _SETTINGS]


def _restore(session: Session, before: list[str]) -> None:
    claims, _, role = before
    session.execute("SELECT set_config('role', $1, true)", [role or "none"])
    session.execute("SELECT set_config('request.jwt.claims', $1, true)", [claims])


def refuse_outside(alias: str) -> Callable[..., Any]:
    """A wrapper for Django's cursors: a query with nobody's claims fails loudly."""

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if alias not in _inside.get():
            raise NoSession(f"A query ran on {alias!r} outside a session: use topin.core.db.session.")
        return execute(sql, params, many, context)

    return wrapper


@contextmanager
def _driver(alias: str) -> Iterator[psycopg.Connection]:
    connection = connections[alias]
    with as_the_driver_says():
        connection.ensure_connection()
    yield connection.connection


def _living(connection: BaseDatabaseWrapper) -> psycopg.Connection:
    """The driver's connection, made anew when the server has hung up while it lay idle."""
    raw = connection.connection
    if raw is not None and not raw.closed:
        readable, _, _ = select.select([raw.pgconn.socket], [], [], 0)
        if not readable:
            return cast("psycopg.Connection", raw)
        connection.close()
    elif raw is not None:
        connection.close()
    with as_the_driver_says():
        connection.ensure_connection()
    return cast("psycopg.Connection", connection.connection)


def _lost(connection: BaseDatabaseWrapper) -> bool:
    """Whether the connection is gone; a gone one is closed, so that the next use makes a new one."""
    raw = connection.connection
    if raw is not None and raw.closed:
        connection.close()
        return True
    return raw is None


def _shape(rows: list[tuple[Any, ...]], function: SqlFunction | None) -> Any:
    """What a declaration promises: a dict of its columns, a list of them, or the scalar."""
    if function is None or not function.columns:
        return rows[0][0] if rows else None
    shaped = [dict(zip(function.columns, row, strict=True)) for row in rows]
    if function.rows:
        return shaped
    return shaped[0] if shaped else None
