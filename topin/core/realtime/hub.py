"""All sockets of one process: who hears which hints, the heartbeat that heals what hints miss, the end."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import psycopg
import redis
import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from prometheus_client import Counter, Gauge

from topin.core.db.background import Background

from . import functions
from .audience import Audience, Readers
from .hints import group
from .protocol import Close

if TYPE_CHECKING:
    from .socket import Socket

SOCKETS = Gauge("topin_sockets", "Open sockets.", multiprocess_mode="livesum")
HEALED = Counter("topin_sockets_healed", "People whose lost hint a heartbeat made good.")
Presence = Callable[[list[str]], Awaitable[None]]
_JOIN_SECONDS, _LOOK_SECONDS = 1.0, 2.0
log = structlog.get_logger(__name__)


class Hub:
    """The process's sockets, by person. Everything runs on one event loop; `start` is called within it."""

    def __init__(self, database: Background, presence: Presence | None = None) -> None:
        self.database, self._presence = database, presence
        self.sockets: set[Socket] = set()
        self.draining = False
        self._audiences: dict[str, Audience] = {}
        # One connection stays free for those who say hello.
        self._readers = Readers(database, max(1, settings.REALTIME_CONNECTIONS - 1))
        self._layer: Any = get_channel_layer()
        self._channel = ""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._deaf = False  # the last try to join a group failed
        self._away_since: float | None = None

    def start(self) -> None:
        """Begin to listen and to beat, once."""
        if not self._channel:
            self._channel = f"hub.{uuid.uuid4().hex}"
            self._spawn(self._listen())
            self._spawn(self._beat())

    # Sockets come and go

    def enter(self, one: "Socket") -> None:
        """A connection was accepted."""
        self.sockets.add(one)
        SOCKETS.inc()

    def left(self, one: "Socket") -> None:
        """A connection is gone."""
        self.sockets.discard(one)
        SOCKETS.dec()

    async def join(self, one: "Socket", user_id: str) -> Audience:
        """Hear this person's hints from now on; does not wait long for Redis, which heartbeats can replace."""
        audience = self._audiences.get(user_id)
        if audience is None:
            audience = self._audiences[user_id] = Audience(user_id, self._readers)
        if one not in audience.sockets:
            audience.sockets.append(one)
        if not audience.joined:
            joining = self._spawn(self._join(audience))
            if not self._deaf:
                await asyncio.wait([joining], timeout=_JOIN_SECONDS)
        return audience

    def admitted(self, one: "Socket") -> None:
        """Its stream flows; of too many sockets of one person the oldest makes way."""
        assert one.audience is not None
        live = [other for other in one.audience.sockets if other.live]
        for other in live[: -settings.REALTIME_SOCKETS]:
            other.close(Close.REPLACED)

    def leave(self, one: "Socket") -> None:
        """Takes no more part; the last socket of a person ends the hints."""
        audience = one.audience
        if audience is None or one not in audience.sockets:
            return
        audience.sockets.remove(one)
        if not audience.sockets and self._audiences.get(audience.user_id) is audience:
            del self._audiences[audience.user_id]
            self._spawn(self._part(audience))

    async def drain(self, seconds: float = 3.0) -> None:
        """The process ends: tell everyone to come back, and wait a moment for them to go."""
        self.draining = True
        for one in list(self.sockets):
            one.close(Close.DEPLOY)
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self.sockets and loop.time() < until:
            await asyncio.sleep(0.05)
        for task in list(self._tasks):
            task.cancel()
        await self.database.close()

    # Hints

    async def _listen(self) -> None:
        while True:
            try:
                self._hinted(await self._layer.receive(self._channel))
            except (OSError, redis.RedisError, ValueError, LookupError, TypeError) as error:
                log.warning("realtime.hint_unread", error=type(error).__name__)
                await asyncio.sleep(1)

    def _hinted(self, hint: dict[str, Any]) -> None:
        audience = self._audiences.get(hint["user"])
        if audience is None:
            return
        if hint["head"]:
            audience.wake(hint["head"])
        else:
            self._spawn(self._look(list(audience.sockets)))

    async def _join(self, audience: Audience) -> None:
        try:
            await self._layer.group_add(group(audience.user_id), self._channel)
            audience.joined, self._deaf = True, False
        except Exception as error:  # whatever the layer's driver raises, sockets go on without hints
            self._deaf = True
            log.warning("realtime.redis_away", error=type(error).__name__)
        if audience.user_id not in self._audiences:
            await self._part(audience)

    async def _part(self, audience: Audience) -> None:
        try:
            if audience.user_id not in self._audiences:
                await self._layer.group_discard(group(audience.user_id), self._channel)
        except Exception as error:  # as above
            log.warning("realtime.redis_away", error=type(error).__name__)

    # Heartbeats

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(settings.REALTIME_HEARTBEAT)
            sockets = [one for one in self.sockets if one.live]
            try:
                if sockets:
                    await self._sweep(sockets)
            except Exception:  # a fault must not end the beat of everybody
                log.exception("realtime.fault")

    async def _sweep(self, sockets: "list[Socket]") -> None:
        heard = False
        if self._away_since is None:
            looking = self._spawn(self._look(sockets))
            await asyncio.wait([looking], timeout=_LOOK_SECONDS)  # a slow database must not silence the beat
            heard = looking.done() and looking.result()
        for number, one in enumerate(sockets):
            assert one.audience is not None
            one.beat(one.audience.head)
            if number % 200 == 199:
                await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(settings.REALTIME_PONG, _expect_pongs, sockets)
        for audience in [one for one in self._audiences.values() if not one.joined]:
            self._spawn(self._join(audience))
        if heard and self._presence is not None:
            self._spawn(self._presence(list({one.audience.user_id for one in sockets if one.audience})))

    async def _look(self, sockets: "list[Socket]") -> bool:
        """One query for all: ends sockets whose session has ended, wakes those that are behind."""
        asked = [one for one in sockets if one.verified and one.live]
        people = [one.verified.user_id for one in asked if one.verified]
        sessions = [one.verified.session_id for one in asked if one.verified]
        try:
            states = await self.database.call(functions.socket_states, people=people, sessions=sessions)
        except psycopg.Error as error:
            self._database_away(error)
            return False
        self._away_since = None
        behind: set[str] = set()
        for one, (_, state, head) in zip(asked, sorted(states), strict=True):
            if state != "ok":
                one.close(Close.FORBIDDEN)
            elif one.audience is not None and one.live:
                if head > max(one.sent, one.audience.head):
                    behind.add(one.audience.user_id)
                one.audience.wake(head)
        HEALED.inc(len(behind))
        return True

    def _database_away(self, error: psycopg.Error) -> None:
        now = asyncio.get_running_loop().time()
        if self._away_since is None:
            self._away_since = now
            asyncio.get_running_loop().call_later(settings.REALTIME_GRACE, self._give_up, now)
            self._spawn(self._look_again())
        log.warning("realtime.database_away", error=type(error).__name__)

    async def _look_again(self) -> None:
        """Until it is back, ask every second; then nothing has to wait for a heartbeat."""
        while self._away_since is not None:
            await asyncio.sleep(1)
            await self._look(list(self.sockets))

    def _give_up(self, since: float) -> None:
        if self._away_since == since:
            for one in list(self.sockets):
                one.close(Close.UNAVAILABLE)

    def _spawn(self, work: Any) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("realtime.fault", exc_info=error)


def _expect_pongs(sockets: "list[Socket]") -> None:
    for one in sockets:
        if one.live and one.silent:
            one.close(Close.SILENT)
