"""One person's sockets in this process, and the one reader that keeps them level with the person's stream."""

import asyncio
from typing import TYPE_CHECKING

import psycopg
import structlog

from topin.core.db.background import Background

from . import functions
from .protocol import Close

if TYPE_CHECKING:
    from .socket import Socket

PAGE = 100
log = structlog.get_logger(__name__)


class Audience:
    """The sockets of a person: `head` is the highest number known, each socket's `sent` how far it is."""

    def __init__(self, user_id: str, database: Background) -> None:
        self.user_id, self._database = user_id, database
        self.sockets: list[Socket] = []
        self.joined = False  # whether this process hears the person's hints
        self.head = 0
        self._reading: asyncio.Task[None] | None = None

    def wake(self, head: int) -> None:
        """There is something up to `head`: read what is missing, unless that is under way."""
        self.head = max(self.head, head)
        if self._reading is None and self._behind():
            self._reading = asyncio.create_task(self._read())

    def _behind(self) -> "list[Socket]":
        # One whose client does not keep up reads on when it has drained.
        return [one for one in self.sockets if one.live and one.sent < self.head and one.outbound.idle]

    async def _read(self) -> None:
        """Page after page from the slowest on; each socket gets what it has not been sent."""
        try:
            while behind := self._behind():
                await self._page(min(behind, key=lambda one: one.sent))
        except psycopg.OperationalError as error:
            log.warning("realtime.read_failed", error=type(error).__name__)  # the heartbeat tries again
        except psycopg.Error:
            # A fault in what is shown to this person must not stop anybody else.
            log.exception("realtime.stream_broken", user_id=self.user_id)
            for one in list(self.sockets):
                one.close(Close.UNAVAILABLE)
        finally:
            self._reading = None

    async def _page(self, last: "Socket") -> None:
        start, expected = last.sent, self.head
        rows = await self._database.call(
            functions.socket_read, claims=last.claims, known=last.epoch, after=start, page_limit=PAGE
        )
        _, head, resumes, seqs, frames = rows[0]
        if not resumes:
            last.close(Close.RESYNC)  # pruned past it, or begun anew: it has to take a snapshot
            return
        if self.head == expected:
            self.head = head  # the database's word, whatever a hint had said; a later hint is read for anew
        for one in list(self.sockets):
            one.offer(seqs or [], frames or [])
