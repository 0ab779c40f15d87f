"""What must not lose an event: deaths of the server, of Redis' memory, of the connection; and slow readers."""

import contextlib
import json
import os
import signal
import socket as sockets
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import redis
from django.conf import settings
from websockets.exceptions import ConnectionClosed

from topin.core.realtime import hints
from topin.core.testing.relay import relayed
from topin.core.testing.server import free_port, serving

from .client import Client
from .conftest import TIMES

_EMIT = "SELECT private.emit(%s, 'follow', jsonb_build_object('user_id', gen_random_uuid()))"


class Server:
    """A realtime process that can be killed and started again on its port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "manage.py", "serve", "realtime", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env={**os.environ, **TIMES})
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(self.url)  # any answer: it listens a moment before it hears a signal
                return
            time.sleep(0.05)
        raise RuntimeError("serve realtime did not start")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server():
    one = Server()
    yield one
    one.kill()


class Phone(threading.Thread):
    """Stays connected as an app does: comes back where it left off, applies each number once."""

    def __init__(self, url: str, person, goal: int) -> None:
        super().__init__(daemon=True)
        self.url, self.person, self.goal = url, person, goal
        self.epoch: str | None = None
        self.seq = 0
        self.applied: list[int] = []
        self.resets = self.connects = 0

    def run(self) -> None:
        until = time.monotonic() + 45
        while self.seq < self.goal and time.monotonic() < until:
            try:
                self._live()
            except (OSError, ConnectionClosed, TimeoutError, EOFError):
                time.sleep(0.1)

    def _live(self) -> None:
        one = Client(self.url)
        try:
            position = {"epoch": self.epoch, "seq": self.seq} if self.epoch else {}
            answer = one.hello(self.person, **position)
            self.connects += 1
            self.epoch = answer["epoch"]
            self.resets += answer["t"] == "reset"
            while self.seq < self.goal:
                frame = one.next(patience=4)
                if frame["t"] == "ev" and frame["q"] == self.seq + 1:
                    self.seq = frame["q"]
                    self.applied.append(frame["q"])
                elif frame["t"] == "ev" and frame["q"] > self.seq + 1:
                    one.send("resume", seq=self.seq)
        finally:
            one.close()


def _until_connected(phones: list[Phone], times: int) -> None:
    """Waits until each phone has been welcomed so often: a kill hits those who are connected."""
    until = time.monotonic() + 20
    while any(phone.connects < times for phone in phones):
        assert time.monotonic() < until, [phone.connects for phone in phones]
        time.sleep(0.05)


@pytest.mark.slow
def test_kills_of_the_server_and_a_flush_of_redis_lose_none_and_double_none(server, people, sql):
    everyone, goal, kills = people(4), 150, (40, 90)
    phones = [Phone(server.url, person, goal) for person in everyone]
    for phone in phones:
        phone.start()
    _until_connected(phones, 1)
    for number in range(goal):
        for person in everyone:
            sql(_EMIT, [person.id])
            if number % 2:  # half of the hints are lost
                hints.publish([f"{person.id} {number + 1}"])
        if number in kills:
            _until_connected(phones, 1 + kills.index(number))
            server.kill()
            server.start()
        if number == 70:
            redis.Redis.from_url(settings.REDIS_URL).flushdb()
    for phone in phones:
        phone.join(45)
    assert [phone.applied for phone in phones] == [list(range(1, goal + 1))] * len(phones)
    assert [phone.resets for phone in phones] == [0] * len(phones)
    assert all(phone.connects >= 1 + len(kills) for phone in phones)


def test_a_deploy_says_goodbye_with_1012_and_ends_cleanly(people):
    with serving("realtime", **TIMES) as url:
        someone = people(1)[0]
        live, fresh = Client(url), Client(url)
        live.hello(someone)
        codes: list[int | None] = []
        readers = [threading.Thread(target=lambda one=one: codes.append(one.closed())) for one in (live, fresh)]
        for reader in readers:
            reader.start()
    for reader in readers:
        reader.join(5)
    assert codes == [1012, 1012]


@pytest.mark.slow
def test_without_redis_sockets_open_and_events_arrive_by_heartbeat(people, sql):
    with relayed(settings.REDIS_URL) as relay, serving("realtime", **TIMES, REDIS_URL=relay.url) as url:
        relay.cut()
        someone = people(1)[0]
        one = Client(url)
        assert one.hello(someone)["t"] == "welcome"
        sql(_EMIT, [someone.id])
        assert one.event(patience=4)["q"] == 1
        one.close()


@pytest.mark.slow
def test_without_postgres_sockets_are_told_to_come_back(people):
    with (
        relayed(os.environ["DATABASE_URL"]) as relay,
        serving("realtime", **TIMES, DATABASE_URL=relay.url) as address,
    ):
        someone = people(1)[0]
        one = Client(address)
        assert one.hello(someone)["t"] == "welcome"
        relay.cut()
        late = Client(address)
        late.send("hello", v=1, token=someone.token)
        with ThreadPoolExecutor() as pool:  # both at once: who does not answer heartbeats is closed for that
            early = pool.submit(one.closed, patience=30, pong=True)
            assert late.closed(patience=30) == 4503
            assert early.result() == 4503


@pytest.mark.slow
def test_a_moment_without_postgres_is_outlived(people, sql):
    times = {**TIMES, "TOPIN_REALTIME_GRACE": "20"}
    with (
        relayed(os.environ["DATABASE_URL"]) as relay,
        serving("realtime", **times, DATABASE_URL=relay.url) as address,
    ):
        someone = people(1)[0]
        one = Client(address)
        one.hello(someone)
        relay.cut()
        sql(_EMIT, [someone.id])
        one.next(beats=True)
        one.next(beats=True)
        relay.mend()
        assert one.event(patience=15)["q"] == 1
        one.close()


@pytest.mark.slow
def test_hints_are_heard_again_after_redis_was_away(people, follows):
    times = {**TIMES, "TOPIN_REALTIME_HEARTBEAT": "3", "TOPIN_REALTIME_PONG": "30"}
    with relayed(settings.REDIS_URL) as relay, serving("realtime", **times, REDIS_URL=relay.url) as address:
        someone, newcomer, *others = people(6)
        one = Client(address)
        one.hello(someone)
        follows(others[0], someone)
        assert one.event(patience=1)["q"] == 1
        relay.cut()
        follows(others[1], someone)
        assert one.event(patience=5)["q"] == 2  # by heartbeat
        late = Client(address)
        assert late.hello(newcomer)["t"] == "welcome"
        relay.mend()
        one.next(beats=True)
        one.next(beats=True, patience=12)
        late.next(beats=True)
        late.next(beats=True, patience=12)
        started = time.monotonic()
        for socket, person in ((one, someone), (late, newcomer)):
            follows(others[2], person)
            socket.event(patience=2)
        assert time.monotonic() - started < 2.5  # less than a heartbeat
        one.close()
        late.close()


@pytest.mark.slow
def test_a_client_that_does_not_read_is_given_up_and_delays_nobody(people, sql, follows):
    times = {**TIMES, "TOPIN_REALTIME_PONG": "3", "TOPIN_REALTIME_HEARTBEAT": "20"}
    with serving("realtime", **times) as url:
        slow, quick, other = people(3)
        stuck, live = Client(url, max_queue=1, sock=_small_socket(url)), Client(url)
        stuck.hello(slow)
        live.hello(quick)
        sql(
            "SELECT private.emit(%s, 'follow', jsonb_build_object('user_id', gen_random_uuid(), 'pad', n))"
            " FROM generate_series(1, 3000) n",
            [slow.id],
        )
        hints.publish([f"{slow.id} 3000"])
        started = time.monotonic()
        follows(other, quick)
        assert live.event()["d"]["user"]["id"] == other.id
        assert time.monotonic() - started < 1
        live.close()
        time.sleep(4)
        assert stuck.closed(patience=10) in (4508, None)  # the code, if what was under way left room for it
        # It comes back and has lost nothing.
        again = Client(url)
        again.hello(slow, epoch=stuck.epoch, seq=0)
        for _ in range(3000):
            again.event()
        again.close()


def _small_socket(url: str) -> sockets.socket:
    one = sockets.socket()
    one.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    one.connect(("127.0.0.1", int(url.rpartition(":")[2])))
    return one


def test_a_hint_that_cannot_be_published_holds_up_nobody(monkeypatch):
    """Redis takes connections and answers nothing: one write waits for it, those that follow do not try."""
    with sockets.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setattr(settings, "REDIS_URL", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setattr(hints, "_away_until", 0.0)
        monkeypatch.setattr(hints, "_PAUSE", 60.0)
        hints._redis.cache_clear()
        for _ in range(50):
            hints.publish([json.dumps("x")])
        hints._redis.cache_clear()
        silent.setblocking(False)
        silent.accept()
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_sigterm_is_answered_within_the_time_of_a_deploy(server):
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(10) == 0  # sockets have three seconds to say goodbye, the machine is busy
