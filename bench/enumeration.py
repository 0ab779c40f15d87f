"""`python -m bench.enumeration`: whether the time of an answer tells a known address from an unknown one.

Both are asked in turn, over real HTTP and one kept connection, and which comes first is drawn for each pair.
For each endpoint: the two medians; their ratio with what chance leaves of it (95 % of resampled pairs); and how
often one who knows both medians would guess right from one answer (50 % is no knowledge).
"""

import topin.core.testing.services  # noqa: F401, isort: skip - sets the environment before Django reads it

import argparse
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import httpx
import psycopg

django.setup()

from topin.core.testing.server import serving  # noqa: E402 (it needs the settings)

RESULTS = Path(__file__).resolve().parent / "results"
WITHIN = 0.10
_PASSWORD = "correct horse"  # noqa: S105 (of accounts in a test database)
_ENV = {"TOPIN_RATE_LIMITS": "off", "GOTRUE_SMTP_MAX_FREQUENCY": "0", "TOPIN_LOG_LEVEL": "WARNING"}
Ask = Callable[[str], tuple[str, dict[str, Any]]]
Pairs = list[tuple[float, float]]


def fresh() -> str:
    """An address that nobody has."""
    return f"{uuid.uuid4().hex[:16]}@example.test"


def handle() -> dict[str, str]:
    """Sign-up data."""
    return {"user_handle": f"u_{uuid.uuid4().hex[:12]}"}


ASKS: dict[str, Ask] = {
    "otp": lambda a: ("otp", {"email": a, "data": handle()}),
    "otp, create_user false": lambda a: ("otp", {"email": a, "create_user": False}),
    "recover": lambda a: ("recover", {"email": a}),
    "resend signup": lambda a: ("resend", {"type": "signup", "email": a}),
    "resend email_change": lambda a: ("resend", {"type": "email_change", "email": a}),
    "signup": lambda a: ("signup", {"email": a, "password": _PASSWORD, "data": handle()}),
    "password": lambda a: ("token?grant_type=password", {"email": a, "password": "wrong"}),
}


def main() -> int:
    """Measure, print and keep the table. Exit code 1 where a ratio is out of bounds."""
    parser = argparse.ArgumentParser(prog="bench.enumeration", description=__doc__)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with serving("auth", **_ENV) as url, httpx.Client(base_url=f"{url}/api/auth/", timeout=20) as client:
        known = _confirmed(client)
        found = {name: _pairs(client, ask, known, options.pairs, dice) for name, ask in ASKS.items()}
    ratios = {name: _ratio(pairs) for name, pairs in found.items()}
    table = _table(found, ratios, dice)
    print(table)
    RESULTS.mkdir(exist_ok=True)
    head = (
        f"# Known and unknown addresses\n\n{options.pairs} pairs of answers each; one process, 2 cores shared\n\n"
    )
    (RESULTS / "enumeration.md").write_text(head + table)
    return int(any(abs(ratio - 1) > WITHIN for ratio in ratios.values()))


def _confirmed(client: httpx.Client) -> str:
    """The address of a confirmed account. (Its mail is not opened: the table's owner confirms it.)"""
    address = fresh()
    client.post("signup", json={"email": address, "password": _PASSWORD, "data": handle()}).raise_for_status()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("UPDATE auth.users SET email_confirmed_at = now() WHERE email = %s", (address,))
    return address


def _pairs(client: httpx.Client, ask: Ask, known: str, count: int, dice: random.Random) -> Pairs:
    """Milliseconds of (known, unknown), asked one after the other in either order; the first ten only warm up."""
    pairs: Pairs = []
    for _ in range(count + 10):
        took = {}
        for is_known in dice.sample((True, False), 2):
            unknown = fresh()  # made for both, so that the client is equally awake
            path, body = ask(known if is_known else unknown)
            began = time.perf_counter()
            status = client.post(path, json=body).status_code
            took[is_known] = 1000 * (time.perf_counter() - began)
            if status not in (200, 400, 422):
                raise RuntimeError(f"{path} answered {status}")
        pairs.append((took[True], took[False]))
    return pairs[10:]


def _medians(pairs: Pairs) -> tuple[float, float]:
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def _ratio(pairs: Pairs) -> float:
    known, unknown = _medians(pairs)
    return known / unknown


def _bounds(pairs: Pairs, dice: random.Random) -> tuple[float, float]:
    drawn = sorted(_ratio(dice.choices(pairs, k=len(pairs))) for _ in range(400))
    return drawn[10], drawn[-11]


def _guessed(pairs: Pairs) -> float:
    """Of all single answers, how many fall on their own side of the middle between the two medians."""
    known, unknown = _medians(pairs)
    middle = (known + unknown) / 2
    right = sum((a > middle) == (known > unknown) for a, _ in pairs)
    right += sum((b > middle) == (unknown > known) for _, b in pairs)
    return right / (2 * len(pairs))


def _table(found: dict[str, Pairs], ratios: dict[str, float], dice: random.Random) -> str:
    lines = [
        "| | known, ms | unknown, ms | known / unknown | 95 % | guessed from one answer |",
        "|---|---|---|---|---|---|",
    ]
    for name, pairs in found.items():
        known, unknown = _medians(pairs)
        low, high = _bounds(pairs, dice)
        lines.append(
            f"| {name} | {known:.2f} | {unknown:.2f} | {ratios[name]:.3f} | {low:.3f} to {high:.3f} |"
            f" {_guessed(pairs):.0%} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
