"""HTTP as an ASGI server hands it on: reads of one call run on its event loop, all else in a thread, as WSGI.

Both ways lead through the same Front, views and calls; only how they wait differs (topin.core.waiting).
Source: docs/decisions/0034-reads-on-an-event-loop.md.
"""

import asyncio
import io
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from django.db import connections

from topin.core import waiting
from topin.core.db.errors import Refusal

from .front import Front
from .messages import CAME, Environ
from .problems import problem

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Environ, Callable[..., object]], Iterable[bytes]]
Answer = tuple[int, list[tuple[bytes, bytes]], Iterable[bytes]]

_BLOCK = 64 * 1024
_UPLOADS = 16  # at once of a process; most of the time each waits for a phone, or to be opened
_STALLED_SECONDS = 30  # without a byte of the body
_BODILESS = (204, 304)
_CLOSE = {"Connection": "close"}
TOO_SLOW = Refusal(
    408, "body_too_slow", f"Nothing of the body came for {_STALLED_SECONDS} seconds.", headers=_CLOSE
)
LENGTH_REQUIRED = Refusal(411, "length_required", f"Send the Content-Length of a body over {_BLOCK // 1024} kB.")


class Gate:
    """The ASGI application: `front` answers reads on the loop, `application` (WSGI) all else in `threads`."""

    def __init__(self, front: Front, application: Application, threads: int) -> None:
        self._front, self._application = front, application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._uploads = ThreadPoolExecutor(_UPLOADS, thread_name_prefix="upload")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        environ = environment(scope)
        request = self._front.read_on_loop(environ)
        if request is None:
            return await self._in_thread(environ, receive, send)
        response = await waiting.run(self._front.respond, request)
        await _start(send, response.status_code, _encoded(response.headers.items()), response.content)
        await send({"type": "http.response.body", "body": response.content})

    async def _in_thread(self, environ: Environ, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        try:
            environ["wsgi.input"] = await _body(environ, receive, loop)
        except Refusal as refusal:
            response = problem(refusal)
            await _start(send, response.status_code, _encoded(response.headers.items()), response.content)
            return await send({"type": "http.response.body", "body": response.content})
        except ConnectionResetError:
            return
        environ[CAME] = time.perf_counter()
        if isinstance(environ["wsgi.input"], io.BytesIO) and not self._front.is_slow(environ):
            status, headers, parts = await loop.run_in_executor(self._threads, self._call, environ)
        else:
            status, headers, parts = await loop.run_in_executor(self._uploads, self._receive, environ)
        if isinstance(parts, list | tuple):
            content = b"".join(parts)
            await _start(send, status, headers, content)
            return await send({"type": "http.response.body", "body": content})
        await _start(send, status, headers, None)
        await self._stream(parts, send)

    def _call(self, environ: Environ) -> Answer:
        """What the WSGI application answers; a plain response as a whole."""
        started: list[Any] = []
        parts = self._application(environ, lambda status, headers, _=None: started.extend((status, headers)))
        if not getattr(parts, "streaming", False) and not isinstance(parts, list | tuple):
            parts = _drained(parts)
        return int(started[0][:3]), _encoded(started[1]), parts

    def _receive(self, environ: Environ) -> Answer:
        """`_call` for a long body, or a file to open: in threads of these alone, which keep no connection."""
        try:
            return self._call(environ)
        finally:
            connections.close_all()

    async def _stream(self, parts: Iterable[bytes], send: Send) -> None:
        """Block by block, each read in a thread; no thread waits for the client."""
        loop, rest = asyncio.get_running_loop(), iter(parts)
        try:
            while block := await loop.run_in_executor(self._threads, _block, rest):
                await send({"type": "http.response.body", "body": block, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await loop.run_in_executor(self._threads, _close, parts)


def environment(scope: Message) -> Environ:
    """The WSGI environment (PEP 3333) of an ASGI scope; without the headers that could pass for another's name."""
    raw, server = scope["raw_path"], scope["server"] or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": (unquote_to_bytes(raw) if b"%" in raw else raw).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
    }
    for name, value in scope["headers"]:
        key = _variable(name)
        if key is not None:
            text = value.decode("latin-1")
            environ[key] = f"{environ[key]},{text}" if key in environ else text
    return environ


@lru_cache(512)
def _variable(header: bytes) -> str | None:
    """A header's name in the environment; none for one with an underscore, which would pass for a hyphen."""
    if b"_" in header:
        return None
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


def _encoded(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(_name(name), value.encode("latin-1")) for name, value in headers]


@lru_cache(512)
def _name(header: str) -> bytes:
    return header.lower().encode("latin-1")


async def _start(send: Send, status: int, headers: list[tuple[bytes, bytes]], content: bytes | None) -> None:
    known = content is not None and status not in _BODILESS
    if known and not any(name == b"content-length" for name, _ in headers):
        headers.append((b"content-length", b"%d" % len(content or b"")))
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _body(environ: Environ, receive: Receive, loop: asyncio.AbstractEventLoop) -> io.BufferedIOBase:
    """The body as a file. ConnectionResetError where the client has gone before it was whole; 408, 411.

    A short one is there at once, so that no thread waits for a slow client's; a long one is read as the view asks
    for it, once it knows who sends it. One in chunks has no length before its end, so it has to be short.
    """
    if "HTTP_TRANSFER_ENCODING" in environ:
        body = await _whole(receive)
        environ["CONTENT_LENGTH"] = str(len(body))
        return io.BytesIO(body)
    length = environ.get("CONTENT_LENGTH", "0")
    if not (length.isascii() and length.isdigit() and len(length) < 6 and int(length) <= _BLOCK):
        return io.BufferedReader(_Incoming(receive, loop), _BLOCK)
    return io.BytesIO(await _whole(receive) if int(length) else b"")


async def _whole(receive: Receive) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await _arrived(receive)
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > _BLOCK:
            raise LENGTH_REQUIRED
    return bytes(body)


async def _arrived(receive: Receive) -> Message:
    try:
        async with asyncio.timeout(_STALLED_SECONDS):
            message = await receive()
    except TimeoutError:
        raise TOO_SLOW from None
    if message["type"] == "http.disconnect":
        raise ConnectionResetError("the client has gone")
    return message


class _Incoming(io.RawIOBase):
    """A body on its way, read from a thread."""

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._receive, self._loop = receive, loop
        self._held, self._more = b"", True

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._held and self._more:
            message = asyncio.run_coroutine_threadsafe(_arrived(self._receive), self._loop).result()
            self._held, self._more = message.get("body", b""), message.get("more_body", False)
        size = min(len(into), len(self._held))
        into[:size], self._held = self._held[:size], self._held[size:]
        return size


def _drained(parts: Iterable[bytes]) -> tuple[bytes]:
    try:
        return (b"".join(parts),)
    finally:
        _close(parts)


def _block(rest: Iterator[bytes]) -> bytes:
    """What comes next, to about 64 kB; nothing at the end."""
    block = bytearray()
    for part in rest:
        block += part
        if len(block) >= _BLOCK:
            break
    return bytes(block)


def _close(parts: Any) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()
