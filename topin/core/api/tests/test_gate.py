"""Which thread answers which request."""

import asyncio
import threading
import time
import uuid

import pytest

from topin.core.api import envelope
from topin.core.api.front import Front
from topin.core.api.gate import Gate
from topin.core.api.routes import Routes
from topin.urls import API


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/media"),
        ("POST", f"/api/media/{uuid.UUID(int=1)}/complete"),
        ("PUT", "/api/media/uploads/word"),
        ("PUT", "/api/users/me/avatar"),
        ("PATCH", "/api/users/me/cover/"),
    ],
)
def test_what_opens_files_holds_up_no_other_write(method, path):
    assert serving_thread(method, path).startswith("upload")


@pytest.mark.parametrize("path", ["/api/posts", "/api/media/presign", "/api/auth/token", "/admin/login/", "/no"])
def test_other_writes_have_the_threads_with_a_connection(path):
    assert serving_thread("POST", path).startswith("request")


def test_the_time_of_a_request_begins_before_it_has_a_thread(monkeypatch):
    """Else the log and the figures call a server quick whose clients wait in a row."""
    observed: list[float] = []
    monkeypatch.setattr(envelope, "observe", lambda route, method, status, seconds: observed.append(seconds))
    api = Front(Routes(API))

    def application(environ, start_response):
        time.sleep(0.1)
        return api(environ, start_response)

    asyncio.run(answered(Gate(api, application, 1), "POST", "/api/none"))
    assert observed[0] >= 0.1


def serving_thread(method: str, path: str) -> str:
    """The thread in which a request with a short body is answered."""
    seen: list[str] = []

    def application(environ, start_response):
        seen.append(threading.current_thread().name)
        start_response("204 No Content", [])
        return [b""]

    asyncio.run(answered(Gate(Front(Routes(API)), application, 1), method, path))
    return seen[0]


async def answered(gate: Gate, method: str, path: str) -> None:
    """The gate's work for a request with a short body."""

    async def receive():
        return {"type": "http.request", "body": b"{}"}

    async def send(message):
        pass

    scope = {
        "method": method, "raw_path": path.encode(), "query_string": b"", "scheme": "http", "client": None,
        "server": ("localhost", 80), "headers": [(b"content-length", b"2")],
    }  # fmt: skip
    await gate(scope, receive, send)
