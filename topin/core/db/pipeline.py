"""Two statements in one round trip, straight through libpq.

Outside BEGIN a pipeline is one transaction that ends at its sync, so what the first statement sets with
set_config(..., true) holds for the second and for nothing after it. psycopg's own `pipeline()` does the same
at four times the CPU (docs/decisions/0003-one-round-trip.md); encoding, decoding and errors stay psycopg's.
"""

import select
from itertools import count
from typing import Any

import psycopg
from psycopg import abc, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

Statement = tuple[str, list[Any]]
Rows = list[tuple[Any, ...]]
OK = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)
PATIENCE = 15.0  # seconds: longer than any statement of a bounded login may take (roles.py)
_numbers = count()


class NoAnswer(psycopg.OperationalError):
    """The server is there and says nothing: it is frozen, or the network swallows what it says. No second try."""

    def __init__(self) -> None:
        super().__init__(f"no answer for {PATIENCE:g} seconds")


def run(
    connection: psycopg.Connection, first: Statement, second: Statement, *, patience: float | None = None
) -> Rows:
    """Run both, in one transaction; returns the rows of the second.

    Raises what PostgreSQL raised first, as psycopg.Error; then neither has had an effect. NoAnswer, and the
    connection is closed, when nothing comes for `patience` seconds.
    """
    try:
        return _run(connection, first, second, patience)
    except psycopg.errors.InvalidSqlStatementName:
        # After a ROLLBACK of its own psycopg deallocates every prepared statement, ours too.
        connection.__dict__["_topin_prepared"].clear()
        return _run(connection, first, second, patience)


def _run(connection: psycopg.Connection, first: Statement, second: Statement, patience: float | None) -> Rows:
    pgconn, transformer = connection.pgconn, Transformer(connection)
    prepared: dict[str, bytes] = connection.__dict__.setdefault("_topin_prepared", {})
    expected: list[tuple[str, bytes] | None] = []
    pgconn.enter_pipeline_mode()
    try:
        for text, values in (first, second):
            name = prepared.get(text)
            if name is None:
                name = b"topin_%d" % next(_numbers)
                pgconn.send_prepare(name, text.encode())
                expected.append((text, name))
            pgconn.send_query_prepared(name, transformer.dump_sequence(values, [PyFormat.TEXT] * len(values)))
            expected.append(None)
        pgconn.pipeline_sync()
        results = _results(pgconn, patience)
    finally:
        if pgconn.status == pq.ConnStatus.OK:
            pgconn.exit_pipeline_mode()
    # A prepared statement stands even where the transaction around it failed.
    prepared.update(new for new, result in zip(expected, results, strict=True) if new and result.status in OK)
    failed = next((result for result in results if result.status not in OK), None)
    if failed is not None:
        raise error_from_result(failed, encoding="utf-8")
    return load(results[-1], transformer)


def load(result: pq.abc.PGresult, transformer: abc.Transformer) -> Rows:
    """The rows as Python's values. The `results` of a page stay bytes: it goes out as it came, and may be long."""
    if result.ntuples != 1 or result.fname(0) != b"results":
        transformer.set_pgresult(result)
        return transformer.load_rows(0, result.ntuples, tuple)
    return [
        (result.get_value(0, 0), *(_value(result, column, transformer) for column in range(1, result.nfields)))
    ]


def _value(result: pq.abc.PGresult, column: int, transformer: abc.Transformer) -> Any:
    raw = result.get_value(0, column)
    return None if raw is None else transformer.get_loader(result.ftype(column), pq.Format.TEXT).load(raw)


def _results(pgconn: pq.abc.PGconn, patience: float | None) -> list[pq.abc.PGresult]:
    """Every result up to the sync; waits without holding the interpreter."""
    found: list[pq.abc.PGresult] = []
    poll = select.poll()
    milliseconds = None if patience is None else patience * 1000
    while pgconn.flush():
        poll.register(pgconn.socket, select.POLLOUT)
        _heard(poll.poll(milliseconds), pgconn)
    poll.register(pgconn.socket, select.POLLIN)
    while True:
        while pgconn.is_busy():
            _heard(poll.poll(milliseconds), pgconn)
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            if pgconn.status != pq.ConnStatus.OK:
                raise psycopg.OperationalError("the connection was lost")
        elif result.status == pq.ExecStatus.PIPELINE_SYNC:
            return found
        else:
            found.append(result)


def _heard(events: list[tuple[int, int]], pgconn: pq.abc.PGconn) -> None:
    if not events:
        pgconn.finish()  # what may still come belongs to nobody
        raise NoAnswer
