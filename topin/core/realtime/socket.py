"""One socket: its first word, its frames, its end.

A plain ASGI application. Channels' consumers hop into a thread before every handler, which costs two thirds
of the CPU of a delivery; nothing here needs a thread. Frames go out by the server's line, which tells when a
client reads too slowly; ASGI's own `send` cannot.
"""

import asyncio
import time
import uuid
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import psycopg
import structlog
from django.conf import settings

from topin.core.api.tokens import BadToken, Verified
from topin.core.db.errors import refusal_from

from . import functions, protocol
from .audience import PAGE, Audience
from .hub import Hub
from .limits import Bucket
from .outbound import Line, Outbound
from .protocol import BadFrame, Close
from .timers import Timers

Receive = Callable[[], Awaitable[dict[str, Any]]]
Handler = Callable[["Socket", dict[str, Any]], Awaitable[None]]
_LATER = frozenset({"send", "read", "typing"})  # frames of rooms; without a handler they are answered, not refused
_WARNING = 60  # seconds before a token's end in which its client is told
_MOST_WAITING = 64
log = structlog.get_logger(__name__)


class Socket:
    """The state of one connection. `live` once its stream flows; `sent` is the last number it was sent."""

    def __init__(
        self,
        hub: Hub,
        line: Line,
        verify: Callable[[str], Verified],
        handlers: Mapping[str, Handler],
        greeted: Callable[[], None],
    ) -> None:
        self._hub, self._line, self._verify, self._handlers = hub, line, verify, handlers
        self._greeted = greeted
        self.outbound = Outbound(line, self._drained, lambda: self.close(Close.SLOW))
        self.sid = uuid.uuid4().hex
        self.audience: Audience | None = None
        self.verified: Verified | None = None
        self.device = ""
        self.epoch, self.sent, self.acked = "", 0, 0
        self.live = self.closed = False
        self.silent = False  # a heartbeat has not been answered
        self._busy: asyncio.Task[None] | None = None
        self._inbox: deque[dict[str, Any]] = deque()
        self._working: asyncio.Task[None] | None = None
        self._bucket = Bucket(settings.REALTIME_RATE, settings.REALTIME_BURST)
        self._timers = Timers()

    @property
    def claims(self) -> str:
        """The verified claims as SQL takes them."""
        assert self.verified is not None
        return self.verified.caller.claims

    # From the server

    async def run(self, receive: Receive) -> None:
        """From the accepted connection to its end."""
        self._hub.enter(self)
        self._timers.after("hello", settings.REALTIME_HELLO, self.close, Close.SILENT)
        try:
            while (event := await receive())["type"] != "websocket.disconnect":
                if not self.closed:
                    self._received(event.get("text"))
        finally:
            self._end()
            self._hub.left(self)

    def close(self, code: int) -> None:
        """End it with this code; what was queued is dropped, its stream has it."""
        if self.closed:
            return
        log.info("realtime.closed", sid=self.sid, code=code)
        self._end()
        self._line.close(code)

    def _end(self) -> None:
        self.closed, self.live = True, False
        self.outbound.stop()
        self._timers.stop()
        for task in (self._busy, self._working):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._hub.leave(self)

    # From the hub

    def push(self, frame: str, *, ephemeral: bool = False) -> None:
        """Send a frame of the server's, unless the socket has ended."""
        if not self.closed:
            self.outbound.push(frame, ephemeral=ephemeral)

    def offer(self, seqs: list[int], frames: list[str]) -> None:
        """Events of the stream: those that come next are sent."""
        for seq, frame in zip(seqs, frames, strict=True):
            if self.live and seq == self.sent + 1:
                self.sent = seq
                self.outbound.push(frame)

    def beat(self, head: int) -> None:
        """A heartbeat; `silent` until it is answered."""
        self.silent = True
        self.push(protocol.write("hb", head=head))

    # Frames of the client

    def _received(self, raw: str | None) -> None:
        if not self._bucket.take():
            self.close(Close.TOO_FAST)
            return
        try:
            if raw is None:  # binary
                raise BadFrame
            self._dispatch(protocol.parse(raw))
        except BadFrame:
            self.close(Close.BAD_FRAME)

    def _dispatch(self, frame: dict[str, Any]) -> None:
        kind = frame["t"]
        if kind == "pong":
            self.silent = False
        elif kind == "hello" and not self.live and self._busy is None:
            hello = protocol.hello(frame)
            self._timers.cancel("hello")
            self._busy = self._start(self._greet(hello))
        elif not self.live:
            self.close(Close.BAD_FRAME if self._busy or self.verified else Close.TOKEN)
        elif kind == "ack":
            self._ack(protocol.number(frame.get("q")))
        elif kind == "resume":
            self._resume(protocol.number(frame.get("seq")))
        elif kind == "auth" and self._busy is None:
            self._busy = self._start(self._renew(protocol.text(frame.get("token"), 16384)))
        elif kind in _LATER or kind in self._handlers:
            self._hand_on(frame)
        else:
            raise BadFrame

    def _start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._busy = None
        if not task.cancelled() and task.exception() is not None:
            log.error("realtime.fault", sid=self.sid, exc_info=task.exception())
            self.close(Close.UNAVAILABLE)

    async def _greet(self, hello: protocol.Hello) -> None:
        """Join first, then read the position, then what is missing: nothing falls in between."""
        if (verified := self._trusted(hello.token)) is None:
            return
        self.verified, self.device = verified, hello.device
        self.audience = await self._hub.join(self, str(verified.user_id))
        try:
            rows = await self._hub.database.call(
                functions.socket_hello, claims=self.claims, known=hello.epoch, after=hello.seq, page_limit=PAGE
            )
        except psycopg.Error as error:
            self._refused(error)
            return
        if self.closed:
            return
        self.epoch, head, resumes, seqs, frames = rows[0]
        self._greeted()
        if hello.seq is not None and not resumes:
            self.push(protocol.write("reset", epoch=self.epoch, head=head))
            self._timers.after("hello", settings.REALTIME_SNAPSHOT, self.close, Close.RESYNC)
            return
        self.sent = head if hello.seq is None else hello.seq
        self._welcome(head, verified.expires_at)
        self.offer(seqs or [], frames or [])
        self._hub.admitted(self)
        self.audience.wake(head)

    def _welcome(self, head: int, expires_at: int) -> None:
        """The first frame of a stream; from here on it flows."""
        self.push(protocol.write(
            "welcome", sid=self.sid, epoch=self.epoch, head=head, exp=expires_at,
            hb=settings.REALTIME_HEARTBEAT * 1000,
        ))  # fmt: skip
        self.live = True
        self._expires(expires_at)

    async def _renew(self, token: str) -> None:
        """A fresh token of the same person keeps the socket open."""
        verified = self._trusted(token)
        if verified is None:
            return
        try:
            await self._hub.database.call(functions.check_session, claims=verified.caller.claims)
        except psycopg.Error as error:
            self._refused(error)
            return
        self.verified = verified
        self._expires(verified.expires_at)
        self.push(protocol.write("auth_ok", exp=verified.expires_at))

    def _trusted(self, token: str) -> Verified | None:
        """What the token says, if it is a person's, and the same person's as before; else the socket ends."""
        try:
            verified = self._verify(token)
        except BadToken:
            verified = None
        known = self.verified.user_id if self.verified else None
        if verified is None or verified.user_id is None or known not in (None, verified.user_id):
            self.close(Close.TOKEN)
            return None
        return verified

    def _refused(self, error: psycopg.Error) -> None:
        refusal = refusal_from(error)
        if refusal is not None and refusal.status in (401, 403):
            self.close(Close.FORBIDDEN)
            return
        log.warning("realtime.database_away", error=type(error).__name__)
        self.close(Close.UNAVAILABLE)

    def _ack(self, seq: int) -> None:
        if seq > self.sent:
            raise BadFrame
        self.acked = max(self.acked, seq)

    def _resume(self, seq: int) -> None:
        """The client missed something: read on from where it is."""
        assert self.audience is not None
        if seq > max(self.sent, self.audience.head):
            raise BadFrame
        self.sent = seq
        self.audience.wake(self.audience.head)

    def _hand_on(self, frame: dict[str, Any]) -> None:
        """Frames of rooms are worked on one after the other."""
        if len(self._inbox) >= _MOST_WAITING:
            self.close(Close.TOO_FAST)
            return
        self._inbox.append(frame)
        if self._working is None:
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._inbox and not self.closed:
                frame = self._inbox.popleft()
                handler = self._handlers.get(frame["t"])
                if handler is None:
                    self.push(protocol.write("err", cid=_cid(frame), code="unsupported"))
                else:
                    await handler(self, frame)
        except BadFrame:
            self.close(Close.BAD_FRAME)
        except Exception:  # a fault in a room's handler ends this socket alone, and is told
            log.exception("realtime.handler_failed", sid=self.sid)
            self.close(Close.UNAVAILABLE)
        finally:
            self._working = None

    # Time

    def _drained(self) -> None:
        if self.live and self.audience is not None:
            self.audience.wake(self.audience.head)

    def _expires(self, at: int) -> None:
        left = at - time.time()
        self._timers.after("end", left, self.close, Close.TOKEN)
        self._timers.after("warning", left - _WARNING, self._warn, at)

    def _warn(self, at: int) -> None:
        self.push(protocol.write("auth_soon", **{"in": max(0, int(at - time.time()))}))


def _cid(frame: dict[str, Any]) -> str | None:
    cid = frame.get("cid")
    return None if cid is None else protocol.text(cid, 100)
