"""Whatever a client sends, the answer is a 4xx with a code, never a 5xx; a fault of ours is never a 4xx."""

import json
import uuid
from typing import Any

import pytest

from topin.auth.openapi import OPERATIONS
from topin.auth.views import base
from topin.core.db.errors import DatabaseError

from .conftest import GoTrue, fresh_email
from .test_admin_api import service

FIELDS = (
    "email", "phone", "password", "data", "type", "token", "token_hash", "refresh_token", "auth_code",
    "code_verifier", "code_challenge", "nonce", "factor_type", "friendly_name", "challenge_id", "code",
    "new_email",    "user_metadata", "app_metadata", "role", "ban_duration", "id", "password_hash", "create_user",
)  # fmt: skip
NASTY: tuple[Any, ...] = (
    None, "", " ", "x", "\u0000", "ä" * 300, "a@b.de\r\nBcc: c@d.de", "' OR 1=1 --", "%00", "-1", 0, -1, 1e400,
    2**80, True, [], ["x"], {}, {"a": {"b": [None]}}, "9" * 1000, "../../x", "\U0001f600@\U0001f600.de",
    str(uuid.UUID(int=0)),
)  # fmt: skip
WRITES = sorted((path, method) for path, method in OPERATIONS if method in ("post", "put", "delete"))


@pytest.mark.parametrize(("path", "method"), WRITES)
def test_nasty_values(autoconfirm: GoTrue, path: str, method: str) -> None:
    session = autoconfirm.sign_up()
    key = OPERATIONS[path, method].key
    filled = path.replace("{session_id}", str(uuid.uuid4())).replace("{factor}", "%00").replace("{person}", "x")
    queries = ("password", "refresh_token", "pkce") if path == "token" else ("",)
    for value in NASTY:
        for query in queries:
            token = service() if key == "service" else session["access_token"]
            url = f"{filled}?grant_type={query}&scope=%00&redirect_to=%0d%0a" if query else filled
            body = dict.fromkeys(FIELDS, value)
            answer = autoconfirm(method.upper(), url, body, token=token)
            assert answer.status_code < 500, (url, value, answer.content)
            if answer.status_code >= 400:
                assert answer.json()["error_code"]


def test_one_nasty_value_among_good_ones(autoconfirm: GoTrue) -> None:
    good = {"password": "correct horse", "type": "signup", "token": "123456", "factor_type": "totp"}
    token = autoconfirm.sign_up()["access_token"]
    for path, method in (("signup", "POST"), ("otp", "POST"), ("user", "PUT")):
        for name in FIELDS:
            for value in ("\u0000", "ä" * 300, 0, ["x"], {"a": {"b": [None]}}):
                body = {"email": fresh_email(), **good, name: value}
                answer = autoconfirm(method, path, body, token=token)
                assert answer.status_code < 500, (path, name, value, answer.content)
    assert autoconfirm.get("user", token=token).status_code in (200, 403)


def test_a_deep_or_huge_body(gotrue: GoTrue) -> None:
    deep = b'{"data":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}"
    gotrue.refused(gotrue.post("signup", deep), 400, "bad_json")
    huge = gotrue.post("token?grant_type=password", b'{"email":"' + b"a" * 2**20 + b'"}')
    gotrue.refused(huge, 413, "request_entity_too_large")


@pytest.mark.parametrize(
    "headers", [{"User-Agent": "\u0000x" * 400}, {"X-Forwarded-For": "no address"}, {"Accept-Language": "ä"}]
)
def test_odd_headers(autoconfirm: GoTrue, settings: Any, headers: dict[str, str]) -> None:
    settings.TRUSTED_PROXIES = 1
    email = fresh_email()
    autoconfirm.sign_up(email)
    body = {"email": email, "password": "correct horse"}
    assert autoconfirm.post("token?grant_type=password", body, **headers).status_code == 200


@pytest.mark.parametrize("fault", [DatabaseError("gone"), RuntimeError("bug")])
def test_a_fault_of_ours_is_a_5xx(autoconfirm: GoTrue, monkeypatch: Any, fault: Exception) -> None:
    token = autoconfirm.sign_up()["refresh_token"]

    def broken(*args: Any, **kwargs: Any) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(base.session, "call", broken)
        answer = autoconfirm.refresh(token)
        assert answer.status_code in (500, 503)
        assert "gone" not in answer.content.decode() and "bug" not in answer.content.decode()
        assert json.loads(answer.content)["error_code"]
    assert autoconfirm.refresh(token).status_code == 200


def test_a_closed_account_is_met_with_silence(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = fresh_email()
    made = gotrue.sign_up(email)
    sql("UPDATE auth.users SET deleted_at = now(), email_confirmed_at = now() WHERE id = %s", [made["id"]])
    before = len(mails(email))
    assert gotrue.sign_up(email)["id"] != made["id"]
    for path, body in (("otp", {}), ("recover", {}), ("resend", {"type": "signup"})):
        assert gotrue.post(path, {"email": email, **body}).json() == {}
    assert len(mails(email)) == before
    gotrue.refused(gotrue.sign_in(email), 400, "invalid_credentials")
