"""A few connections for all requests of an event loop: each request a transaction of its own, one behind another.

A request does not hold a connection while it waits. Its two statements (see pipeline.py) and their sync go out at
once, behind those of others; PostgreSQL works them off without being woken for each, and the loop takes in what
has come back in one go. Under load that saves both sides most of their waking up
(docs/decisions/0034-reads-on-an-event-loop.md).
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from weakref import WeakKeyDictionary

import psycopg
import structlog
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import abc, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

from topin.core import waiting

from .errors import as_the_driver_says
from .pipeline import OK, PATIENCE, NoAnswer, Rows, Statement, load

log = structlog.get_logger(__name__)
WIDTH = 4  # connections of each login, at most
DEPTH = 8  # requests on one of them, before another is used
_FULL = (False, DEPTH)
SLOW = 0.01  # seconds: a statement that takes longer is not queued behind, while there is another connection
_numbers = count()
_TEXT = [[PyFormat.TEXT] * many for many in range(32)]


@dataclass
class _Asked:
    """One transaction on its way: what is prepared with it, and what has come back."""

    answer: asyncio.Future[Rows]
    transformer: abc.Transformer
    expected: list[tuple[str, bytes] | None] = field(default_factory=list)
    results: list[pq.abc.PGresult] = field(default_factory=list)


class Lane:
    """One connection in pipeline mode, in nobody's hands."""

    def __init__(self, connection: BaseDatabaseWrapper, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._raw: psycopg.Connection = connection.connection
        self._pgconn = self._raw.pgconn
        self._socket = self._pgconn.socket
        self._prepared: dict[str, bytes] = {}
        self._asked: deque[_Asked] = deque()
        self._began = 0.0  # when the foremost of them was begun
        self._watched = False
        self.dead = False
        self._pgconn.nonblocking = 1
        self._pgconn.enter_pipeline_mode()
        loop.add_reader(self._socket, self._take)

    def load(self, now: float) -> tuple[bool, int]:
        """Whether the statement in front is a slow one, and how many wait for an answer."""
        return bool(self._asked) and now - self._began > SLOW, len(self._asked)

    def ask(self, *statements: Statement) -> asyncio.Future[Rows]:
        """Send the statements as one transaction; the rows of the last one will come, or its psycopg.Error."""
        asked = _Asked(self._loop.create_future(), Transformer(self._raw))
        if not self._asked:
            self._began = self._loop.time()
        self._asked.append(asked)
        if not self._watched:
            self._watch()
        try:
            for text, values in statements:
                name = self._prepared.get(text) or self._prepare(text, asked.expected)
                self._pgconn.send_query_prepared(name, asked.transformer.dump_sequence(values, _TEXT[len(values)]))
                asked.expected.append(None)
            self._pgconn.pipeline_sync()
            if self._pgconn.flush():
                self._loop.add_writer(self._socket, self._send_rest)
        except psycopg.Error as error:
            self._lose(error)
        return asked.answer

    def _watch(self) -> None:
        """Looks again when the foremost would have waited too long; one timer a lane, while it has work."""
        left = self._began + PATIENCE - self._loop.time()
        self._watched = bool(self._asked) and not self.dead
        if self._watched and left <= 0:
            self._lose(NoAnswer())
        elif self._watched:
            self._loop.call_later(left, self._watch)

    def _prepare(self, text: str, expected: list[tuple[str, bytes] | None]) -> bytes:
        name = b"lane_%d" % next(_numbers)
        self._pgconn.send_prepare(name, text.encode())
        expected.append((text, name))
        return name

    def forget(self) -> None:
        """Somebody between us and PostgreSQL has dropped what was prepared."""
        self._prepared.clear()

    def _send_rest(self) -> None:
        try:
            if self._pgconn.flush():
                return
        except psycopg.Error as error:
            self._lose(error)
        else:
            self._loop.remove_writer(self._socket)

    def _take(self) -> None:
        """Hand out what has arrived."""
        pgconn, asked = self._pgconn, self._asked
        try:
            pgconn.consume_input()
            while asked and not pgconn.is_busy():
                result = pgconn.get_result()
                if result is None:
                    if pgconn.status != pq.ConnStatus.OK:
                        raise psycopg.OperationalError("the connection was lost")
                elif result.status == pq.ExecStatus.PIPELINE_SYNC:
                    self._settle(asked.popleft())
                    self._began = self._loop.time()
                else:
                    asked[0].results.append(result)
        except psycopg.Error as error:
            self._lose(error)

    def _settle(self, asked: _Asked) -> None:
        """The transaction has ended: its rows, or what PostgreSQL raised first."""
        results = asked.results
        # A prepared statement stands even where the transaction around it failed.
        self._prepared.update(
            new for new, result in zip(asked.expected, results, strict=True) if new and result.status in OK
        )
        failed = next((result for result in results if result.status not in OK), None)
        if asked.answer.done():  # whoever asked has been cancelled
            return
        if failed is not None:
            asked.answer.set_exception(error_from_result(failed, encoding="utf-8"))
            return
        asked.answer.set_result(load(results[-1], asked.transformer))

    def _lose(self, error: psycopg.Error) -> None:
        """The connection is gone, and with it what was on its way."""
        if self.dead:
            return
        self.dead = True
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        for asked in self._asked:
            if not asked.answer.done():
                lost = error if isinstance(error, NoAnswer) else psycopg.OperationalError(str(error))
                asked.answer.set_exception(lost)
        self._asked.clear()
        self._raw.close()


class Lanes:
    """The connections of one login on this loop; lost ones are made anew when they are needed."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._lanes: list[Lane] = []
        self._opening: asyncio.Task[None] | None = None

    def take(self) -> Lane:
        """The first one with room: the fewer are used, the warmer they are, and the more goes in one go.

        Raises psycopg.OperationalError where none can be had.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._lanes = [lane for lane in self._lanes if not lane.dead]
        for lane in self._lanes:
            if lane.load(now) < _FULL:
                return lane
        if len(self._lanes) < WIDTH and self._opening is None:
            self._opening = loop.create_task(self._open(loop))
            self._opening.add_done_callback(self._opened)
        if not self._lanes and self._opening is not None:
            waiting.wait(asyncio.shield(self._opening))  # all who wait share the attempt, and its failure
        return min(self._lanes, key=lambda lane: lane.load(now))

    async def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        lane = Lane(await loop.run_in_executor(None, _connected, self._alias), loop)
        self._lanes.append(lane)  # only now: `take` makes the list anew

    def _opened(self, opening: asyncio.Task[None]) -> None:
        self._opening = None
        if not opening.cancelled() and (error := opening.exception()):
            log.warning("database.unreachable", alias=self._alias, error=type(error).__name__)


def _connected(alias: str) -> BaseDatabaseWrapper:
    """A connection as Django makes it, with all that is set on it, to be used by the loop's thread."""
    connection = connections.create_connection(alias)
    connection.inc_thread_sharing()
    with as_the_driver_says():
        connection.ensure_connection()
    return connection


_lanes: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Lanes]] = WeakKeyDictionary()


def _of(alias: str) -> Lanes:
    """This loop's lanes of that login."""
    all_ = _lanes.setdefault(asyncio.get_running_loop(), {})
    return all_.get(alias) or all_.setdefault(alias, Lanes(alias))


def run(alias: str, *statements: Statement) -> Rows:
    """The rows of the last statement, all of them in one transaction that reads.

    Tried once more after a lost connection: only reads may come here, a write could run twice.
    """
    lanes = _of(alias)
    lane = lanes.take()
    try:
        return waiting.wait(lane.ask(*statements))
    except psycopg.errors.InvalidSqlStatementName:
        lane.forget()
    except NoAnswer:
        raise
    except psycopg.OperationalError:
        if not lane.dead:
            raise
    return waiting.wait(lanes.take().ask(*statements))
