"""The official JavaScript client, unmodified, over real HTTP (needs node; `npm ci` is run where it was not)."""

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connections

from topin.auth.mail import composed
from topin.core.jobs.secret import open_sealed
from topin.core.testing.server import serving

from .conftest import answer_asks
from .test_admin_api import service
from .test_codes import link_in
from .test_python_client import CHEAP

_HERE = Path(__file__).parent / "js"
_NEWEST = (
    "SELECT payload FROM private.outbox WHERE kind = 'mail' AND payload ->> 'to' = %s"
    " ORDER BY created_at DESC, id DESC LIMIT 1"
)


@pytest.fixture
def mailbox(sql: Any) -> Iterator[str]:
    """GET /<address>: the newest mail to it, as {code, hash, link, template}."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer_asks(sql)
            connections["worker"].close()
            (row,) = sql(_NEWEST, [unquote(self.path[1:])])
            body = json.dumps(_opened(row["payload"])).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Not into the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _opened(payload: dict[str, Any]) -> dict[str, Any]:
    code = open_sealed(payload["secret"])["code"]
    link = link_in(composed(payload, code).text)
    return {
        "code": code,
        "link": link,
        "hash": link.partition("token=")[2].partition("&")[0],
        "template": payload["template"],
    }


@pytest.mark.slow
def test_every_flow(mailbox: str) -> None:
    if not (_HERE / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=_HERE, check=True)
    options = {
        **CHEAP,
        "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED": "true",
        "GOTRUE_JWT_ADMIN_ROLES": "service_role",
    }
    with (
        serving("auth", GOTRUE_MAILER_AUTOCONFIRM="true", **options) as at_once,
        serving("auth", **options) as by_mail,
    ):
        ran = subprocess.run(
            ["node", "main.mjs", f"{at_once}/api/auth", f"{by_mail}/api/auth", mailbox, service()],
            cwd=_HERE, capture_output=True, text=True, timeout=110,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
