"""A server that a test takes away and gives back: PostgreSQL or Redis behind a port that is forwarded."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from .server import free_port


class Relay:
    """Forwards `url` to a server until it is cut, and again once it is mended."""

    def __init__(self, target: str) -> None:
        self._target, self._port = urlsplit(target), free_port()
        self.url = target.replace(f":{self._target.port}/", f":{self._port}/")
        self._links: list[socket.socket] = []
        self._listener: socket.socket | None = None

    def mend(self) -> None:
        """Takes connections from now on."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Ends every connection and takes no other."""
        if self._listener is not None:
            _shut(self._listener)
            self._listener = None
        for link in self._links:
            _shut(link)
        self._links.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection((self._target.hostname or "127.0.0.1", self._target.port or 0))
            self._links += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(one, other), daemon=True).start()


@contextlib.contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """A relay to the server of a URL until the block ends."""
    relay = Relay(url)
    relay.mend()
    try:
        yield relay
    finally:
        relay.cut()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):  # cut
        while data := one.recv(65536):
            other.sendall(data)
    _shut(other)


def _shut(link: socket.socket) -> None:
    with contextlib.suppress(OSError):  # gone already
        link.shutdown(socket.SHUT_RDWR)
    link.close()
