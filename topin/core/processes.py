"""The processes TOPiN consists of: their ports, the database login of each, and how one tells it is ready.

Nothing here imports Django: manage.py calls `prepare` before the settings are read.
"""

import errno
import os
import pathlib
import shutil
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from topin.core.embedded.process import command_line

_READY_FD = "TOPIN_READY_FD"


class StartRefused(RuntimeError):
    """A process cannot start as it is set up; the message is one line that says what to do."""


@dataclass(frozen=True)
class Process:
    """One kind of process: the login of its database sessions (topin_…), its usual port if it listens."""

    name: str
    login: str
    port: int | None = None


PROCESSES = {
    process.name: process
    for process in (
        Process("api", "api", 8080),
        Process("auth", "auth", 9000),
        Process("realtime", "api", 8081),
        Process("worker", "worker"),
        Process("beat", "worker"),
    )
}


def prepare(arguments: Sequence[str]) -> None:
    """For `manage.py serve NAME`: what must be in the environment before the settings are read.

    TOPIN_LOGIN, so that the process signs in to the database as its own role; and for several HTTP workers
    a folder in which they add up their metrics.
    """
    if arguments[1:2] != ["serve"]:
        return
    name = next((word for word in arguments[2:] if word in PROCESSES), "")
    if name:
        os.environ["TOPIN_LOGIN"] = PROCESSES[name].login
    if name in ("api", "auth") and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = _metrics_folder()


def _metrics_folder() -> str:
    """A fresh private folder; those of processes that have ended are removed."""
    prefix = f"topin-metrics-{os.getuid()}-"
    for old in pathlib.Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        pid = old.name.removeprefix(prefix).split("-")[0]
        if not command_line(int(pid)):
            shutil.rmtree(old, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-")


def announce_to(descriptor: int) -> dict[str, str]:
    """The environment that lets a child say on this file descriptor that it is ready."""
    return {_READY_FD: str(descriptor)}


def announce_ready() -> None:
    """Tells the supervisor, if there is one, that this process does its work now."""
    descriptor = os.environ.pop(_READY_FD, "")
    if descriptor:
        os.write(int(descriptor), b"ready\n")
        os.close(int(descriptor))


def port_is_free(host: str, port: int) -> bool:
    """Whether one can listen on host:port now."""
    try:
        _listen(host, port)
    except OSError:
        return False
    return True


def require_port(host: str, port: int) -> None:
    """Raises StartRefused when somebody listens on host:port, or nobody could."""
    if not 0 < port < 65536:
        raise StartRefused(f"There is no port {port}: give one from 1 to 65535.")
    try:
        _listen(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "is in use: end what listens there, or give another --port"
        elif error.errno == errno.EACCES:
            why = "is not open to this user: give a --port above 1023, or the right to this one"
        else:
            why = f"cannot be listened on ({error.strerror}): give an address of this machine as --host"
        raise StartRefused(f"Port {port} on {host} {why}.") from None


def _listen(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def refuse(error: Exception) -> None:
    """Ends the process with code 2 and the error on one line."""
    sys.stderr.write(f"{' '.join(str(error).split())}\n")
    sys.exit(2)
