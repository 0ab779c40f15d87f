"""A thousand accounts as GoTrue left them: bcrypt of every cost and prefix, and its other forms."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import bcrypt
import psycopg

from .test_foreign_hashes import ARGON2I, ARGON2ID, FIREBASE

# How many of each cost: the dear ones are few, since a test has to make and to check them.
COSTS = {4: 500, 5: 250, 6: 150, 7: 60, 8: 24, 9: 7, 10: 4, 11: 1, 12: 1}
FOREIGN = {ARGON2I: "password", ARGON2ID: "password", FIREBASE: "user1password"}
_PREFIXES = ("2a", "2b", "2y")


@dataclass(frozen=True)
class Imported:
    """An account of before: `cost` is None for what is not bcrypt."""

    id: str
    email: str
    password: str
    stored: str
    cost: int | None


def thousand() -> list[Imported]:
    """997 with bcrypt, three with the other forms; every password is another, some are not ASCII."""
    costs = [cost for cost, many in COSTS.items() for _ in range(many)]
    with ThreadPoolExecutor(2) as pool:
        bcrypted = list(pool.map(_bcrypted, range(len(costs)), costs))
    return [*bcrypted, *(_imported(password, stored, None) for stored, password in FOREIGN.items())]


def keep(database: psycopg.Connection, accounts: list[Imported]) -> None:
    """Rows of auth.users as GoTrue writes them."""
    with database.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, raw_user_meta_data)"
            " VALUES ('00000000-0000-0000-0000-000000000000', %s, 'authenticated', 'authenticated', %s, %s, '{}')",
            [(one.id, one.email, one.stored) for one in accounts],
        )


def _bcrypted(number: int, cost: int) -> Imported:
    password = f"pässwörd {number}" if number % 7 == 0 else f"password {number}"
    prefix = _PREFIXES[number % 3]
    salt = bcrypt.gensalt(cost, prefix=b"2b" if prefix == "2y" else prefix.encode())
    stored = bcrypt.hashpw(password.encode(), salt).decode()
    return _imported(password, f"${prefix}{stored[3:]}", cost)


def _imported(password: str, stored: str, cost: int | None) -> Imported:
    name = uuid.uuid4().hex[:12]
    return Imported(str(uuid.uuid4()), f"u_{name}@example.test", password, stored, cost)
