"""One embedded Valkey: appendonly, behind a password, proved to be our own child before it counts as ready."""

import pathlib
import signal
import subprocess
from urllib.parse import quote

import redis

from topin.core.embedded import places, process
from topin.core.embedded.server import Server


class Valkey(Server):
    """The server of one data directory; `fast` leaves out the append-only file (tests)."""

    name, title, usual_port = "valkey", "Valkey", 6379
    ready_seconds = 30.0

    def __init__(self, data_dir: pathlib.Path, *, fast: bool = False) -> None:
        super().__init__()
        self.fast = fast
        self.program = places.valkey_program()
        self.folder = data_dir / "valkey"
        self.password = process.password(data_dir / "valkey.password")
        self.log = data_dir / "valkey.log"

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
        self._run(last_port)

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

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        configuration = self.folder / "valkey.conf"  # a file: the password is not for the process list
        process.write_private(configuration, self._configuration(port))
        return process.spawn(
            [self.program, configuration], log=self.log, death_signal=signal.SIGTERM, cwd=self.folder
        )

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                client.ping()
                answered = client.info("server")["process_id"]
        except redis.RedisError:
            return False  # not listening yet, still loading, or another server with another password
        return self.child is not None and answered == self.child.pid
