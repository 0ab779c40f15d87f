"""What a transaction tells the process that runs it: notices with an SQLSTATE of ours, handed on after the commit.

A notice comes with the answer on the same connection, through any pooler, without a row, a round trip or a
further statement; a transaction that tells nothing pays nothing (docs/decisions/0016-realtime-hints.md).
"""

from collections.abc import Callable

import psycopg
from psycopg.errors import Diagnostic

_KEPT = "_topin_told"
_listeners: dict[str, Callable[[list[str]], None]] = {}


def after_commit(state: str, listener: Callable[[list[str]], None]) -> None:
    """Have the listener called with the DETAILs of this SQLSTATE, once their transaction has committed."""
    _listeners[state] = listener


def listen(connection: psycopg.Connection) -> None:
    """Begin to keep what is told on a new connection."""
    kept: list[tuple[str, str]] = []
    connection.__dict__[_KEPT] = kept

    def keep(notice: Diagnostic) -> None:
        if notice.sqlstate in _listeners:
            kept.append((notice.sqlstate, notice.message_detail or ""))

    connection.add_notice_handler(keep)


def deliver(connection: psycopg.Connection) -> None:
    """The transaction has committed: hand on what it told."""
    kept = connection.__dict__.get(_KEPT)
    if not kept:
        return
    for state, listener in _listeners.items():
        if details := [detail for told, detail in kept if told == state]:
            listener(details)
    kept.clear()


def forget(connection: psycopg.Connection) -> None:
    """The transaction was rolled back, or a new one begins: what was told is void."""
    if kept := connection.__dict__.get(_KEPT):
        kept.clear()
