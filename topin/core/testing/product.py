"""The whole product as `manage.py up` runs it, on databases of its own: for the drills that kill its parts."""

import os
import pathlib
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx

from topin.core.embedded import places, state
from topin.core.embedded.process import command_line

_ROOT = pathlib.Path(__file__).resolve().parents[3]
# What the suite itself set to point the settings at the test database.
_OF_THE_SUITE = (
    "DATABASE_URL", "REDIS_URL", "TOPIN_DB_PASSWORD", "TOPIN_LOGIN", "DJANGO_SETTINGS_MODULE",
    "TOPIN_TEST_CLUSTER", "PROMETHEUS_MULTIPROC_DIR", "TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET",
    "TOPIN_MEDIA_DIR",
)  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    """The environment as a user's shell has it, without what the suite set."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THE_SUITE}
    return {**kept, **more}


def manage(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs a manage.py command to its end; it must end within a minute."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=_ROOT, env=environment(**env), capture_output=True, text=True, timeout=60, check=False
    )


class Product:
    """One data directory, on which `up` is started, killed and started again."""

    def __init__(self) -> None:
        self.data_dir = _ROOT / ".data" / f"up-{secrets.token_hex(4)}"
        self.data_dir.mkdir(parents=True)
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    @property
    def env(self) -> dict[str, str]:
        """What points a manage.py command at this product."""
        return {"TOPIN_DATA_DIR": str(self.data_dir)}

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    @property
    def url(self) -> str:
        """The base URL of the API, as `up` printed it last."""
        return str(re.findall(r"API +(http://\S+?)/api/", self.output)[-1])

    def start(self, *arguments: str, **env: str) -> float:
        """Runs `up` until it is green; gives the seconds that took. RuntimeError with its output otherwise."""
        self.lines = []
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--no-demo", *arguments],
            cwd=_ROOT,
            env=environment(TOPIN_RATE_LIMITS="off", **self.env, **env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()
        process = self.process
        if not until(lambda: "TOPiN runs" in self.output or process.poll() is not None, 90):
            raise RuntimeError(f"up did not become green:\n{self.output}")
        if process.poll() is not None:
            raise RuntimeError(f"up ended with {process.returncode}:\n{self.output}")
        return time.monotonic() - started

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines.append(line.rstrip())

    def signal(self, number: int) -> int:
        """Sends `up` a signal and waits for its end; gives the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    def processes(self) -> dict[int, str]:
        """Process id -> command line of each process of this product that lives."""
        found = {}
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit() and self._is_ours(entry):
                found[int(entry.name)] = command_line(int(entry.name))
        return found

    def _is_ours(self, entry: pathlib.Path) -> bool:
        line = command_line(int(entry.name))
        if not line or int(entry.name) == os.getpid():
            return False
        try:
            variables = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            variables = []
        folders = (str(places.cluster_folder(self.data_dir)), str(self.data_dir / "valkey"))
        return f"TOPIN_DATA_DIR={self.data_dir}".encode() in variables or any(folder in line for folder in folders)

    def cpu_seconds(self) -> float:
        """The processor time that the living processes, and their children that have ended, have used so far."""
        ticks = 0
        for pid in self.processes():
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it ended meanwhile
            ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def part(self, mark: str) -> list[int]:
        """The process ids whose command line holds the mark, and of the workers they spawned, oldest first."""
        lines = self.processes()
        marked = {pid for pid, line in lines.items() if mark in line}
        spawned = {pid for pid, line in lines.items() if "spawn_main" in line and _parent(pid) in marked}
        return sorted(marked | spawned)

    def ready(self) -> bool:
        """Whether /readyz is green."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=3).status_code == 200
        except httpx.HTTPError:
            return False

    def state(self) -> dict[str, Any]:
        """What the embedded services say of themselves."""
        return state.read_state(self.data_dir) or {}

    def remove(self) -> None:
        """Ends what still runs and removes all data."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGINT)
        until(lambda: not self.processes(), 20)
        shutil.rmtree(places.cluster_folder(self.data_dir), ignore_errors=True)
        shutil.rmtree(self.data_dir, ignore_errors=True)


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Waits for the condition; whether it came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def _parent(pid: int) -> int:
    """The process that began this one; 0 where it has ended meanwhile."""
    try:
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0
