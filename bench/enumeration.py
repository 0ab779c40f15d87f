"""`python -m bench.enumeration`: whether the time of an answer tells a known address or number from an unknown.

Both are asked in turn, over real HTTP and one kept connection, and which comes first is drawn for each pair.
For each endpoint: the two medians; their ratio with what chance leaves of it (95 % of resampled pairs); and how
often one who knows both medians would guess right from one answer (50 % is no knowledge).
`--only otp,signup` measures these alone; the other rows of the table stay as they are.
"""

import topin.core.testing.services  # noqa: F401, isort: skip - sets the environment before Django reads it

import argparse
import os
import random
import secrets
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
_ENV = {
    "TOPIN_RATE_LIMITS": "off",
    "GOTRUE_SMTP_MAX_FREQUENCY": "0",
    "GOTRUE_EXTERNAL_PHONE_ENABLED": "true",
    "TOPIN_LOG_LEVEL": "WARNING",
}
Ask = Callable[[str], tuple[str, dict[str, Any]]]
Pairs = list[tuple[float, float]]


def fresh() -> str:
    """An address that nobody has."""
    return f"{uuid.uuid4().hex[:16]}@example.test"


def fresh_number() -> str:
    """A number that nobody has."""
    return f"49{secrets.randbelow(10**11):011}"


def handle() -> dict[str, str]:
    """Sign-up data."""
    return {"user_handle": f"u_{uuid.uuid4().hex[:12]}"}


ASKS: dict[str, Ask] = {
    "otp": lambda a: ("otp", {"email": a, "data": handle()}),
    "otp create_user=false": lambda a: ("otp", {"email": a, "create_user": False}),
    "recover": lambda a: ("recover", {"email": a}),
    "resend signup": lambda a: ("resend", {"type": "signup", "email": a}),
    "resend email_change": lambda a: ("resend", {"type": "email_change", "email": a}),
    "signup": lambda a: ("signup", {"email": a, "password": _PASSWORD, "data": handle()}),
    "password": lambda a: ("token?grant_type=password", {"email": a, "password": "wrong"}),
    "verify wrong code": lambda a: ("verify", {"type": "recovery", "email": a, "token": "000000"}),
    "phone otp": lambda n: ("otp", {"phone": n, "data": handle()}),
    "phone otp create_user=false": lambda n: ("otp", {"phone": n, "create_user": False}),
    "phone resend sms": lambda n: ("resend", {"type": "sms", "phone": n}),
    "phone resend phone_change": lambda n: ("resend", {"type": "phone_change", "phone": n}),
    "phone password": lambda n: ("token?grant_type=password", {"phone": n, "password": "wrong"}),
}
_HEAD = (
    "# Known and unknown addresses and numbers",
    "",
    "Medians in ms over pairs of answers; one process, 2 cores",
    "",
    "| | pairs | known | unknown | known / unknown | 95 % | guessed from one answer |",
    "|---|---|---|---|---|---|---|",
)
_SLOW = {"signup", "password", "phone password"}  # a password is hashed


def main() -> int:
    """Measure, print and keep the table. Exit code 1 where an interval leaves the bounds."""
    parser = argparse.ArgumentParser(prog="bench.enumeration", description=__doc__)
    parser.add_argument("--pairs", type=int, default=1500, help="a third of it where a password is hashed")
    parser.add_argument("--only", type=lambda names: names.split(","), default=list(ASKS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with serving("auth", **_ENV) as url, httpx.Client(base_url=f"{url}/api/auth/", timeout=20) as client:
        known = _confirmed(client)
        found = {}
        for name in options.only:
            count = options.pairs // (3 if name in _SLOW else 1)
            who = (known[1], fresh_number) if name.startswith("phone") else (known[0], fresh)
            found[name] = _pairs(client, ASKS[name], *who, count, dice)
            row = _row(name, found[name], dice)
            print(row, flush=True)
            _keep({name: row})
    outside = [name for name, pairs in found.items() if not _inside(_bounds(pairs, dice))]
    if outside:
        print("outside of 10 %:", ", ".join(outside))
    return int(bool(outside))


def _confirmed(client: httpx.Client) -> tuple[str, str]:
    """Address and number of a confirmed account that has a code pending. (The table's owner arranges it.)"""
    address, number = fresh(), fresh_number()
    client.post("signup", json={"email": address, "password": _PASSWORD, "data": handle()}).raise_for_status()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "UPDATE auth.users SET email_confirmed_at = now(), phone = %s, phone_confirmed_at = now()"
            " WHERE email = %s",
            (number, address),
        )
        connection.execute(
            "INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)"
            " SELECT gen_random_uuid(), id, 'recovery_token', 'no code', email FROM auth.users WHERE email = %s",
            (address,),
        )
    return address, number


def _pairs(
    client: httpx.Client, ask: Ask, known: str, fresh: Callable[[], str], count: int, dice: random.Random
) -> Pairs:
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
            if status not in (200, 400, 403, 422):
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


def _inside(bounds: tuple[float, float]) -> bool:
    return bounds[0] >= 1 - WITHIN and bounds[1] <= 1 + WITHIN


def _row(name: str, pairs: Pairs, dice: random.Random) -> str:
    known, unknown = _medians(pairs)
    low, high = _bounds(pairs, dice)
    return (
        f"| {name} | {len(pairs)} | {known:.2f} | {unknown:.2f} | {_ratio(pairs):.3f} | {low:.3f} to {high:.3f} |"
        f" {_guessed(pairs):.0%} |"
    )


def _keep(rows: dict[str, str]) -> None:
    """The new rows in place of the old ones of their names."""
    target = RESULTS / "enumeration.md"
    before = target.read_text().splitlines() if target.exists() else []
    kept = {line.split("|")[1].strip(): line for line in before if line.startswith("| ")}
    found = {**kept, **rows}
    lines = [found[name] for name in ASKS if name in found]
    RESULTS.mkdir(exist_ok=True)
    target.write_text("\n".join([*_HEAD, *lines, ""]))


if __name__ == "__main__":
    sys.exit(main())
