"""`python -m bench.realtime`: sockets of one process: connects, memory, CPU and delay of a delivery, hints.

Runs on the tests' servers, at a port of its own; the CPU is the server's alone, read from /proc, so that the
load's own does not count. PostgreSQL's work for a delivery is not in it.
"""

import topin.core.testing.services  # noqa: F401, isort: skip - sets the environment before Django reads it

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from websockets.asyncio.client import ClientConnection, connect  # noqa: E402 (these need the settings)

from topin.core.db import told  # noqa: E402
from topin.core.db.session import Caller, acting  # noqa: E402
from topin.core.realtime import hints  # noqa: E402
from topin.core.testing.people import Person, make_person  # noqa: E402
from topin.core.testing.server import free_port  # noqa: E402

RESULTS = Path(__file__).resolve().parent / "results"
_TICK = os.sysconf("SC_CLK_TCK")
_EMIT = "SELECT private.emit(p, 'follow', jsonb_build_object('user_id', p)) FROM unnest($1::uuid[]) p ORDER BY p"


class Server:
    """One realtime process, and what it has used."""

    def __init__(self) -> None:
        port = free_port()
        self.url = f"ws://127.0.0.1:{port}/realtime"
        command = [sys.executable, "manage.py", "serve", "realtime", "--port", str(port)]
        environment = {**os.environ, "TOPIN_LOG_LEVEL": "WARNING", "TOPIN_REALTIME_UNGREETED": "10000"}
        self.process = subprocess.Popen(command, env=environment)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def memory(self) -> float:
        """Resident kilobytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return float(status.partition("VmRSS:")[2].split()[0])


async def opened(server: Server, person: Person) -> ClientConnection:
    """A socket that has been welcomed."""
    link = await connect(
        server.url, subprotocols=["topin.v1"], compression=None, ping_interval=None, proxy=None  # type: ignore[list-item]
    )  # fmt: skip
    await link.send(json.dumps({"t": "hello", "v": 1, "token": person.token, "device": "bench"}))
    assert json.loads(await link.recv())["t"] == "welcome"
    return link


class Load:
    """All sockets, and what has arrived on them."""

    def __init__(self, server: Server, people: list[Person]) -> None:
        self.server, self.people = server, people
        self.links: list[ClientConnection] = []
        self.arrived: dict[tuple[str, int], float] = {}

    async def open(self) -> dict[str, float]:
        """Connects all, 32 at a time."""
        before, at, memory = self.server.cpu(), time.monotonic(), self.server.memory()
        gate = asyncio.Semaphore(32)

        async def one(person: Person) -> ClientConnection:
            async with gate:
                return await opened(self.server, person)

        self.links = list(await asyncio.gather(*(one(person) for person in self.people)))
        count = len(self.links)
        self.readers = [
            asyncio.create_task(self._read(person, link))
            for person, link in zip(self.people, self.links, strict=True)
        ]
        return {
            "connects a second (load on the same cores)": count / (time.monotonic() - at),
            "CPU of a connect, ms": (self.server.cpu() - before) / count * 1000,
            "memory of a socket, KB": (self.server.memory() - memory) / count,
        }

    async def _read(self, person: Person, link: ClientConnection) -> None:
        async for raw in link:
            frame = json.loads(raw)
            if frame["t"] == "hb":
                await link.send('{"t":"pong"}')
            elif frame["t"] == "ev":
                self.arrived[person.id, frame["q"]] = time.monotonic()

    async def deliver(self, emits: Callable[[], Awaitable[dict[tuple[str, int], float]]]) -> dict[str, float]:
        """Runs `emits`, which gives when each event was committed; waits for all to arrive."""
        self.arrived.clear()
        before = self.server.cpu()
        sent = await emits()
        until = time.monotonic() + 20
        while len(self.arrived) < len(sent) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        delays = sorted(max(0.0, self.arrived[key] - sent[key]) * 1000 for key in self.arrived)
        return {
            "events": len(sent),
            "lost": len(sent) - len(self.arrived),
            "CPU of a delivery, us": (self.server.cpu() - before) / len(sent) * 1e6,
            "p50, ms": statistics.median(delays),
            "p99, ms": delays[int(len(delays) * 0.99)],
        }


class Writer:
    """Emits as a job would, with the hints that go out after each commit."""

    def __init__(self, people: list[Person]) -> None:
        self.people = people
        self.heads = {person.id: 0 for person in people}

    def write(self, people: list[Person]) -> dict[tuple[str, int], float]:
        """One event for each, in one transaction; when it was committed."""
        with acting(Caller(None), alias="worker") as session:
            session.execute(_EMIT, [[person.id for person in people]])
        now, sent = time.monotonic(), {}
        for person in people:
            self.heads[person.id] += 1
            sent[person.id, self.heads[person.id]] = now
        return sent

    async def steady(self, rate: int, seconds: int) -> dict[tuple[str, int], float]:
        """`rate` single events a second, each to the next person."""
        sent: dict[tuple[str, int], float] = {}
        start = time.monotonic()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
            sent |= await asyncio.to_thread(self.write, [self.people[number % len(self.people)]])
        return sent

    async def burst(self, times: int) -> dict[tuple[str, int], float]:
        """An event for everyone, so many times over without a pause."""
        sent: dict[tuple[str, int], float] = {}
        for _ in range(times):
            sent |= await asyncio.to_thread(self.write, self.people)
        return sent


def cost_of_hints(person: Person) -> dict[str, float]:
    """What telling and publishing add to a write, in microseconds."""
    loop = "DO $$ BEGIN FOR n IN 1..2000 LOOP PERFORM private.hint('{}', n); END LOOP; END $$"
    found = {}
    with acting(Caller(None), alias="worker") as session:
        at = time.perf_counter()
        session.execute(loop.format(person.id), [])
        found["a notice, us"] = (time.perf_counter() - at) / 2000 * 1e6
    at = time.perf_counter()
    for number in range(2000):
        hints.publish([f"{person.id} {number}"])
    found["a publish, us"] = (time.perf_counter() - at) / 2000 * 1e6
    connection: Any = type("Connection", (), {})()
    at = time.perf_counter()
    for _ in range(100_000):
        told.deliver(connection)
    found["a read, us"] = (time.perf_counter() - at) / 100_000 * 1e6
    return found


async def measure(server: Server, people: list[Person]) -> dict[str, dict[str, float]]:
    """Every figure, by part."""
    load, writer = Load(server, people), Writer(people)
    found = {"connect": await load.open()}
    await load.deliver(lambda: writer.steady(100, 1))  # warms up
    found["200 a second, one by one"] = await load.deliver(lambda: writer.steady(200, 8))
    found["burst of one for everyone"] = await load.deliver(lambda: writer.burst(1))
    found["burst of ten for everyone"] = await load.deliver(lambda: writer.burst(10))
    found["hints add to a write"] = await asyncio.to_thread(cost_of_hints, people[0])
    for reader in load.readers:
        reader.cancel()
    return found


def main() -> None:
    """Measure, print, write to bench/results/."""
    parser = argparse.ArgumentParser(prog="bench.realtime", description=__doc__)
    parser.add_argument("--sockets", type=int, default=300)
    options = parser.parse_args()
    people = [make_person() for _ in range(options.sockets)]
    server = Server()
    try:
        found = asyncio.run(measure(server, people))
    finally:
        server.process.terminate()
        server.process.wait(20)
    lines = [f"{options.sockets} sockets, one process, 2 cores shared with PostgreSQL, Redis and the load", ""]
    for part, figures in found.items():
        lines += [f"{part}: " + ", ".join(f"{name} {value:.4g}" for name, value in figures.items())]
    table = "\n".join(lines) + "\n"
    print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "realtime.md").write_text(f"# Sockets\n\n{table}")


if __name__ == "__main__":
    main()
