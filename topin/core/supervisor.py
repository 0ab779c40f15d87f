"""Runs the parts of the product on one machine: ordered start, prefixed logs, restarts, one clean end."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

from topin.core.embedded.process import die_with_parent
from topin.core.processes import StartRefused, announce_to

_COLOURS = {"api": 36, "realtime": 35, "worker": 33, "beat": 32}
_READY_SECONDS = 60.0
_STOP_SECONDS = 20.0
_KEPT_LINES = 50
_TRIES = 3  # of a part's first start
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 30.0  # a part that ran so long starts again at once


@dataclass
class Part:
    """One long-running process. `is_ready` asks it; None means that it announces itself."""

    name: str
    command: Sequence[str]
    is_ready: Callable[[], Awaitable[bool]] | None = None


class Console:
    """Lines with the part's name before them, coloured on a terminal; survives a terminal that is gone."""

    def __init__(self, output: TextIO) -> None:
        self.output = output
        self.colour = output.isatty() and not os.environ.get("NO_COLOR")

    def line(self, name: str, text: str) -> None:
        """Writes one line of the part `name`."""
        prefix = f"{name:<9}|"
        if self.colour:
            prefix = f"\033[{_COLOURS.get(name, 34)}m{prefix}\033[0m"
        self.plain(f"{prefix} {text}")

    def plain(self, text: str) -> None:
        """Writes text as it is."""
        try:
            print(text, file=self.output, flush=True)
        except OSError:  # the terminal was closed: run on without it, or until SIGHUP
            self.output = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the process

    async def copy(self, name: str, stream: asyncio.StreamReader, kept: list[str]) -> None:
        """Copies a child's output line by line; `kept` holds its latest lines."""
        rest = b""
        while chunk := await stream.read(65536):
            *lines, rest = (rest + chunk).split(b"\n")
            self._show(name, lines, kept)
        if rest:
            self._show(name, [rest], kept)

    def _show(self, name: str, lines: list[bytes], kept: list[str]) -> None:
        for raw in lines:
            text = raw.decode(errors="replace").rstrip()
            kept.append(text)
            self.line(name, text)
        del kept[:-_KEPT_LINES]


@dataclass
class _Child:
    process: asyncio.subprocess.Process
    announced: asyncio.StreamReader
    copying: asyncio.Task[None]
    lines: list[str]

    async def ended(self) -> int:
        """The exit code, once the last of its output is shown."""
        code = await self.process.wait()
        await self.output_ends()
        return code

    async def output_ends(self) -> None:
        """Waits for the rest of the output, but not for a stray grandchild that holds the pipe open."""
        await asyncio.wait([self.copying], timeout=2)
        self.copying.cancel()


class Supervisor:
    """Starts parts one after another, keeps each running, ends them in reverse order."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._children: dict[str, _Child] = {}
        self._keepers: list[asyncio.Task[None]] = []
        self._stopping = False

    async def run(self, name: str, command: Sequence[str]) -> list[str]:
        """Runs a command to its end and returns the lines it wrote; StartRefused when it fails."""
        child = await self._spawn(name, command)
        try:
            code = await child.ended()
        finally:
            await self._end(child)
        if code:
            raise StartRefused(f"{name} failed ({_outcome(code)}): {' '.join(child.lines[-1:])}")
        return child.lines

    async def start(self, parts: Sequence[Part]) -> None:
        """Starts the parts in this order; returns when all are ready, and keeps them running from then on.

        StartRefused when one never is.
        """
        children = [await self._spawn(part.name, part.command) for part in parts]
        await asyncio.gather(*map(self._start, parts, children))

    async def _start(self, part: Part, child: _Child) -> None:
        for pause in range(_TRIES):
            if await self._becomes_ready(part, child):
                self._keepers.append(asyncio.create_task(self._keep(part, child)))
                return
            await self._end(child)
            if child.process.returncode == 2 or pause == _TRIES - 1:  # 2: it said in one line what to do
                break
            await asyncio.sleep(pause)
            child = await self._spawn(part.name, part.command)
        raise StartRefused(f"{part.name} does not start: {' '.join(child.lines[-1:])}")

    async def stop(self) -> None:
        """Ends all parts, the last one started first."""
        self._stopping = True
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for child in reversed(list(self._children.values())):
            await self._end(child)

    async def _keep(self, part: Part, child: _Child) -> None:
        pause = 0.5
        while not self._stopping:
            started = time.monotonic()
            code = await child.ended()
            if time.monotonic() - started > _STEADY_SECONDS:
                pause = 0.5
            self.console.line(part.name, f"{_outcome(code)}; starts again in {pause:g} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            child = await self._spawn(part.name, part.command)

    async def _spawn(self, name: str, command: Sequence[str]) -> _Child:
        ours, theirs = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **announce_to(theirs)},
                pass_fds=[theirs],
                start_new_session=True,  # Ctrl-C reaches us alone
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        finally:
            os.close(theirs)
        lines: list[str] = []
        assert process.stdout is not None
        copying = asyncio.create_task(self.console.copy(name, process.stdout, lines))
        child = _Child(process, await _reader(ours), copying, lines)
        self._children[name] = child
        return child

    async def _becomes_ready(self, part: Part, child: _Child) -> bool:
        until = time.monotonic() + _READY_SECONDS
        while child.process.returncode is None and time.monotonic() < until:
            if part.is_ready is None:
                if await _read_within(child.announced, until - time.monotonic()):
                    return True
                await asyncio.sleep(0.05)  # the pipe closes a moment before the exit code is known
            elif await part.is_ready():
                return True
            else:
                await asyncio.sleep(0.1)
        return False

    async def _end(self, child: _Child) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if child.process.returncode is None:
                child.process.send_signal(number)
                try:
                    await asyncio.wait_for(child.process.wait(), _STOP_SECONDS)
                except TimeoutError:
                    continue
        await child.output_ends()


def _outcome(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(descriptor, "rb"))
    return reader


async def _read_within(reader: asyncio.StreamReader, seconds: float) -> bytes:
    try:
        return await asyncio.wait_for(reader.read(64), max(seconds, 0.01))
    except TimeoutError:
        return b""


async def listens(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


async def answers_ok(host: str, port: int, path: str) -> bool:
    """Whether GET path answers 200 there, within two seconds."""
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
            status = await reader.readline()
            writer.close()
    except (OSError, TimeoutError):
        return False
    return status.split(b" ")[1:2] == [b"200"]


def python(*arguments: str) -> list[str]:
    """The command line that runs manage.py with these arguments under this very interpreter."""
    return [sys.executable, "manage.py", *arguments]
