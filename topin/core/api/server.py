"""The HTTP server: uvicorn's workers, each one event loop and a few threads behind the Gate."""

import gc
import os
import signal
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from topin.core.embedded.process import follow_parent

from .wire import Wire

if TYPE_CHECKING:
    from .gate import Gate  # a worker sets Django up before it imports views

_STOP_SECONDS = 15  # for requests that still run when the process is told to stop
_IDLE_SECONDS = 75  # of a connection between two requests
_STUCK_SECONDS = 60  # without a sign of life, and a worker is replaced


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serves topin.web on host:port with that many processes until SIGTERM or SIGINT."""
    config = uvicorn.Config(
        partial(_load, os.getpid(), threads),  # type: ignore[arg-type] # a factory
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http=Wire,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
        timeout_worker_healthcheck=_STUCK_SECONDS,
    )
    Multiprocess(config, sockets=[config.bind_socket()]).run()


def _load(parent: int, threads: int) -> "Gate":
    """In each worker: ends with its parent, then loads the application."""
    follow_parent(parent, signal.SIGKILL)
    _run_on_when_others_wake()
    application: Gate = import_module("topin.web").gate(threads)
    gc.collect()
    gc.freeze()  # what is loaded now stays for good: no collection needs to look at it again
    return application


def _run_on_when_others_wake() -> None:
    """Each question to PostgreSQL wakes a process; this one should first ask the others' that it holds.

    Linux knows that as SCHED_BATCH. Measured in docs/decisions/0034-reads-on-an-event-loop.md.
    """
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
