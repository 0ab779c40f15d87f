"""Who takes part, and how each is started: every server at the worker count that served it best."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from .data import HOME, PASSWORD, ROOT, Bench

_GRANIAN = [
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "2",
    "--no-ws",
    "--log-level",
    "warning",
]


def commands(port: int) -> dict[str, list[str]]:
    """Each contender's command line; the product's is the one that production runs."""
    bind = ["--host", "127.0.0.1", "--port", str(port)]
    uvicorn = [
        sys.executable,
        "-m",
        "uvicorn",
        *bind,
        "--workers",
        "2",
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    granian = [str(Path(sys.executable).with_name("granian")), *bind, *_GRANIAN]
    return {
        "topin": [sys.executable, "manage.py", "serve", "api", *bind],
        "fastapi_tuned": [*uvicorn, "bench.peers.fastapi_tuned:app"],
        "fastapi_idiomatic": [*uvicorn, "bench.peers.fastapi_idiomatic:app"],
        "plain_drf": [*granian, "bench.peers.plain_drf:application"],
    }


@contextmanager
def all_serving(bench: Bench, names: list[str]) -> Iterator[dict[str, str]]:
    """Every contender at once, each idle while another is measured; gives name -> base URL."""
    login = urlsplit(bench.database_url)
    address = f"{login.hostname}:{login.port}"
    peer_url = login._replace(netloc=f"topin_api:{PASSWORD}@{address}").geturl()
    environment = {**bench.environment, "PEER_DATABASE_URL": peer_url}
    with ExitStack() as stack:
        yield {name: stack.enter_context(_serving(name, environment)) for name in names}


@contextmanager
def _serving(name: str, environment: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    log = (HOME / f"{name}.log").open("wb")
    # A peer is configured by its own file, so Django's variable must not reach it.
    own = (
        environment if name == "topin" else {k: v for k, v in environment.items() if k != "DJANGO_SETTINGS_MODULE"}
    )
    with subprocess.Popen(commands(port)[name], cwd=ROOT, env=own, stdout=log, stderr=log) as server:
        try:
            _wait(server, port, name)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)
            log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int, name: str) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"{name} ended with {server.returncode}: see {os.path.relpath(HOME)}/{name}.log")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{name} did not start")
