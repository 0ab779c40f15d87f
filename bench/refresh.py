"""`python -m bench.refresh`: 10,000 refreshes by 100 phones over HTTP, every fifth answer lost; then thieves.

The simulation is that of `make check` (topin/auth/tests/test_refresh_model.py); this one keeps its figures.
"""

import topin.core.testing.services  # noqa: F401, isort: skip - sets the environment before Django reads it

import argparse
import sys
import time
from pathlib import Path

import django
import httpx

django.setup()

from topin.auth.tests.phones import Phone, honest, thieves  # noqa: E402 (they need the settings)
from topin.auth.tests.test_refresh_model import signed_in  # noqa: E402
from topin.core.testing.server import serving  # noqa: E402

RESULT = Path(__file__).resolve().parent / "results" / "refresh.md"
_ENV = {
    "TOPIN_RATE_LIMITS": "off",
    "TOPIN_LOG_LEVEL": "WARNING",
    "GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": "1",
}


def main() -> int:
    """Simulate, print and keep the figures. Exit code 1 where an honest phone was signed out, or a thief not."""
    parser = argparse.ArgumentParser(prog="bench.refresh", description=__doc__)
    parser.add_argument("--refreshes", type=int, default=10_000)
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    phones = [Phone(token, [token]) for _, token in (signed_in() for _ in range(options.phones))]
    with serving("auth", **_ENV) as url, httpx.Client(timeout=30) as client:

        def refresh(token: str) -> tuple[str, str | None]:
            answer = client.post(f"{url}/api/auth/token?grant_type=refresh_token", json={"refresh_token": token})
            body = answer.json()
            return (body["refresh_token"], None) if answer.status_code == 200 else ("", body["error_code"])

        began = time.perf_counter()
        outcome = honest(phones, refresh, refreshes=options.refreshes, seed=options.seed)
        took = time.perf_counter() - began
        time.sleep(1.1)
        tried, caught = thieves(phones, refresh, seed=options.seed)
    rows = {
        "refreshes": outcome.refreshes,
        "of them with the answer lost": outcome.lost_answers,
        "times five parts of an app asked at once": outcome.parallel,
        "times these did not get one token": outcome.disagreements,
        "honest phones signed out": outcome.signed_out,
        "older tokens replayed by thieves": tried,
        "of them caught, the session ended": caught,
        "refreshes a second": round(outcome.refreshes / took),
    }
    table = "".join(f"| {name} | {value:,} |\n" for name, value in rows.items())
    print(table)
    RESULT.parent.mkdir(exist_ok=True)
    head = f"# Refreshing on bad networks\n\n{options.phones} phones, one process, 2 cores\n\n| | |\n|---|---|\n"
    RESULT.write_text(head + table)
    return int(bool(outcome.signed_out or outcome.disagreements or tried != caught))


if __name__ == "__main__":
    sys.exit(main())
