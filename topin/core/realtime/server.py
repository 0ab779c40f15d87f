"""Daphne, with what it leaves out: back-pressure, every close code, a farewell before it ends."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

# Daphne's server first: its import installs Twisted's reactor on asyncio.
from daphne.server import Server as Daphne  # isort: skip
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import defer
from twisted.internet.interfaces import IPushProducer
from zope.interface import implementer  # type: ignore[import-untyped]

from .protocol import LONGEST

EXTENSION = "topin.line"
_NEVER = 10**9
_KERNEL_BUFFER = 65536  # bytes; the kernel doubles it


@implementer(IPushProducer)
class TwistedLine:
    """The line below one WebSocket: writes straight to Twisted, which says when its buffer is full."""

    def __init__(self, protocol: WebSocketProtocol) -> None:
        self._protocol = protocol
        self.paused = False
        self.on_drain: Callable[[], None] = _nothing

    def open(self) -> None:
        """After the handshake: hear of full buffers in place of the HTTP channel that was upgraded."""
        transport = self._protocol.transport
        transport.unregisterProducer()
        transport.registerProducer(self, True)
        # Left to itself the kernel keeps megabytes for a client that does not read.
        transport.getHandle().setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)

    def write(self, frame: str) -> None:
        """A text frame. To a line that is being closed, which autobahn refuses, nothing: it delays nobody else."""
        if self._protocol.state == self._protocol.STATE_OPEN:
            self._protocol.sendMessage(frame.encode(), False)

    def close(self, code: int) -> None:
        """A close frame; autobahn's own `sendClose` refuses 1012."""
        if self._protocol.state == self._protocol.STATE_OPEN:
            self._protocol.sendCloseFrame(code=code)

    def pauseProducing(self) -> None:
        """The transport's buffer is full."""
        self.paused = True

    def resumeProducing(self) -> None:
        """It is empty again."""
        self.paused = False
        self.on_drain()

    def stopProducing(self) -> None:
        """The connection is gone."""
        self.on_drain = _nothing


class Server(Daphne):  # type: ignore[misc]
    """Serves `application`; gives each WebSocket's scope its line; runs `farewell` before it stops."""

    def __init__(self, application: Any, farewell: Callable[[], Any], **options: Any) -> None:
        super().__init__(
            application,
            verbosity=0,
            server_name="",
            ping_interval=_NEVER,  # topin.v1 has a heartbeat of its own
            websocket_timeout=-1,  # a socket ends with its token, not after a day
            websocket_max_message_size=LONGEST,
            websocket_max_frame_size=LONGEST,
            **options,
        )
        self._farewell = farewell

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """As Daphne's, with the line in the scope of a WebSocket."""
        if isinstance(protocol, WebSocketProtocol):
            protocol.failByDrop = False  # an oversized frame is answered with 1009, not with silence
            scope = {**scope, "extensions": {EXTENSION: TwistedLine(protocol)}}
        return super().create_application(protocol, scope)

    def kill_all_applications(self) -> Any:
        """Before the reactor ends: the farewell, then what is left (Daphne's own fails on idle HTTP)."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._end()))

    async def _end(self) -> None:
        await self._farewell()
        left = [details.get("application_instance") for details in self.connections.values()]
        running = [one for one in left if one is not None and not one.done()]
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _nothing() -> None:
    pass
