"""The supervisor with small scripts for parts: readiness, refusal, restart, order of the end, output."""

import asyncio
import io
import socket
import sys
import threading

import pytest

from topin.core.embedded.process import EmbeddedError
from topin.core.management.commands import up
from topin.core.management.commands.up import require_ports
from topin.core.processes import StartRefused
from topin.core.supervisor import Console, Part, Supervisor

_ANNOUNCE = "from topin.core import processes; processes.announce_ready();"
_SERVE = f"import time; {_ANNOUNCE} print('serving', flush=True); time.sleep(60)"


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
async def supervisor(output):
    supervisor = Supervisor(Console(output))
    yield supervisor
    await supervisor.stop()


async def _says(output: io.StringIO, text: str, times: int = 1) -> bool:
    for _ in range(200):
        if output.getvalue().count(text) >= times:
            return True
        await asyncio.sleep(0.05)
    return False


async def test_a_part_is_ready_when_it_says_so_and_its_lines_bear_its_name(supervisor, output):
    await supervisor.start([Part("worker", _python(_SERVE))])
    assert await _says(output, "worker   | serving")


async def test_a_part_that_refuses_is_not_tried_again_and_its_line_is_passed_on(supervisor, output):
    refusing = _python("import sys; print('Port 1 is in use: give another.'); sys.exit(2)")
    with pytest.raises(StartRefused, match="Port 1 is in use: give another"):
        await supervisor.start([Part("api", refusing)])
    assert output.getvalue().count("Port 1") == 1


def test_a_port_that_was_taken_while_the_database_was_built_is_refused():
    """Who took it would answer in our place, and look as if we were ready."""
    with socket.socket() as free, socket.socket() as taken:
        for one in (free, taken):
            one.bind(("127.0.0.1", 0))
        ports = [one.getsockname()[1] for one in (free, taken)]
        free.close()
        taken.listen()
        require_ports("127.0.0.1", ports[:1])
        with pytest.raises(StartRefused, match=f"Port {ports[1]} on 127.0.0.1 is in use"):
            require_ports("127.0.0.1", ports)


async def test_a_part_that_crashes_at_its_start_is_tried_three_times(supervisor, output):
    with pytest.raises(StartRefused, match="beat does not start: broken"):
        await supervisor.start([Part("beat", _python("import sys; print('broken'); sys.exit(1)"))])
    assert output.getvalue().count("broken") == 3


async def test_a_part_that_is_killed_later_starts_again(supervisor, output):
    await supervisor.start([Part("worker", _python(_SERVE))])
    assert await _says(output, "serving")
    supervisor._children["worker"].process.kill()
    assert await _says(output, "killed by SIGKILL; starts again in 0.5 s")
    assert await _says(output, "serving", times=2)


async def test_parts_end_in_reverse_order_and_one_that_will_not_is_killed(output, monkeypatch):
    monkeypatch.setattr("topin.core.supervisor._STOP_SECONDS", 0.3)
    supervisor = Supervisor(Console(output))
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + _SERVE
    polite = (
        "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: (print('bye', flush=True), sys.exit(0)));"
    )
    await supervisor.start([Part("api", _python(deaf)), Part("beat", _python(polite + _SERVE))])
    children = dict(supervisor._children)
    await supervisor.stop()
    assert children["api"].process.returncode == -9
    assert children["beat"].process.returncode == 0
    assert "beat     | bye" in output.getvalue()


async def test_a_command_that_fails_says_so_and_one_that_works_gives_its_lines(supervisor):
    assert await supervisor.run("demo", _python("print('one'); print('two')")) == ["one", "two"]
    with pytest.raises(StartRefused, match=r"builddb failed \(ended with code 3\): no table"):
        await supervisor.run("builddb", _python("import sys; print('no table'); sys.exit(3)"))


async def test_long_lines_and_a_last_line_without_an_end_are_shown_whole(supervisor, output):
    await supervisor.run("demo", _python("print('x' * 300000); print('end', end='')"))
    lines = output.getvalue().splitlines()
    assert len(lines[0]) == len("demo     | ") + 300000
    assert lines[1] == "demo     | end"


class _Servers:
    """Embedded servers of which one comes back at the second try, each of which takes its time."""

    def __init__(self) -> None:
        self.answers = [EmbeddedError("No room."), ["postgres"]]
        self.may_go_on = threading.Event()

    def revive(self) -> list[str]:
        assert self.may_go_on.wait(5)
        answer = self.answers.pop(0)
        if isinstance(answer, EmbeddedError):
            raise answer
        return answer


async def test_while_a_database_recovers_the_lines_of_the_parts_are_taken(output, monkeypatch):
    """A part whose output nobody takes blocks in the middle of a request."""
    monkeypatch.setattr("sys.stdout", output)
    servers = _Servers()
    run = up._Run(servers, "127.0.0.1", 1, 2, demo=False)
    reviving = asyncio.create_task(run._revive(servers))
    await asyncio.wait_for(run.supervisor.run("demo", _python("print('line'*100_000)")), 5)
    servers.may_go_on.set()
    await reviving
    await run._revive(servers)
    assert "No room. Tries again." in output.getvalue()
    assert "postgres had ended; it runs again." in output.getvalue()
