"""From what PostgreSQL says to what the caller is told: SQLSTATE -> refusal."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import Error as DjangoError
from django.db import OperationalError


class Refusal(Exception):
    """A refusal with a stable code.

    `status` is an HTTP status, `code` the documented name, `detail` a sentence for a person; `field` names
    the input at fault, `retry_after` the seconds to wait, `current` what stands in place of what was to be
    written, where there is one.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        field: str | None = None,
        retry_after: int | None = None,
        current: dict[str, Any] | None = None,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.field, self.retry_after, self.current = field, retry_after, current
        self.errors = errors or ([{"field": field, "code": code, "detail": detail}] if field else [])
        self.headers = headers or {}


# What any database call may raise, for rooms that must not know the driver.
DatabaseError = psycopg.Error


class NoSession(RuntimeError):
    """A query ran outside a session with claims: a programming error that must not pass."""


_UNAVAILABLE = (503, "database_unavailable", "The database cannot be reached right now. Try again.")
_BUSY = (503, "database_busy", "The server is busy. Try again.")
_FORBIDDEN = (403, "forbidden", "You may not do this.")
_INVALID = (400, "invalid", "A value is not of the expected form.")
_KNOWN = {
    "42501": _FORBIDDEN,
    "22P02": _INVALID,
    "22007": _INVALID,
    "22008": _INVALID,
    "22003": (400, "out_of_range", "A number is out of range."),
    "22021": (400, "invalid_text", "Text holds a character that cannot be stored."),
    "22P05": (400, "invalid_text", "Text holds a character that cannot be stored."),
    "22001": (400, "too_long", "A value is too long."),
    "23502": _INVALID,
    "23514": _INVALID,
    "23503": (404, "not_found", "Not found."),
    "23505": (409, "conflict", "It exists already."),
    "25006": (500, "internal_error", "Something went wrong on our side."),
    "25P03": _UNAVAILABLE,  # a transaction that stood still: one of the two was frozen meanwhile
    "25P04": _UNAVAILABLE,  # one that took too long as a whole
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "53300": _BUSY,
}

# The codes of what PostgreSQL itself refuses, in words of the API's own.
FAULTS = {code for _, code, _ in (_UNAVAILABLE, *_KNOWN.values())}


def refusal_from(error: psycopg.Error) -> Refusal | None:
    """The refusal that a database error stands for; None when it is a fault of ours (a 500).

    No text of PostgreSQL's own gets through: only what `public.refuse` raised carries its words.
    """
    state = error.sqlstate or ""
    if state.startswith("PT") and state[2:].isdigit():
        return _refused(int(state[2:]), error.diag)
    if state in _KNOWN:
        return Refusal(*_KNOWN[state], retry_after=1 if _KNOWN[state][0] == 503 else None)
    if state[:2] in ("08", "57", "53") or (not state and isinstance(error, psycopg.OperationalError)):
        return Refusal(*_UNAVAILABLE, retry_after=1)
    return None


def _refused(status: int, diag: psycopg.errors.Diagnostic) -> Refusal:
    hint = diag.message_hint or ""
    name, told, value = hint.partition("=")
    wait = int(value) if name == "retry_after" else None
    current = json.loads(value) if name == "current" else None
    field = hint if hint and not told else None
    code, detail = diag.message_primary or "refused", diag.message_detail or "Refused."
    return Refusal(status, code, detail, field=field, retry_after=wait, current=current)


# What is not there, or not as it should be: a schema, type, table, column, function.
_ABSENT = {"3F000", "42704", "42P01", "42703", "42883", "42P13"}


def at_a_start(error: psycopg.Error | DjangoError) -> str | None:
    """What somebody who starts a command is to do about it, in one line; None where we know nothing."""
    said = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(said, psycopg.Error):
        return None
    if said.sqlstate is None and isinstance(said, psycopg.OperationalError):
        return f"The database cannot be reached: {first_line(said)}: check DATABASE_URL and TOPIN_DB_PASSWORD."
    if said.sqlstate not in _ABSENT:
        return None
    where = "".join(f", {note}" for note in getattr(said, "__notes__", ()))
    return (
        f"The database is not as this version expects: {first_line(said)}{where}. An empty one needs"
        " `manage.py builddb`; `manage.py sqlcheck` tells what differs in an older one (what `make run` made"
        " is made anew once the folder .data is removed)."
    )


def first_line(error: Exception) -> str:
    """What a driver says went wrong; its further lines are guesses of why."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def as_the_driver_says() -> Iterator[None]:
    """A server out of reach is the driver's error, whoever noticed it: Django wraps what it notices itself."""
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.OperationalError):
            raise error.__cause__ from None
        raise
