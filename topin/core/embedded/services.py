"""PostgreSQL and Valkey of one data directory: started once, shared by every process of the project."""

import os
import pathlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from topin.core.embedded.postgres import Postgres
from topin.core.embedded.process import EmbeddedError, password
from topin.core.embedded.server import Server
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
    servers: Sequence[Server] = field(default=(), repr=False)

    def revive(self) -> list[str]:
        """Starts again, on its old port, each server that has died; returns their names.

        Raises EmbeddedError where one does not start: ask again, it may later (a full disk, a port in use).
        """
        dead = [server for server in self.servers if not server.running()]
        for server in dead:
            server.revive()
        return [server.name for server in dead]


def start(data_dir: pathlib.Path, *, fast: bool = False, postgres: bool = True, valkey: bool = True) -> Services:
    """Starts the servers on `data_dir`, or attaches to the ones another process runs there.

    `fast` gives up safety after a crash for speed (tests). A server that is not wanted has an empty URL.
    Raises EmbeddedError with one line.
    """
    data_dir = data_dir.resolve()
    _prepare(data_dir)
    until = time.monotonic() + _ATTACH_SECONDS
    while time.monotonic() < until:
        lock = Lock(data_dir)
        if lock.take():
            return _own(data_dir, lock, fast, postgres, valkey)
        lock.free()
        if state := read_state(data_dir):
            return Services(state["database_url"], state["redis_url"], stop=lambda: None, attached=True)
        time.sleep(0.1)
    raise EmbeddedError(f"Another process has been starting the services of {data_dir} for too long: end it.")


def _prepare(data_dir: pathlib.Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    if data_dir.stat().st_uid == os.geteuid():
        data_dir.chmod(0o711)  # `nobody` must get through to its cluster; each file in here is 0600


def _own(data_dir: pathlib.Path, lock: Lock, fast: bool, postgres: bool, valkey: bool) -> Services:
    state = {**last_state(data_dir), "up": False}
    servers: list[Server] = []
    try:
        write_state(data_dir, **state)  # a supervisor that was killed left it as up
        if valkey:
            servers.append(Valkey(data_dir, fast=fast))
        if postgres:
            servers.append(Postgres(data_dir, fast=fast))
            state["db_password"] = password(data_dir / "roles.password")
        for server in servers:
            server.start(state.get(f"{server.name}_port"))
    except BaseException:
        _stop(servers)
        lock.free()
        raise
    urls = {server.name: server.url for server in servers}
    state |= {"database_url": urls.get("postgres", ""), "redis_url": urls.get("valkey", "")}
    state |= {f"{server.name}_port": server.port for server in servers}
    write_state(data_dir, **{**state, "up": True})

    def stop() -> None:
        write_state(data_dir, **state)
        _stop(servers)
        lock.free()

    return Services(state["database_url"], state["redis_url"], stop=stop, servers=servers)


def _stop(servers: Sequence[Server]) -> None:
    for server in reversed(servers):
        server.stop()
