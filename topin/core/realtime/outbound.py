"""What waits for one client: nothing while it keeps up, a bounded queue while it does not."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

from django.conf import settings


class Line(Protocol):
    """The connection below a socket, as the server offers it (topin.core.realtime.server)."""

    paused: bool
    on_drain: Callable[[], None]

    def write(self, frame: str) -> None:
        """Hand a text frame to the transport, which buffers a little."""

    def close(self, code: int) -> None:
        """Send a close frame; the connection is dropped soon after, answered or not."""


class Outbound:
    """Writes through while the line takes it. Then frames wait: ephemeral ones make way for others, and
    a client that lets too much or too long wait is given up (`give_up` is called once)."""

    def __init__(self, line: Line, drained: Callable[[], None], give_up: Callable[[], None]) -> None:
        self._line, self._drained, self._give_up = line, drained, give_up
        self._waiting: deque[tuple[str, bool]] = deque()
        self._bytes = 0
        self._patience: asyncio.TimerHandle | None = None
        line.on_drain = self._drain

    @property
    def idle(self) -> bool:
        """Whether the client has taken all there was."""
        return not self._waiting and not self._line.paused

    def push(self, frame: str, *, ephemeral: bool = False) -> None:
        """Send now, or as soon as the client reads on."""
        if self.idle:
            self._line.write(frame)
            return
        self._waiting.append((frame, ephemeral))
        self._bytes += len(frame)
        if self._patience is None:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(settings.REALTIME_PONG, self._give_up)
        if self._full() and not self._shed():
            self._give_up()

    def stop(self) -> None:
        """Nothing more will be sent."""
        self._waiting.clear()
        if self._patience is not None:
            self._patience.cancel()

    def _full(self) -> bool:
        return len(self._waiting) > settings.REALTIME_QUEUE_FRAMES or self._bytes > settings.REALTIME_QUEUE_BYTES

    def _shed(self) -> bool:
        """Drop what is ephemeral; whether the rest fits."""
        self._waiting = deque(item for item in self._waiting if not item[1])
        self._bytes = sum(len(frame) for frame, _ in self._waiting)
        return not self._full()

    def _drain(self) -> None:
        while self._waiting and not self._line.paused:
            frame, _ = self._waiting.popleft()
            self._bytes -= len(frame)
            self._line.write(frame)
        if self.idle:
            if self._patience is not None:
                self._patience.cancel()
                self._patience = None
            self._drained()
