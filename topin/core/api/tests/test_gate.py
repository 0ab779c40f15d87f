"""Which thread answers which request."""

import asyncio
import threading
import uuid

import pytest

from topin.core.api.front import Front
from topin.core.api.gate import Gate
from topin.core.api.routes import Routes
from topin.urls import API


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/media"),
        ("POST", f"/api/media/{uuid.uuid4()}/complete"),
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


def serving_thread(method: str, path: str) -> str:
    """The thread in which a request with a short body is answered."""
    seen: list[str] = []

    def application(environ, start_response):
        seen.append(threading.current_thread().name)
        start_response("204 No Content", [])
        return [b""]

    async def receive():
        return {"type": "http.request", "body": b"{}"}

    async def send(message):
        pass

    scope = {
        "method": method, "raw_path": path.encode(), "query_string": b"", "scheme": "http", "client": None,
        "server": ("localhost", 80), "headers": [(b"content-length", b"2")],
    }  # fmt: skip
    asyncio.run(Gate(Front(Routes(API)), application, 1)(scope, receive, send))
    return seen[0]
