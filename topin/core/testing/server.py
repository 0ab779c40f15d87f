"""A real `serve` process on the test database, a client of it, and servers of a test's own."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from django.urls import Resolver404, resolve

from topin.core.api.problems import CONTENT_TYPE
from topin.core.api.refusals import refusals_of_operation

from .document import faults_of_answer
from .people import Person

_OF_NO_OPERATION = {405, 500}
_ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(process: str, workers: int = 1, /, **environment: str) -> Iterator[str]:
    """`manage.py serve <process>` on a free port until the block ends; gives its base URL.

    One worker: each takes over a second of CPU to start. `environment` is added to this process's own.
    Raises RuntimeError where it ends at once or does not listen within 30 seconds.
    """
    port = free_port()
    command = [sys.executable, "manage.py", "serve", process, "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, cwd=_ROOT, env={**os.environ, **environment}) as server:
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"serve ended with exit code {server.returncode}")
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("serve did not answer within 30 seconds")


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server of the test's own on a free port, a thread a request, until the block ends; gives its base URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # The interval is how long `shutdown` may wait: half a second a test by default.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def require_documented(response: httpx.Response) -> None:
    """Asserts that the OpenAPI document tells of an answer: names the problem, or has just these fields."""
    if response.status_code in _OF_NO_OPERATION:
        return
    method, path = response.request.method, response.request.url.path.rstrip("/")
    try:
        found = resolve(path)
    except Resolver404:
        return
    view, actions = getattr(found.func, "cls", None), getattr(found.func, "actions", {})
    if view is None or method.lower() not in actions:
        return
    if response.headers.get("content-type") == CONTENT_TYPE:
        asked = view, actions[method.lower()], "GET" if method == "HEAD" else method
        told = refusals_of_operation(*asked, bool(found.kwargs)).get(response.status_code, [])
        assert response.json()["code"] in told, f"{method} {found.route} does not say {response.text}"
    elif method != "HEAD" and response.headers.get("content-type") == "application/json":
        assert faults_of_answer(found.route, method, response.status_code, response.json()) == []


class Api(httpx.Client):
    """httpx with additions: `as_` signs as a person, `problem` reads a refusal; each must be a documented one."""

    def request(self, method: str, url: Any, *, as_: Person | None = None, **options: Any) -> httpx.Response:  # type: ignore[override]
        if as_ is not None:
            options["headers"] = {"Authorization": f"Bearer {as_.token}", **(options.get("headers") or {})}
        response = super().request(method, url, **options)
        require_documented(response)
        return response

    def get(self, url: Any, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self.request("GET", url, **options)

    def post(self, url: Any, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self.request("POST", url, **options)

    def put(self, url: Any, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self.request("PUT", url, **options)

    def patch(self, url: Any, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self.request("PATCH", url, **options)

    def delete(self, url: Any, **options: Any) -> httpx.Response:  # type: ignore[override]
        return self.request("DELETE", url, **options)

    @staticmethod
    def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
        """Asserts that the answer is this refusal, in the one shape of errors; gives its body."""
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        body: dict[str, Any] = response.json()
        assert body["code"] == code, body
        assert body["status"] == status
        assert {"type", "title", "detail"} <= body.keys()
        return body
