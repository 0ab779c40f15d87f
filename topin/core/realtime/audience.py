"""One person's sockets in this process, and the readers that keep everybody level with their streams."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

import psycopg
import structlog

from topin.core.db.background import Background

from . import functions
from .protocol import Close

if TYPE_CHECKING:
    from .socket import Socket

PAGE = 100  # events
_BATCH = 50  # people
_PAUSE = 1.0  # seconds before the database is asked again after it failed
log = structlog.get_logger(__name__)


class Audience:
    """The sockets of a person: `head` is the highest number known, each socket's `sent` how far it is."""

    def __init__(self, user_id: str, readers: "Readers") -> None:
        self.user_id, self._readers = user_id, readers
        self.sockets: list[Socket] = []
        self.joined = False  # whether this process hears the person's hints
        self.waiting = False  # in the hands of the readers
        self.head = 0

    def wake(self, head: int) -> None:
        """There is something up to `head`: have what is missing read, unless that is under way."""
        self.head = max(self.head, head)
        if not self.waiting and self.slowest() is not None:
            self.waiting = True
            self._readers.want(self)

    def slowest(self) -> "Socket | None":
        """Of the sockets that miss something the one that misses most. One whose client does not keep up
        is left out: it reads on when it has drained."""
        behind = [one for one in self.sockets if one.live and one.sent < self.head and one.outbound.idle]
        return min(behind, key=lambda one: one.sent, default=None)

    def take(self, last: "Socket", expected: int, row: tuple[Any, ...]) -> None:
        """What the database says for the position of `last`; `expected` was the head when it was asked."""
        _, _, head, resumes, seqs, frames = row
        if not resumes:
            last.close(Close.RESYNC)  # pruned past it, or begun anew: it has to take a snapshot
            return
        if self.head == expected:
            self.head = head  # the database's word, whatever a hint had said; a later hint is read for anew
        for one in list(self.sockets):
            one.offer(seqs or [], frames or [])

    def broken(self, error: psycopg.Error) -> None:
        """What is shown to this person cannot be read; that must not stop anybody else."""
        log.error("realtime.stream_broken", user_id=self.user_id, sqlstate=error.sqlstate)
        for one in list(self.sockets):
            one.close(Close.UNAVAILABLE)


class Readers:
    """Reads for whoever is behind, many people in a round trip when many are; `width` round trips at once."""

    def __init__(self, database: Background, width: int) -> None:
        self._database, self._width = database, width
        self._wanted: deque[Audience] = deque()
        self._working: set[asyncio.Task[None]] = set()

    def want(self, audience: Audience) -> None:
        """Read for this person as soon as a reader is free."""
        self._wanted.append(audience)
        if len(self._working) < self._width:
            task = asyncio.create_task(self._work())
            self._working.add(task)
            task.add_done_callback(self._working.discard)

    async def _work(self) -> None:
        while self._wanted:
            batch = [self._wanted.popleft() for _ in range(min(_BATCH, len(self._wanted)))]
            if await self._level(batch):
                _again(batch)
            else:
                asyncio.get_running_loop().call_later(_PAUSE, _again, batch)

    async def _level(self, batch: list[Audience]) -> bool:
        """Reads for all; where that fails by somebody's own fault, for each alone. False: try again later."""
        try:
            await self._read(batch)
        except Exception as error:  # whatever it is, the others are read for
            if not isinstance(error, psycopg.Error) or _is_away(error):
                log.warning("realtime.read_failed", error=type(error).__name__, exc_info=not _is_away(error))
                return False
            if len(batch) > 1:
                return all([await self._level([one]) for one in batch])
            batch[0].broken(error)
        return True

    async def _read(self, batch: list[Audience]) -> None:
        asked = [(audience, last, audience.head) for audience in batch if (last := audience.slowest()) is not None]
        if not asked:
            return
        places = [{"claims": last.claims, "known": last.epoch, "after": last.sent} for _, last, _ in asked]
        rows = await self._database.call(functions.sockets_read, asked=places, page_limit=PAGE)
        for (audience, last, expected), row in zip(asked, rows, strict=True):
            audience.take(last, expected, row)


def _is_away(error: Exception) -> bool:
    """Whether the database is to blame; a statement that took too long is not its fault."""
    return isinstance(error, psycopg.OperationalError) and not isinstance(error, psycopg.errors.QueryCanceled)


def _again(batch: list[Audience]) -> None:
    for audience in batch:
        audience.waiting = False
        audience.wake(0)
