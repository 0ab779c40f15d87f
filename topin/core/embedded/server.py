"""What both embedded servers are: a child of ours, tried on one port after another until it answers."""

import pathlib
import subprocess
import time
from abc import ABC, abstractmethod

from topin.core.embedded import process
from topin.core.embedded.process import EmbeddedError


class Server(ABC):
    """The server of one data directory. `title` stands in messages; `usual_port` is taken where it is free."""

    name: str
    title: str
    usual_port: int
    ready_seconds: float
    log: pathlib.Path

    def __init__(self) -> None:
        self.port = 0
        self._is_known = False
        self.child: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where it is asked, password included."""

    @abstractmethod
    def start(self, last_port: int | None = None) -> None:
        """Runs the server, on its last port where that is free, until it answers. Raises EmbeddedError."""

    @abstractmethod
    def stop(self) -> None:
        """Ends the server in order; does nothing where it does not run."""

    @abstractmethod
    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        """The child, set up to listen on the port."""

    @abstractmethod
    def _answers(self) -> bool:
        """Whether our own child takes connections."""

    def revive(self) -> None:
        """Starts it again on its port, where everybody looks for it. Raises EmbeddedError where it cannot."""
        self._is_known = True
        self.start(self.port)

    def running(self) -> bool:
        """Whether our own child still runs."""
        return self.child is not None and self.child.poll() is None

    def _run(self, last_port: int | None) -> None:
        until = time.monotonic() + self.ready_seconds
        while not self._try_on(self._place(last_port)):
            if time.monotonic() > until:
                raise EmbeddedError(f"{self.title} does not start: {process.tail(self.log)} (see {self.log}).")
            time.sleep(0.2)

    def _place(self, last_port: int | None) -> int:
        return self.port if self._is_known else process.free_port(last_port, self.usual_port)

    def _try_on(self, port: int) -> bool:
        """False where it ended: its port was taken meanwhile, or what ran before it is still leaving."""
        self.child, self.port = self._spawn(port), port
        until = time.monotonic() + self.ready_seconds
        while self.running():
            if self._answers():
                return True
            if time.monotonic() > until:
                self.stop()
            time.sleep(0.03)
        return False
