"""A client of topin.v1 for tests: speaks to a real server over a real socket, as an app does."""

import json
import time
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PATIENCE = 8.0


class Client:
    """Keeps `epoch` and `seq` as an app would."""

    def __init__(self, url: str, path: str = "/realtime", **options: Any) -> None:
        options = {"subprotocols": ["topin.v1"], "compression": None, "ping_interval": None, **options}
        address = url.replace("http", "ws") + path
        self._stack = ExitStack()
        self.link: ClientConnection = self._stack.enter_context(
            connect(address, proxy=None, close_timeout=1, **options)
        )
        self.epoch: str | None = None
        self.seq = 0

    def send(self, t: str, **fields: Any) -> None:
        self.link.send(json.dumps({"t": t, **fields}))

    def hello(self, person: Any, *, token: str | None = None, **position: Any) -> dict[str, Any]:
        """Says hello; gives the answer (welcome or reset)."""
        self.send("hello", v=1, token=token or person.token, device="test", **position)
        answer = self.next()
        self.epoch = answer["epoch"]
        self.seq = answer["head"] if answer["t"] == "reset" or not position else position["seq"]
        return answer

    def next(self, *, beats: bool = False, patience: float = PATIENCE) -> dict[str, Any]:
        """The next frame; heartbeats are answered, and passed over unless asked for."""
        until = time.monotonic() + patience
        while True:
            frame: dict[str, Any] = json.loads(self.link.recv(timeout=max(0.0, until - time.monotonic())))
            if frame["t"] == "hb":
                self.send("pong")
                if not beats:
                    continue
            return frame

    def event(self, patience: float = PATIENCE) -> dict[str, Any]:
        """The next event, which must be the one that is due."""
        frame = self.next(patience=patience)
        assert frame["t"] == "ev", frame
        assert frame["q"] == self.seq + 1, (self.seq, frame)
        self.seq = frame["q"]
        return frame

    def closed(self, patience: float = PATIENCE, *, pong: bool = False) -> int | None:
        """Reads on until the server closes; the code (None: the connection just broke)."""
        until = time.monotonic() + patience
        try:
            while True:
                frame = self.link.recv(timeout=max(0.0, until - time.monotonic()))
                if pong and '"hb"' in str(frame):
                    self.send("pong")
        except ConnectionClosed as ended:
            return ended.rcvd.code if ended.rcvd else None

    def close(self) -> None:
        self._stack.close()
