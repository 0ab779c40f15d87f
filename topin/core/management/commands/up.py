"""`manage.py up`: the whole product on this machine under one supervisor, databases included."""

import asyncio
import os
import pathlib
import signal
import sys
from argparse import BooleanOptionalAction
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from topin.core import processes
from topin.core.db.checks import require_redis
from topin.core.embedded import services
from topin.core.embedded.process import EmbeddedError, follow_parent, free_port, password, write_private
from topin.core.processes import PROCESSES, StartRefused
from topin.core.supervisor import Console, Part, Supervisor, answers_ok, listens, python

_HOST = "127.0.0.1"
_DEMO_USERS = "200"
_DEMO_STAFF = ("admin:*", "moderator:Moderators", "finance:Finance", "support:Support", "analyst:Analysts")
_SECRETS = ("TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET")


class Command(BaseCommand):
    """Starts databases, schema, demo data and all parts; Ctrl-C ends all of it."""

    help = "Run everything on this machine: embedded PostgreSQL and Valkey, api, realtime, worker, beat."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and what to leave out."""
        parser.add_argument("--host", default=_HOST, help="Address for API and sockets; default 127.0.0.1.")
        parser.add_argument("--port", type=int, help="API port; default 8080, or a free one.")
        parser.add_argument("--realtime-port", type=int, help="Socket port; default 8081, or a free one.")
        parser.add_argument(
            "--demo",
            action=BooleanOptionalAction,
            help="Make demo people and staff; default: only where the database is the embedded one.",
        )
        parser.add_argument(
            "--end-with-parent", action="store_true", help="End when the starting process ends (make)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses in one line what cannot work, then runs until it is told to end."""
        if options["end_with_parent"]:
            follow_parent(os.getppid(), signal.SIGTERM)
        ports = [
            _port(options["host"], options["port"], PROCESSES["api"]),
            _port(options["host"], options["realtime_port"], PROCESSES["realtime"]),
        ]
        if ports[0] == ports[1]:
            raise StartRefused(f"API and sockets cannot both have port {ports[0]}: give two.")
        if settings.REDIS_URL:  # one of somebody's own: said before minutes of building
            require_redis(may_be_away=False)
        _keep_secrets(settings.DATA_DIR)
        _choose_defaults(ports[0])
        demo = not os.environ.get("DATABASE_URL") if options["demo"] is None else options["demo"]
        try:
            running = _embedded()
        except KeyboardInterrupt:
            sys.exit(130)  # Ctrl-C before anything ran; the servers that had started have ended
        try:
            sys.exit(asyncio.run(_Run(running, options["host"], *ports, demo=demo).go()))
        finally:
            if running:
                running.stop()


def _keep_secrets(data_dir: pathlib.Path) -> None:
    """Gives every part the same secrets, made once for this machine where the environment has none."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        for name in _SECRETS:
            if not os.environ.get(name):
                os.environ[name] = password(data_dir / f"{name.lower()}.secret", size=48)
    except OSError as error:
        raise StartRefused(
            f"{data_dir} cannot be written to ({error.strerror}): let TOPIN_DATA_DIR name a folder that can."
        ) from None


def _choose_defaults(port: int) -> None:
    """What suits one's own machine, where the environment does not say otherwise."""
    os.environ.setdefault("TOPIN_PUBLIC_URL", f"http://localhost:{port}")
    if not os.environ.get("GOTRUE_SMTP_HOST"):  # nobody would get the mail with the code
        os.environ.setdefault("GOTRUE_MAILER_AUTOCONFIRM", "on")


def _port(host: str, asked: int | None, process: processes.Process) -> int:
    if asked is not None:
        processes.require_port(host, asked)
        return asked
    if process.port is not None and processes.port_is_free(host, process.port):
        return process.port
    return free_port()


def require_ports(host: str, ports: Iterable[int]) -> None:
    """Refuses what somebody has taken while the database was built: they would answer in our place."""
    for port in ports:
        processes.require_port(host, port)


def _embedded() -> services.Services | None:
    """The embedded services where a URL is missing; StartRefused when another supervisor runs them."""
    wanted = {"postgres": not os.environ.get("DATABASE_URL"), "valkey": not os.environ.get("REDIS_URL")}
    if not any(wanted.values()):
        return None
    names = {"postgres": "PostgreSQL", "valkey": "Valkey"}
    print(f"Starting {' and '.join(names[name] for name in names if wanted[name])} …", flush=True)
    running = services.start(settings.DATA_DIR, **wanted)
    if running.attached:
        raise StartRefused("TOPiN already runs in this folder: end that one first (Ctrl-C where it runs).")
    return running


class _Run:
    """One life of the product, from the schema to the last part's end."""

    def __init__(
        self, running: services.Services | None, host: str, port: int, realtime_port: int, *, demo: bool
    ) -> None:
        self.services, self.host, self.port, self.realtime_port = running, host, port, realtime_port
        self.demo = demo
        self.console = Console(sys.stdout)
        self.supervisor = Supervisor(self.console)

    async def go(self) -> int:
        """Runs until a signal or a failure; the exit code."""
        told = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
        work = asyncio.create_task(self._work())
        ending = asyncio.create_task(told.wait())
        try:
            await asyncio.wait({work, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not told.is_set():
                await work  # raises what ended it
            return 0
        finally:
            self.console.plain("Ending …")
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            await self.supervisor.stop()

    async def _work(self) -> None:
        await self._prepare()
        require_ports(self.host, (self.port, self.realtime_port))
        parts = self._parts()
        self.console.plain(f"Starting {', '.join(part.name for part in parts)} …")
        await self.supervisor.start(parts)
        self.console.plain(self._welcome())
        while self.services:
            await asyncio.sleep(0.5)
            await self._revive(self.services)
        await asyncio.Event().wait()

    async def _revive(self, servers: services.Services) -> None:
        """In a thread: a recovery takes its time, and meanwhile a part would block on output that nobody takes."""
        try:
            for name in await asyncio.to_thread(servers.revive):
                self.console.plain(f"{name} had ended; it runs again.")
        except (EmbeddedError, OSError) as error:  # a full disk, a port that is taken: it may pass
            self.console.plain(f"{error} Tries again.")

    async def _prepare(self) -> None:
        self.console.plain("Building the database …")
        await self.supervisor.run("builddb", python("builddb"))
        if self.demo:
            await self._once("demo", "demo", "--users", _DEMO_USERS)
            await self._once("staff", "staff", *_DEMO_STAFF)
            await self._once("staff", "staff", "--demo")

    async def _once(self, name: str, *command: str) -> None:
        """Runs a command the first time only; what it said is kept, to be shown at each start."""
        kept = self._said(name)
        if not kept.exists():
            lines = await self.supervisor.run(name, python(*command))
            write_private(kept, "\n".join(_from_headline(lines)))

    def _said(self, name: str) -> pathlib.Path:
        return pathlib.Path(settings.DATA_DIR) / f"{name}.sign-ins"

    def _parts(self) -> list[Part]:
        at = ["--host", self.host]
        local = _HOST if self.host == "0.0.0.0" else self.host  # noqa: S104 - compared, not bound
        return [
            Part(
                "api",
                python("serve", "api", *at, "--port", str(self.port)),
                partial(answers_ok, local, self.port, "/readyz"),
            ),
            Part(
                "realtime",
                python("serve", "realtime", *at, "--port", str(self.realtime_port)),
                partial(listens, local, self.realtime_port),
            ),
            Part("worker", python("serve", "worker")),
            Part("beat", python("serve", "beat")),
        ]

    def _welcome(self) -> str:
        base = f"http://{self.host}:{self.port}"
        return "\n".join(
            [
                "",
                "TOPiN runs. Ctrl-C ends it.",
                f"  API        {base}/api/",
                f"  API page   {base}/api/docs",
                f"  Admin      {base}/admin/",
                f"  Realtime   ws://{self.host}:{self.realtime_port}/realtime",
                *(f"  {line}" for name in ("demo", "staff") for line in self._told(name)),
                "",
            ]
        )

    def _told(self, name: str) -> list[str]:
        return self._said(name).read_text().splitlines() if self.demo else []


def _from_headline(lines: list[str]) -> list[str]:
    """The sign-ins a command told, without its progress before them."""
    at = next((number for number, line in enumerate(lines) if "sign-ins" in line), len(lines))
    return lines[at:]
