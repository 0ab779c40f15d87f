"""The processes TOPiN consists of: their ports, the database login of each, and how one tells it is ready.

Nothing here imports Django: manage.py asks for the login before the settings are read.
"""

import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass

_READY_FD = "TOPIN_READY_FD"


class StartRefused(RuntimeError):
    """A process cannot start as it is set up; the message is one line that says what to do."""


@dataclass(frozen=True)
class Process:
    """One kind of process: the login of its database sessions (topin_…), its usual port (None: listens nowhere)."""

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


def choose_login(arguments: Sequence[str]) -> None:
    """Sets TOPIN_LOGIN for `manage.py serve NAME`, so that the settings sign in as that process's role."""
    if arguments[1:2] == ["serve"]:
        for word in arguments[2:]:
            if word in PROCESSES:
                os.environ["TOPIN_LOGIN"] = PROCESSES[word].login


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
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def require_port(host: str, port: int) -> None:
    """Raises StartRefused when somebody listens on host:port."""
    if not port_is_free(host, port):
        raise StartRefused(
            f"Port {port} on {host} is in use: end what listens there, or give another --port."
        )


def refuse(error: Exception) -> None:
    """Ends the process with code 2 and the error on one line."""
    print(f"{' '.join(str(error).split())}", file=sys.stderr)
    sys.exit(2)
