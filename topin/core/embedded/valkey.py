"""One embedded Valkey: appendonly, behind a password, proved to be our own child before it counts as ready."""

import pathlib
import signal
import subprocess
import time
from urllib.parse import quote

import redis

from topin.core.embedded import places, process
from topin.core.embedded.process import EmbeddedError

_READY_SECONDS = 30.0


class Valkey:
    """The server of one data directory; `fast` leaves out the append-only file (tests)."""

    name = "valkey"

    def __init__(self, data_dir: pathlib.Path, *, fast: bool = False) -> None:
        self.fast = fast
        self.program = places.valkey_program()
        self.folder = data_dir / "valkey"
        self.password = process.password(data_dir / "valkey.password")
        self.log = data_dir / "valkey.log"
        self.port = 0
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def _pid_file(self) -> pathlib.Path:
        return self.folder / "valkey.pid"

    @property
    def url(self) -> str:
        """The URL of database 0."""
        return f"redis://:{quote(self.password)}@127.0.0.1:{self.port}/0"

    def start(self, last_port: int | None = None) -> None:
        """Runs the server and waits until it answers."""
        process.trim(self.log)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        process.outlived(self._pid_file, str(self.folder), signal.SIGTERM, signal.SIGKILL)
        until = time.monotonic() + _READY_SECONDS
        while not self._try_start(process.free_port(last_port, 6379)):
            if time.monotonic() > until:
                raise EmbeddedError(f"Valkey does not start: {process.tail(self.log)} (see {self.log}).")
            time.sleep(0.2)

    def running(self) -> bool:
        """Whether our own child still runs."""
        return self.child is not None and self.child.poll() is None

    def stop(self) -> None:
        """Ends the server; it writes what it holds first."""
        if self.child is not None:
            process.end(self.child, [(signal.SIGTERM, 15.0)])

    def _configuration(self, port: int) -> str:
        lines = [
            "bind 127.0.0.1",
            f"port {port}",
            f'requirepass "{self.password}"',
            f'dir "{self.folder}"',
            f"appendonly {'no' if self.fast else 'yes'}",
            "appendfsync always",  # what it acknowledged stands on the disk: views wait here, and jobs
            "aof-load-truncated yes",
            'save ""',
            "daemonize no",
            f'pidfile "{self._pid_file}"',
            "set-proc-title no",  # the command line names the folder, by which it is known
        ]
        return "\n".join(lines) + "\n"

    def _try_start(self, port: int) -> bool:
        configuration = self.folder / "valkey.conf"  # a file: the password is not for the process list
        process.write_private(configuration, self._configuration(port))
        self.child = process.spawn(
            [self.program, configuration], log=self.log, death_signal=signal.SIGTERM, cwd=self.folder
        )
        self.port = port
        until = time.monotonic() + _READY_SECONDS
        while self.running():
            if self._answers():
                return True
            if time.monotonic() > until:
                self.stop()
            time.sleep(0.03)
        return False

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                client.ping()
                answered = client.info("server")["process_id"]
        except redis.RedisError:
            return False  # not listening yet, still loading, or another server with another password
        return self.child is not None and answered == self.child.pid
