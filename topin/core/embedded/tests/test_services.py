"""The embedded servers: started once, shared, unharmed by kill -9, gone with their supervisor."""

import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
import redis

from topin.core.embedded import places, services, state
from topin.core.embedded.process import EmbeddedError, command_line

_ROOT = pathlib.Path(__file__).resolve().parents[4]
# Stands for a supervisor: starts the servers, says so, and sleeps until it is killed.
_SUPERVISOR = """
import pathlib, sys, time
from topin.core.embedded import services
running = services.start(pathlib.Path(sys.argv[1]))
print(running.database_url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def data_dir() -> Iterator[pathlib.Path]:
    """A data directory of its own, removed with its cluster wherever that lies."""
    folder = _ROOT / ".data" / f"try-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(places.cluster_folder(folder), ignore_errors=True)
    shutil.rmtree(folder)


def _write_row(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1)")


def _rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    return row[0] if row else 0


def _processes_of(folder: pathlib.Path) -> list[str]:
    marks = (str(folder), str(places.cluster_folder(folder)))
    lines = [command_line(int(entry.name)) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()]
    return [line for line in lines if any(mark in line for mark in marks) and "-c" not in line.split()]


def _until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_second_start_attaches_and_its_stop_leaves_the_servers_alone(data_dir):
    first = services.start(data_dir, fast=True)
    try:
        second = services.start(data_dir, fast=True)
        assert second.attached
        assert (second.database_url, second.redis_url) == (first.database_url, first.redis_url)
        second.stop()
        found = state.read_state(data_dir)
        assert found is not None
        assert found["database_url"] == first.database_url
        _write_row(first.database_url)
    finally:
        first.stop()
    assert state.read_state(data_dir) is None
    assert _processes_of(data_dir) == []


def test_servers_that_are_killed_come_back_at_the_same_place_with_their_data(data_dir):
    running = services.start(data_dir)
    try:
        _write_row(running.database_url)
        redis.Redis.from_url(running.redis_url).set("kept", "1")
        for server in running.servers:
            assert server.child is not None
            server.child.kill()
            server.child.wait()
        assert sorted(running.revive()) == ["postgres", "valkey"]
        assert _rows(running.database_url) == 1
        assert redis.Redis.from_url(running.redis_url).get("kept") == b"1"
        assert running.revive() == []
    finally:
        running.stop()


def test_a_server_whose_port_is_taken_while_it_is_dead_waits_for_it(data_dir):
    """Whoever asks it was told that port once; on another one it would never be found again."""
    running = services.start(data_dir, fast=True, valkey=False)
    (server,) = running.servers
    port = server.port
    assert server.child is not None
    try:
        server.child.kill()
        server.child.wait()
        server.ready_seconds = 0.5
        with _listening(port), pytest.raises(EmbeddedError, match="does not start"):
            running.revive()
        server.ready_seconds = 30
        assert running.revive() == ["postgres"]
        assert server.port == port
        _write_row(running.database_url)
    finally:
        running.stop()


def test_a_supervisor_that_is_killed_leaves_no_orphan_and_the_next_one_starts(data_dir):
    command = [sys.executable, "-c", _SUPERVISOR, str(data_dir)]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        _write_row(supervisor.stdout.readline().strip())
        supervisor.send_signal(signal.SIGKILL)
    assert state.read_state(data_dir) is None
    running = services.start(data_dir)  # at once, while the old servers may still be leaving
    try:
        assert _rows(running.database_url) == 1
    finally:
        running.stop()
    assert _until(lambda: _processes_of(data_dir) == []), _processes_of(data_dir)


def test_a_pid_file_whose_number_belongs_to_another_process_now_does_not_stop_the_start(data_dir):
    running = services.start(data_dir, fast=True)
    folder = places.cluster_folder(data_dir)
    content = (folder / "postmaster.pid").read_text().split("\n")
    running.stop()
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *content[1:]]))
    services.start(data_dir, fast=True).stop()


def test_ports_that_are_taken_meanwhile_are_replaced(data_dir):
    services.start(data_dir, fast=True).stop()
    before = state.last_state(data_dir)
    with _listening(before["postgres_port"]), _listening(before["valkey_port"]):
        running = services.start(data_dir, fast=True)
        after = state.last_state(data_dir)
        running.stop()
    assert after["postgres_port"] != before["postgres_port"]
    assert after["valkey_port"] != before["valkey_port"]


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def test_no_secret_stands_in_a_file_that_others_may_read(data_dir):
    services.start(data_dir, fast=True).stop()
    open_files = [path.name for path in data_dir.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert [name for name in open_files if "appendonly" not in name] == []


def test_a_cluster_whose_password_is_gone_is_set_aside_and_a_new_one_made(data_dir):
    """As after deleting a clone under a folder of root's, whose cluster lies elsewhere, and cloning it again."""
    first = services.start(data_dir, fast=True)
    _write_row(first.database_url)
    first.stop()
    (data_dir / "postgres.password").unlink()
    second = services.start(data_dir, fast=True)
    try:
        with psycopg.connect(second.database_url) as connection:
            names = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert names == (0,)
    finally:
        second.stop()
    folder = places.cluster_folder(data_dir)
    assert [(one / "PG_VERSION").exists() for one in folder.parent.glob("postgres.of-*")] == [True]
