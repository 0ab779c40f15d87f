"""One embedded PostgreSQL cluster: made once, started as a child in the foreground, stopped in order."""

import os
import pathlib
import shutil
import signal
import subprocess
import time
from urllib.parse import quote

import psycopg

from topin.core.embedded import places, process
from topin.core.embedded.process import EmbeddedError
from topin.core.embedded.server import Server

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "synchronous_commit": "on",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "4GB",
    "max_connections": "300",  # tests of 200 at once
}


class Postgres(Server):
    """The cluster of one data directory.

    `fast` trades the safety of a crash for speed: for tests only.
    """

    name, title, usual_port = "postgres", "PostgreSQL", 5432
    ready_seconds = 60.0

    def __init__(self, data_dir: pathlib.Path, *, fast: bool = False) -> None:
        super().__init__()
        self.data_dir, self.fast = data_dir, fast
        self.folder = places.cluster_folder(data_dir)
        self.user = places.server_user(self.folder)
        self.bin = places.postgres_bin(self.user)
        secret = data_dir / "postgres.password"
        if self.folder.exists() and not secret.exists():
            self._set_aside()
        self.password = process.password(secret)
        self.log = data_dir / "postgres.log"

    def _set_aside(self) -> None:
        """The data directory was removed, and with it the password: begin anew, lose nothing of the old cluster.

        (Under a folder that only root enters the cluster lies elsewhere, and stays when a clone is deleted.)
        """
        self.folder.rename(self.folder.with_name(f"postgres.of-{int(time.time())}"))

    @property
    def url(self) -> str:
        """The superuser's URL on the database `postgres`."""
        return f"postgresql://postgres:{quote(self.password)}@127.0.0.1:{self.port}/postgres"

    def start(self, last_port: int | None = None) -> None:
        """Runs the server and waits until it answers; makes the cluster first when there is none."""
        process.trim(self.log)
        if not (self.folder / "PG_VERSION").exists():
            self._make()
        process.outlived(self.folder / "postmaster.pid", str(self.folder), signal.SIGINT, signal.SIGQUIT)
        self._run(last_port)

    def stop(self) -> None:
        """Fast shutdown; an immediate one when that takes too long."""
        if self.child is not None:
            process.end(self.child, [(signal.SIGINT, 20.0), (signal.SIGQUIT, 6.0)])

    def _make(self) -> None:
        for left in self.folder.parent.glob("postgres.new-*"):  # of a first start that was killed
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        fresh = self.folder.with_name(f"postgres.new-{os.getpid()}")
        fresh.mkdir(mode=0o700)
        pwfile = fresh.with_suffix(".pw")
        process.write_private(pwfile, self.password)
        if self.user:
            os.chown(fresh, self.user["uid"], self.user["gid"])
            os.chown(pwfile, self.user["uid"], self.user["gid"])
        try:
            self._initdb(fresh, pwfile)
        finally:
            pwfile.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)  # a folder without PG_VERSION was never a cluster
        fresh.replace(self.folder)

    def _initdb(self, folder: pathlib.Path, pwfile: pathlib.Path) -> None:
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command: list[str | pathlib.Path] = [
            self.bin / "initdb",
            "-D",
            folder,
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            *locale,
        ]
        command += [f"--pwfile={pwfile}", *(["--no-sync"] if self.fast else [])]
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=process.environment(),
            **process.as_user(self.user),
        )
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            why = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
            raise EmbeddedError(f"PostgreSQL's initdb failed: {why}.")

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        settings = {**_SETTINGS, **(_FAST if self.fast else {}), "port": str(port)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        return process.spawn(
            [self.bin / "postgres", "-D", self.folder, *options],
            log=self.log,
            death_signal=signal.SIGINT,
            user=self.user,
            cwd=pathlib.Path("/"),
        )

    def _answers(self) -> bool:
        try:
            lines = (self.folder / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        if self.child is None or lines[0] != str(self.child.pid) or lines[7:8] != ["ready   "]:
            return False
        try:
            with psycopg.connect(self.url, connect_timeout=5, autocommit=True) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            if self._ends():
                return False
            raise
        return row is not None and row[0] == str(self.folder)

    def _ends(self) -> bool:
        """Whether it was killed while it was asked: the child may outlive its connections for a moment."""
        try:
            return self.child is not None and self.child.wait(1) is not None
        except subprocess.TimeoutExpired:
            return False
