"""Limits over three processes on one Redis: what passes in all of them together is the limit; and without Redis.

Runs private.auth_require_calm over HTTP, too.
"""

import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from topin.core.embedded.valkey import Valkey
from topin.core.testing.people import PASSWORD
from topin.core.testing.server import serving

from .conftest import fresh_email
from .test_refresh_model import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
CALLERS, ASKED = 32, 64
_ENV = {
    "TOPIN_RATE_LIMITS": "on",
    "TOPIN_TRUSTED_PROXIES": "1",
    "TOPIN_PASSWORD_COST": "4",
    "TOPIN_LOG_LEVEL": "ERROR",
    "GOTRUE_RATE_LIMIT_TOKEN_REFRESH": "40",
    "GOTRUE_RATE_LIMIT_EMAIL_SENT": "45",
    "GOTRUE_SMTP_MAX_FREQUENCY": "60",
}
Ask = Callable[[int], tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: Any) -> Iterator[Valkey]:
    """A Redis of the test's own, to be killed."""
    server = Valkey(tmp_path_factory.mktemp("valkey"), fast=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def urls(valkey: Valkey) -> Iterator[list[str]]:
    """One API and two account services."""
    with ExitStack() as stack:
        environment = {**_ENV, "REDIS_URL": valkey.url}
        yield [
            stack.enter_context(serving(process, **environment)) + "/api/auth/"
            for process in ("api", "auth", "auth")
        ]


def place() -> str:
    """An address that nobody counted yet."""
    return f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"


def at_once(urls: list[str], ask: Ask, here: str | None = None) -> Counter[int]:
    """64 requests by 32 callers, in turn to each process (`here`: from one address): how often each status."""
    with ThreadPoolExecutor(CALLERS) as pool, httpx.Client(timeout=30, limits=_MANY) as client:

        def one(number: int) -> int:
            path, body = ask(number)
            headers = {"X-Forwarded-For": here or place()}
            return client.post(urls[number % 3] + path, json=body, headers=headers).status_code

        return Counter(pool.map(one, range(ASKED)))


_MANY = httpx.Limits(max_connections=CALLERS)
_SIGN_IN = "token?grant_type=password"


def wrong_password(email: str) -> tuple[str, dict[str, Any]]:
    return _SIGN_IN, {"email": email, "password": "wrong"}


def test_tries_of_a_password_for_an_account_from_an_address(urls: list[str]) -> None:
    email = fresh_email()
    assert at_once(urls, lambda _: wrong_password(email), place()) == {400: 10, 429: ASKED - 10}


def test_sign_ins_from_an_address(urls: list[str]) -> None:
    assert at_once(urls, lambda _: wrong_password(fresh_email()), place()) == {400: 40, 429: ASKED - 40}


@pytest.mark.parametrize("path", ["otp", "recover", "resend", "verify", "signup"])
def test_the_bucket_of_an_endpoint(urls: list[str], path: str) -> None:
    """Bodies that are refused after the bucket, so that nothing else is used up."""
    assert at_once(urls, lambda _: (path, {"email": "x"}), place()) == {400: 30, 429: ASKED - 30}


def test_one_mail_of_a_kind_to_an_address_and_all_mails(urls: list[str]) -> None:
    email = fresh_email()
    for path in ("otp", "recover"):
        assert at_once(urls, lambda _, path=path: (path, {"email": email})) == {200: 1, 429: ASKED - 1}  # type: ignore[misc]
    left = 45 - 2
    assert at_once(urls, lambda _: ("otp", {"email": fresh_email()})) == {200: left, 429: ASKED - left}


def test_refreshes_of_one_token_and_of_one_session(urls: list[str]) -> None:
    _, token = signed_in()
    body = {"refresh_token": token}
    assert at_once(urls, lambda _: ("token?grant_type=refresh_token", body)) == {200: 30, 503: ASKED - 30}
    _, token = signed_in()
    with httpx.Client(timeout=30) as client:
        for number in range(29):  # with the sign-in's own that makes 30 tokens of this minute
            answer = client.post(
                urls[number % 3] + "token?grant_type=refresh_token", json={"refresh_token": token}
            )
            assert answer.status_code == 200, (number, answer.text)
            token = answer.json()["refresh_token"]
        refused = client.post(urls[0] + "token?grant_type=refresh_token", json={"refresh_token": token})
    assert refused.status_code == 503 and 0 < int(refused.headers["Retry-After"]) <= 60


def asked(url: str, token: str) -> dict[str, int]:
    """What one process says to a sign-in, a code, a refresh and a reading."""
    headers = {"X-Forwarded-For": place()}
    with httpx.Client(base_url=url, headers=headers, timeout=20) as client:
        return {
            "password": client.post(_SIGN_IN, json={"email": fresh_email(), "password": PASSWORD}).status_code,
            "verify": client.post(
                "verify", json={"type": "email", "email": fresh_email(), "token": "1"}
            ).status_code,
            "refresh": client.post("token?grant_type=refresh_token", json={"refresh_token": token}).status_code,
            "settings": client.get("settings").status_code,
        }


AWAY = {"password": 503, "verify": 503, "refresh": 200, "settings": 200}
BACK = {"password": 400, "verify": 403, "refresh": 200, "settings": 200}


def seconds_until(expected: dict[str, int], urls: list[str], tokens: list[str]) -> float:
    """How long it takes until every process answers so; within 5 seconds."""
    began = time.monotonic()
    while (said := [asked(url, token) for url, token in zip(urls, tokens, strict=True)]) != [expected] * 3:
        assert time.monotonic() - began < 5, said
        time.sleep(0.1)
    return time.monotonic() - began


def test_redis_is_killed_hangs_and_comes_back(urls: list[str], valkey: Valkey) -> None:
    tokens = [signed_in()[1] for _ in urls]
    seconds_until(BACK, urls, tokens)
    assert valkey.child
    os.kill(valkey.child.pid, signal.SIGKILL)
    valkey.child.wait()
    assert [asked(url, token) for url, token in zip(urls, tokens, strict=True)] == [AWAY] * 3, "at once"
    valkey.start(valkey.port)
    seconds_until(BACK, urls, tokens)
    os.kill(valkey.child.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        for _ in range(5):
            assert [asked(url, token) for url, token in zip(urls, tokens, strict=True)] == [AWAY] * 3
        assert time.monotonic() - began < 30, "each waits a second for Redis, and then a while for none"
    finally:
        os.kill(valkey.child.pid, signal.SIGCONT)
    seconds_until(BACK, urls, tokens)
