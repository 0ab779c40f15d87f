"""`manage.py serve api|auth|realtime|worker|beat`: one process of the product, alike on every machine."""

import os
import signal
import warnings
from functools import partial
from importlib import import_module
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import beat_init, setup_logging, worker_process_init, worker_ready
from django.core.management.base import BaseCommand, CommandParser

from topin.core import processes
from topin.core.api import server
from topin.core.api.observe import configure_logs
from topin.core.db.checks import require_redis, require_safe_database
from topin.core.embedded.process import follow_parent
from topin.core.jobs.app import QUEUES


class Command(BaseCommand):
    """Serves one process until SIGTERM or Ctrl-C; refuses to start, in one line, when it is set up wrongly."""

    help = "Serve one process: api, auth, realtime, worker or beat."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The process, where it listens, and how wide it is."""
        parser.add_argument("process", choices=sorted(processes.PROCESSES))
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (api, auth, realtime).")
        parser.add_argument("--port", type=int, help="Port to listen on; default 8080, 9000 and 8081.")
        parser.add_argument("--workers", type=int, default=2, help="Processes (api, auth, worker).")
        parser.add_argument("--threads", type=int, default=2, help="Threads of each process (api, auth).")
        parser.add_argument("--queues", default=",".join(QUEUES), help="Queues to work on (worker).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Checks first, then becomes the process."""
        name, port = options["process"], options["port"]
        if port is None:
            port = processes.PROCESSES[name].port
        if port is not None:
            processes.require_port(options["host"], port)
        _require_sense(options)
        require_safe_database()
        configure_logs()
        require_redis(may_be_away=name not in ("worker", "beat"))
        setup_logging.connect(_keep_logs, weak=False)
        match name:
            case "api" | "auth":
                server.serve(options["host"], port, options["workers"], options["threads"])
            case "realtime":
                _serve_sockets(options["host"], port)
            case "worker":
                _work(options["queues"], options["workers"])
            case "beat":
                _beat()


def _require_sense(options: dict[str, Any]) -> None:
    """Refuses what would run and do nothing."""
    for name in ("workers", "threads"):
        if options[name] < 1:
            raise processes.StartRefused(f"--{name} is {options[name]}: give 1 or more.")
    for queue in options["queues"].split(","):
        if queue not in QUEUES:
            raise processes.StartRefused(f"There is no queue {queue!r}: the queues are {', '.join(QUEUES)}.")


def _serve_sockets(host: str, port: int) -> None:
    from topin.core.realtime.server import Server as SocketServer  # installs Twisted's reactor

    asgi = import_module("topin.asgi")
    host = host.strip("[]").replace(":", r"\:")
    SocketServer(asgi.application, asgi.realtime.hub.drain, endpoints=[f"tcp:port={port}:interface={host}"]).run()


def _celery() -> Celery:
    app: Celery = import_module("topin.celery").app
    return app


def _work(queues: str, workers: int) -> None:
    os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # Django's checks belong to CI, not to each start
    # The warning is about root running pickled tasks; ours are JSON only.
    warnings.simplefilter("ignore", SecurityWarning)
    worker_ready.connect(_announce, weak=False)
    worker_process_init.connect(partial(_follow, os.getpid()), weak=False)
    options = ["-Q", queues, "-c", str(workers), "-O", "fair", "-l", "INFO"]
    _celery().worker_main(["--quiet", "worker", *options, "--without-gossip", "--without-mingle"])


def _beat() -> None:
    beat_init.connect(_announce, weak=False)
    _celery().start(["--quiet", "beat", "-l", "INFO", "--pidfile", ""])


def _keep_logs(**_: Any) -> None:
    """Celery sets no log format of its own where this signal has a receiver."""


def _announce(**_: Any) -> None:
    processes.announce_ready()


def _follow(parent: int, **_: Any) -> None:
    follow_parent(parent, signal.SIGKILL)
