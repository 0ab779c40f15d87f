"""What the running embedded services say of themselves to other processes of the project."""

import fcntl
import json
import os
import pathlib
from typing import Any

from topin.core.embedded.process import EmbeddedError, belongs_to_another, write_private

_STATE, _LOCK = "services.json", "services.lock"


class Lock:
    """The right to run the services of one data directory; the kernel frees it when its holder dies."""

    def __init__(self, data_dir: pathlib.Path) -> None:
        try:
            self._file = os.open(data_dir / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except PermissionError:
            raise EmbeddedError(belongs_to_another(data_dir)) from None

    def take(self) -> bool:
        """Whether the lock is ours now."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def free(self) -> None:
        """Gives the lock back."""
        os.close(self._file)


def read_state(data_dir: pathlib.Path) -> dict[str, Any] | None:
    """What runs on this directory; None when nothing does.

    Keys: database_url and redis_url (empty: that one is not embedded), db_password (the logins').
    """
    if not (data_dir / _STATE).exists():
        return None
    lock = Lock(data_dir)
    try:
        return None if lock.take() else last_state(data_dir) if _is_up(data_dir) else None
    finally:
        lock.free()


def last_state(data_dir: pathlib.Path) -> dict[str, Any]:
    """What was written last, running or not: the ports to try first."""
    try:
        return dict(json.loads((data_dir / _STATE).read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def write_state(data_dir: pathlib.Path, **values: Any) -> None:
    """Says where the services are and whether they are `up`."""
    write_private(data_dir / _STATE, json.dumps(values))


def _is_up(data_dir: pathlib.Path) -> bool:
    return bool(last_state(data_dir).get("up"))
