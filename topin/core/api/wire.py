"""uvicorn's HTTP/1.1, with what it leaves to a proxy: a head has a largest size and a longest time."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from topin.core.db.errors import Refusal

from .problems import UNREADABLE, problem

HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 20
_CONTINUE = b"HTTP/1.1 100 "
TOO_LARGE = Refusal(431, "head_too_large", f"The request line and headers may have {HEAD_BYTES} bytes.")


class Joined:
    """The way out of one response: its head waits for what follows it, so that a short answer is one packet.

    uvicorn writes the two one after the other, and uvloop would send each at once.
    """

    def __init__(self, transport: asyncio.Transport, answered: Callable[[], None]) -> None:
        self._transport, self._answered = transport, answered
        self._head: bytes | None = None  # b"": it has gone
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """The head or, after it, a part of the body."""
        if self._head is None and not data.startswith(_CONTINUE):
            self._head = data
        else:
            self._transport.write((self._head or b"") + data)
            self._head = self._head and b""

    def close(self) -> None:
        """Ends the connection, after what was written."""
        self._send_head()
        self._transport.close()

    def ended(self) -> None:
        """The response is whole; one without a body has its head still here."""
        self._send_head()
        self._answered()

    def _send_head(self) -> None:
        if self._head:
            self._transport.write(self._head)
            self._head = b""


class Wire(HttpToolsProtocol):
    """One connection. What cannot be read as HTTP is refused as everything else is: problem+json."""

    _in_head = True
    _head = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The first head is awaited, and for each later one uvicorn's keep-alive."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._deadline = self.loop.call_later(HEAD_SECONDS, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
        way = Joined(self.transport, self.cycle.on_response)
        self.cycle.transport, self.cycle.on_response = cast("asyncio.Transport", way), way.ended

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._in_head:
            if self._deadline is not None:
                self._stop_waiting()
            return
        self._head += len(data)
        if self._head > HEAD_BYTES:
            self._refuse(TOO_LARGE)
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def send_400_response(self, msg: str) -> None:
        self._refuse(UNREADABLE)

    def _refuse(self, refusal: Refusal) -> None:
        if self.transport.is_closing():
            return
        response = problem(refusal)
        headers: dict[str, Any] = {
            **response.headers,
            "Content-Length": len(response.content),
            "Connection": "close",
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.transport.write(STATUS_LINE[refusal.status] + f"{head}\r\n".encode() + response.content)
        self.transport.close()

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
