"""Limits by address, account and purpose, counted in Redis; and what holds while Redis is away."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from topin.auth.addresses import client
from topin.core.api import limits as counted

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle


@pytest.fixture
def limited(autoconfirm: GoTrue, settings: Any) -> Callable[[], dict[str, str]]:
    """Limits are on; `limited()` is the header of a client that nobody counted yet."""
    settings.RATE_LIMITS = True
    settings.TRUSTED_PROXIES = 1
    return lambda: {"X-Forwarded-For": f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"}


def test_ten_passwords_a_minute_for_an_account_from_an_address(autoconfirm: GoTrue, limited: Any) -> None:
    here, email = limited(), fresh_email()
    body = {"email": email, "password": "wrong"}
    for _ in range(10):
        answer = autoconfirm.post("token?grant_type=password", body, **here)
        autoconfirm.refused(answer, 400, "invalid_credentials")
    refused = autoconfirm.refused(
        autoconfirm.post("token?grant_type=password", body, **here), 429, "over_request_rate_limit"
    )
    assert refused["msg"] == "Request rate limit reached"
    again = autoconfirm.post("token?grant_type=password", body, **here)
    assert 0 < int(again["Retry-After"]) <= 60
    other = autoconfirm.post("token?grant_type=password", {**body, "email": fresh_email()}, **here)
    autoconfirm.refused(other, 400, "invalid_credentials")
    autoconfirm.refused(
        autoconfirm.post("token?grant_type=password", body, **limited()), 400, "invalid_credentials"
    )


def test_an_ipv6_network_counts_as_one_address(autoconfirm: GoTrue, limited: Any) -> None:
    network, email = limited()["X-Forwarded-For"], fresh_email()
    body = {"email": email, "password": "wrong"}
    answers = [
        autoconfirm.post("token?grant_type=password", body, **{"X-Forwarded-For": f"{network}{turn:x}"})
        for turn in range(11)
    ]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429]


def test_the_thirty_first_of_each_bucket_is_refused(autoconfirm: GoTrue, limited: Any) -> None:
    here = limited()
    for path, body in (("otp", {}), ("recover", {}), ("resend", {}), ("verify", {}), ("signup", {"email": "x"})):
        codes = [autoconfirm.post(path, body, **here).status_code for _ in range(31)]
        assert 429 not in codes[:30] and codes[30] == 429, path
    assert autoconfirm.post("otp", {}, **limited()).status_code == 400


def test_refreshing_past_its_limit_is_told_to_come_back(autoconfirm: GoTrue, limited: Any) -> None:
    body = {"email": fresh_email(), "password": PASSWORD, "data": with_handle({})}
    token = autoconfirm.post("signup", body, **limited()).json()["refresh_token"]
    codes = [autoconfirm.refresh(token).status_code for _ in range(31)]
    assert codes == [200] * 30 + [503], "a 4xx would sign an honest phone out"


def test_without_redis_sessions_go_on_and_guessing_is_refused(
    autoconfirm: GoTrue, limited: Any, settings: Any, monkeypatch: Any
) -> None:
    body = {"email": fresh_email(), "password": PASSWORD, "data": with_handle({})}
    session = autoconfirm.post("signup", body, **limited()).json()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(counted, "_breaker", counted.Breaker())
    counted._limiter.cache_clear()
    try:
        assert autoconfirm.refresh(session["refresh_token"]).status_code == 200
        assert autoconfirm.get("user", token=session["access_token"]).status_code == 200
        for path in ("token?grant_type=password", "verify"):
            answer = autoconfirm.post(path, {**body, "type": "email", "token": "1"}, **limited())
            assert answer.status_code == 503, path
    finally:
        counted._limiter.cache_clear()


def test_the_header_that_the_settings_name_tells_whose_request_it_is(rf: Any, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    request = rf.get(
        "/", headers={"CF-Connecting-IP": "203.0.113.9", "X-Forwarded-For": "198.51.100.7, 203.0.113.1"}
    )
    assert client(request) == "127.0.0.1"
    settings.GOTRUE_RATE_LIMIT_HEADER = "CF-Connecting-IP"
    assert client(request) == "203.0.113.9"
    assert client(rf.get("/")) == "127.0.0.1"
    settings.GOTRUE_RATE_LIMIT_HEADER, settings.TRUSTED_PROXIES = "X-Forwarded-For", 1
    assert client(request) == "203.0.113.1"  # what the proxy saw, not what the client wrote
