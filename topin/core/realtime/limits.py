"""What one client may ask of the sockets' process: frames a second, silent sockets an address."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings


class Bucket:
    """Lets `rate` frames a second through, `burst` at once."""

    __slots__ = ("_at", "_left", "_most", "_rate")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._most, self._left, self._at = rate, burst, burst, time.monotonic()

    def take(self) -> bool:
        """Whether one more frame is within the rate."""
        now = time.monotonic()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Ungreeted:
    """Counts the sockets of each address that have not been let in yet."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> Callable[[], None] | None:
        """Counts one more; gives what ends that, once it is let in or gone. None: there are too many."""
        if self._open[address] >= self._most:
            return None
        self._open[address] += 1
        counted = [address]

        def leave() -> None:
            if counted:
                self._open.subtract(counted)
                self._open += Counter()  # forgets who stands at zero
                counted.clear()

        return leave


def address(scope: dict[str, Any]) -> str:
    """The client's address: from X-Forwarded-For only as far as the trusted proxies reach."""
    hops = settings.TRUSTED_PROXIES
    if hops:
        given = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin1")
        chain = [part.strip() for part in given.split(",") if part.strip()]
        if chain:
            return chain[-hops] if len(chain) >= hops else chain[0]
    return str(scope["client"][0]) if scope.get("client") else "unknown"
