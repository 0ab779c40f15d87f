"""The timers of one socket, by name: one of a name at most."""

import asyncio
from collections.abc import Callable
from typing import Any


class Timers:
    """What is to be called later, unless it is cancelled."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.TimerHandle] = {}

    def after(self, name: str, seconds: float, call: Callable[..., Any], *args: Any) -> None:
        """Call it in so many seconds, at once where they are over; in place of the one of that name."""
        self.cancel(name)
        self._running[name] = asyncio.get_running_loop().call_later(max(seconds, 0), call, *args)

    def cancel(self, name: str) -> None:
        """The one of that name is called no more, where there is one."""
        if timer := self._running.pop(name, None):
            timer.cancel()

    def stop(self) -> None:
        """None of them is called any more."""
        for timer in self._running.values():
            timer.cancel()
