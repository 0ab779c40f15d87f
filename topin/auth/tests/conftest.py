"""A client of /api/auth for these tests, and the mails that it would have caused."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse

from topin.auth import tasks
from topin.auth.refusals import errors_of_operation
from topin.auth.views.disabled import DisabledView
from topin.core.jobs.outbox import Message
from topin.core.jobs.secret import open_sealed
from topin.core.testing.document import faults_of_answer, is_documented

from .chain import ApiClient

PASSWORD = "correct horse"


@dataclass
class GoTrue:
    """Speaks to /api/auth in this process, so that a test may change settings."""

    client: ApiClient
    version: str | None = None

    def __call__(self, method: str, path: str, json: Any = None, *, token: str = "", **headers: str) -> Any:
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if self.version:
            headers["X-Supabase-Api-Version"] = self.version
        answer = self.client.generic(
            method, f"/api/auth/{path}", _bytes(json), content_type="application/json", headers=headers
        )
        require_documented(answer, method)
        return answer

    def post(self, path: str, json: Any = None, **options: Any) -> Any:
        return self("POST", path, json, **options)

    def get(self, path: str, **options: Any) -> Any:
        return self("GET", path, **options)

    def put(self, path: str, json: Any = None, **options: Any) -> Any:
        return self("PUT", path, json, **options)

    def delete(self, path: str, json: Any = None, **options: Any) -> Any:
        return self("DELETE", path, json, **options)

    def sign_up(self, email: str | None = None, **data: Any) -> Any:
        """Signs up with a fresh address and handle; the body of the answer."""
        answer = self.post(
            "signup", {"email": email or fresh_email(), "password": PASSWORD, "data": with_handle(data)}
        )
        assert answer.status_code == 200, answer.content
        return answer.json()

    def sign_in(self, email: str, password: str = PASSWORD) -> Any:
        return self.post("token?grant_type=password", {"email": email, "password": password})

    def refresh(self, token: str) -> Any:
        return self.post("token?grant_type=refresh_token", {"refresh_token": token})

    @staticmethod
    def refused(answer: HttpResponse, status: int, code: str) -> dict[str, Any]:
        """Asserts that the answer is this refusal in GoTrue's older shape; gives its body."""
        assert answer.status_code == status, answer.content
        body: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
        assert body["error_code"] == code, body
        assert body["code"] == status
        return body


def require_documented(answer: Any, method: str) -> None:
    """Asserts that the OpenAPI document tells of the answer: names the error, or has just these fields."""
    found, code = answer.resolver_match, answer.headers.get("x-sb-error-code")
    view = getattr(found.func, "view_class", None)
    if view is None or issubclass(view, DisabledView) or answer.status_code == 405:
        return
    if code is not None:
        named = errors_of_operation(view, method.lower()).get(answer.status_code, [])
        assert code in named, f"{method} {found.route} does not name {answer.status_code} {code}"
    elif is_documented(found.route):
        body = json.loads(answer.content) if answer.status_code == 200 else None
        assert faults_of_answer(found.route, method, answer.status_code, body) == []


def _bytes(body: Any) -> Any:
    return body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()


def fresh_email() -> str:
    """An address that no other test uses."""
    return f"{uuid.uuid4().hex[:16]}@example.test"


def with_handle(data: dict[str, Any]) -> dict[str, Any]:
    """Sign-up data with a handle of its own."""
    return {"user_handle": f"u_{uuid.uuid4().hex[:12]}", **data}


@pytest.fixture
def gotrue(settings: Any) -> GoTrue:
    """The service as a hosted project has it (codes by mail), without limits; hashing is cheap."""
    settings.RATE_LIMITS = False
    settings.GOTRUE_SMTP_MAX_FREQUENCY = 0
    settings.TOPIN_PASSWORD_COST = 4
    return GoTrue(ApiClient())


@pytest.fixture
def autoconfirm(gotrue: GoTrue, settings: Any) -> GoTrue:
    """The same with autoconfirm: a sign-up gives a session."""
    settings.GOTRUE_MAILER_AUTOCONFIRM = True
    return gotrue


def answer_asks(sql: Callable[..., Any]) -> None:
    """Has the worker's own code make the codes that were asked for, and leaves their mails in the outbox."""
    rows = sql(
        "UPDATE private.outbox SET status = 'taken', lease = gen_random_uuid(), run_at = now() + interval '1 hour'"
        " WHERE kind = 'accounts.ask' AND status = 'waiting' RETURNING created_at, id::text, payload, lease::text",
        login="worker",
    )
    for row in sorted(rows, key=lambda row: (row["created_at"], row["id"])):
        secret = open_sealed(row["payload"]["secret"])
        tasks.answer_ask(Message(row["id"], "accounts.ask", {}, 1, row["lease"], secret))


@pytest.fixture
def mails(sql: Callable[..., Any]) -> Callable[[str], list[dict[str, Any]]]:
    """`mails(address)`: what the outbox holds for it, newest first: the payload with its code opened."""

    def find(address: str) -> list[dict[str, Any]]:
        answer_asks(sql)
        rows = sql(
            "SELECT payload FROM private.outbox WHERE kind = 'mail' AND payload ->> 'to' = %s"
            " ORDER BY created_at DESC, id DESC",
            [address],
        )
        return [{**row["payload"], **open_sealed(row["payload"]["secret"])} for row in rows]

    return find
