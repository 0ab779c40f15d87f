"""PostgreSQL and Valkey of one data directory: started once, shared by every process of the project."""

import os
import pathlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from topin.core.embedded.postgres import Postgres
from topin.core.embedded.process import EmbeddedError
from topin.core.embedded.state import Lock, last_state, read_state, write_state
from topin.core.embedded.valkey import Valkey

_ATTACH_SECONDS = 120.0


@dataclass
class Services:
    """The running services. `stop` ends them; for one that only attached it does nothing.

    database_url is the cluster superuser's, on database `postgres`: for `builddb` alone, which makes
    the roles that everything else signs in as.
    """

    database_url: str
    redis_url: str
    stop: Callable[[], None]
    attached: bool = False
    servers: Sequence[Postgres | Valkey] = field(default=(), repr=False)

    def revive(self) -> list[str]:
        """Starts again, on its old port, each server that has died; returns their names."""
        dead = [server for server in self.servers if not server.running()]
        for server in dead:
            server.start(server.port)
        return [server.name for server in dead]


def start(data_dir: pathlib.Path, *, fast: bool = False) -> Services:
    """Starts both servers on `data_dir`, or attaches to the ones another process runs there.

    `fast` gives up safety after a crash for speed (tests). Raises EmbeddedError with one line.
    """
    data_dir = data_dir.resolve()
    _prepare(data_dir)
    until = time.monotonic() + _ATTACH_SECONDS
    while time.monotonic() < until:
        lock = Lock(data_dir)
        if lock.take():
            return _own(data_dir, lock, fast)
        lock.free()
        if state := read_state(data_dir):
            return Services(state["database_url"], state["redis_url"], stop=lambda: None, attached=True)
        time.sleep(0.1)
    raise EmbeddedError(f"Another process has been starting the services of {data_dir} for too long: end it.")


def _prepare(data_dir: pathlib.Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    if os.stat(data_dir).st_uid == os.geteuid():
        data_dir.chmod(0o711)  # `nobody` must get through to its cluster; each file in here is 0600


def _own(data_dir: pathlib.Path, lock: Lock, fast: bool) -> Services:
    last = last_state(data_dir)
    write_state(data_dir, **{**last, "up": False})  # a supervisor that was killed left it as up
    try:
        postgres, valkey = Postgres(data_dir, fast=fast), Valkey(data_dir, fast=fast)
        servers = (postgres, valkey)
        try:
            valkey.start(last.get("redis_port"))
            postgres.start(last.get("database_port"))
        except BaseException:
            _stop(servers)
            raise
    except BaseException:
        lock.free()
        raise
    state = {"database_url": postgres.url, "redis_url": valkey.url}
    state |= {"database_port": postgres.port, "redis_port": valkey.port}
    write_state(data_dir, up=True, **state)

    def stop() -> None:
        write_state(data_dir, up=False, **state)
        _stop(servers)
        lock.free()

    return Services(postgres.url, valkey.url, stop=stop, servers=servers)


def _stop(servers: Sequence[Postgres | Valkey]) -> None:
    for server in reversed(servers):
        server.stop()
