"""The ASGI application of `/realtime`: who may open a socket at all, then one Socket each."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

from topin.core.api.tokens import Verified
from topin.core.db.background import Background

from .hub import Hub, Presence
from .limits import Ungreeted, address
from .protocol import SUBPROTOCOL, Close
from .socket import Handler, Receive, Socket

Send = Callable[[dict[str, Any]], Awaitable[None]]
PATH = "/realtime"
_SECRETS = frozenset({"token", "access_token", "apikey", "jwt", "authorization"})


class Realtime:
    """What the composition root puts together: how tokens are verified, the rooms' frame handlers, presence.

    `handlers` maps a frame's `t` to `async handler(socket, frame)`; it may raise BadFrame. `presence` is given
    the ids of those who answered within each heartbeat.
    """

    def __init__(
        self,
        verify: Callable[[str], Verified],
        handlers: Mapping[str, Handler] | None = None,
        presence: Callable[[Background], Presence] | None = None,
    ) -> None:
        database = Background("default", settings.REALTIME_CONNECTIONS)
        self.hub = Hub(database, presence(database) if presence else None)
        self._verify, self._handlers = verify, dict(handlers or {})
        self._ungreeted = Ungreeted(settings.REALTIME_UNGREETED)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.hub.start()
        await receive()  # websocket.connect
        if scope["path"] != PATH or not _origin_allowed(scope):
            await send({"type": "websocket.close"})  # before the handshake: HTTP 403
            return
        speaks = SUBPROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if speaks else None})
        line = scope["extensions"]["topin.line"]
        line.open()
        if code := self._unwelcome(scope, speaks):
            line.close(code)
            await _end_of(receive)
            return
        await self._serve(scope, receive, line)

    def _unwelcome(self, scope: dict[str, Any], speaks: bool) -> int | None:
        if self.hub.draining:
            return Close.UNAVAILABLE
        names = {name.lower() for name, _ in parse_qsl(scope["query_string"].decode("latin1"))}
        if not speaks or names & _SECRETS:
            return Close.BAD_FRAME
        return None

    async def _serve(self, scope: dict[str, Any], receive: Receive, line: Any) -> None:
        leave = self._ungreeted.enter(address(scope))
        if leave is None:
            line.close(Close.TOO_FAST)
            await _end_of(receive)
            return
        try:
            await Socket(self.hub, line, self._verify, self._handlers, greeted=leave).run(receive)
        finally:
            leave()


async def _end_of(receive: Receive) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass  # nothing that still comes is of interest


def _origin_allowed(scope: dict[str, Any]) -> bool:
    """Browsers send an Origin, which must be listed; apps send none and show a token in any case."""
    origins = [value.decode("latin1") for name, value in scope["headers"] if name == b"origin"]
    return all(origin in settings.REALTIME_ORIGINS for origin in origins)
