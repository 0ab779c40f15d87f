"""Known and unknown addresses take the same time: medians over real HTTP, interleaved."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from topin.core.testing.server import serving

from .conftest import PASSWORD, fresh_email, with_handle

SAMPLES = 100
_ENV = {"TOPIN_RATE_LIMITS": "off", "GOTRUE_SMTP_MAX_FREQUENCY": "0", "TOPIN_PASSWORD_COST": "7"}


def medians(client: httpx.Client, ask: Callable[[str], Any], known: str) -> tuple[float, float]:
    """Milliseconds for the known and for unknown addresses, asked in turn; both answer alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * SAMPLES):
        address = known if turn % 2 else fresh_email()
        path, body = ask(address)
        started = time.perf_counter()
        answer = client.post(path, json=body)
        times[1 - turn % 2].append(1000 * (time.perf_counter() - started))
        assert answer.status_code in (200, 400), answer.text
    return statistics.median(times[0]), statistics.median(times[1])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_address_is_told_by_time(sql: Any) -> None:
    with serving("auth", **_ENV) as url, httpx.Client(base_url=f"{url}/api/auth/", timeout=20) as client:
        known = fresh_email()
        client.post("signup", json={"email": known, "password": PASSWORD, "data": with_handle({})})
        sql("UPDATE auth.users SET email_confirmed_at = now() WHERE email = %s", [known])
        asked: dict[str, Callable[[str], Any]] = {
            "signup": lambda a: ("signup", {"email": a, "password": PASSWORD, "data": with_handle({})}),
            "password": lambda a: ("token?grant_type=password", {"email": a, "password": "wrong"}),
            "otp": lambda a: ("otp", {"email": a, "data": with_handle({})}),
            "recover": lambda a: ("recover", {"email": a}),
            "resend": lambda a: ("resend", {"type": "signup", "email": a}),
        }
        figures = {name: medians(client, ask, known) for name, ask in asked.items()}
    print({name: f"known {a:.2f} ms, unknown {b:.2f} ms" for name, (a, b) in figures.items()})  # noqa: T201
    assert not {name for name, (a, b) in figures.items() if abs(a - b) >= max(5, 0.1 * b)}
