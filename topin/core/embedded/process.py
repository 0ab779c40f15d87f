"""Child processes that die with their parent, passwords, ports: what both embedded servers need."""

import ctypes
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class EmbeddedError(RuntimeError):
    """An embedded server cannot run; the message is one line that says what to do."""


def follow_parent(parent: int, death_signal: int) -> None:
    """Lets the kernel send this process `death_signal` when the thread that made it ends (Linux only)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)


def die_with_parent(death_signal: int) -> Callable[[], None]:
    """The preexec_fn with which a child of this process ends when this process does."""
    return partial(follow_parent, os.getpid(), death_signal)


def spawn(
    command: Sequence[str | pathlib.Path],
    *,
    log: pathlib.Path,
    death_signal: int,
    user: Mapping[str, int] | None = None,
    cwd: pathlib.Path | None = None,
) -> subprocess.Popen[bytes]:
    """Starts a server in a session of its own (Ctrl-C does not reach it) with its output in `log`."""
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment(),
            start_new_session=True,
            preexec_fn=die_with_parent(death_signal),
            **as_user(user),
        )


def as_user(user: Mapping[str, int] | None) -> dict[str, Any]:
    """The arguments for subprocess that make the child run as {'uid': …, 'gid': …}; none for None."""
    return {"user": user["uid"], "group": user["gid"], "extra_groups": []} if user else {}


def environment() -> dict[str, str]:
    """What the servers see of the environment: no PG* variable of the caller, one locale, one zone."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def end(process: subprocess.Popen[bytes], steps: Sequence[tuple[int, float]]) -> None:
    """Sends each signal in turn and waits its number of seconds until the process has ended."""
    for number, seconds in (*steps, (signal.SIGKILL, 10.0)):
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def command_line(pid: int) -> str:
    """The command line of a living process; empty when there is none (a zombie counts as none)."""
    entry = pathlib.Path(f"/proc/{pid}/cmdline")
    if entry.parent.parent.joinpath("self").exists():
        try:
            return entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    asked = ["ps", "-p", str(pid), "-o", "command="]
    listed = subprocess.run(asked, check=False, capture_output=True, text=True)
    return listed.stdout.strip()


def wait_gone(pid: int, mark: str, seconds: float) -> bool:
    """Whether the process `pid` with `mark` in its command line has ended within the seconds."""
    until = time.monotonic() + seconds
    while mark in command_line(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def outlived(pid_file: pathlib.Path, mark: str, *signals: int) -> None:
    """Waits for a server that outlived its supervisor, then ends it; drops the stale pid file.

    The server is known by `mark` in its command line, since its process id may have been reused.
    Raises EmbeddedError when it does not end.
    """
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    for number in (0, *signals):  # 0 asks only whether it lives: it was told to end by its parent's death
        if wait_gone(pid, mark, 0):
            break
        os.kill(pid, number)
        wait_gone(pid, mark, 10.0)
    if not wait_gone(pid, mark, 0):
        raise EmbeddedError(f"Process {pid} ({mark}) does not end: end it, then start again.")
    pid_file.unlink(missing_ok=True)


def free_port(*wanted: int | None) -> int:
    """The first wanted port of 127.0.0.1 that nobody listens on, else any free one."""
    for port in (*wanted, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise EmbeddedError("No free port on 127.0.0.1: end a process that listens there.")


def password(path: pathlib.Path, size: int = 24) -> str:
    """The password kept in the file (0600); made of `size` random bytes when there is no file yet."""
    try:
        if not path.exists():
            write_private(path, secrets.token_urlsafe(size))
        return path.read_text().strip()
    except PermissionError:
        raise EmbeddedError(belongs_to_another(path.parent)) from None


def belongs_to_another(folder: pathlib.Path) -> str:
    """What to say of a data directory that somebody else made."""
    return f"{folder} belongs to another user: start as that user, or remove the folder."


def write_private(path: pathlib.Path, text: str) -> None:
    """Writes the file so that only its owner reads it, whole or not at all."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    temporary.replace(path)


def tail(log: pathlib.Path, lines: int = 3) -> str:
    """The last lines of a log, joined to one, for a message."""
    return " | ".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def trim(log: pathlib.Path, limit: int = 5_000_000) -> None:
    """Keeps one older log beside the present one once it has grown past `limit` bytes."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".old"))
