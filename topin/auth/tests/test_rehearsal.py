"""Leaving Supabase, rehearsed: a project, restored from a dump, is checked and adopted, and no phone notices.

A thousand of its accounts sign in with the passwords that they had.
"""

import base64
import os
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import bcrypt
import jwt
import psycopg
import pytest
from django.conf import settings as configured

from topin.core.db.tests.test_adopt import ONE, THREE, TWO, project, reference, run  # noqa: F401 (fixtures)
from topin.core.testing.server import Api, serving
from topin.core.testing.services import PASSWORD as DB_PASSWORD
from topin.core.testing.services import at

from .conftest import fresh_email, with_handle
from .imported import COSTS, FOREIGN, Imported, keep, thousand
from .test_carried import KEY, token

OLD = "rowtoken0001"
POLICY = (
    6  # today's cost in the rehearsal, so that most hashes are below it or hold, and none is dear to make anew
)


@pytest.fixture(scope="module")
def accounts() -> list[Imported]:
    """The thousand, beside the project's own four."""
    return thousand()


@pytest.fixture
def lived(project: str, accounts: list[Imported]) -> dict[str, str]:  # noqa: F811
    """What GoTrue left: hashes, a session by rows, one by signed tokens; the session ids by person."""
    url = at(os.environ["DATABASE_URL"], project.rpartition("/")[2])
    sessions = {person: str(uuid.uuid4()) for person in (ONE, TWO)}
    stored = bcrypt.hashpw(b"from before", bcrypt.gensalt(10, prefix=b"2a")).decode()
    with psycopg.connect(url, autocommit=True) as database:
        keep(database, accounts)
        database.execute(
            "UPDATE auth.users SET encrypted_password = coalesce(encrypted_password, %s),"
            " email_confirmed_at = now(), created_at = now(),"
            " updated_at = now(), confirmation_token = '', recovery_token = '', email_change = '',"
            " email_change_token_new = '', raw_app_meta_data = '{\"provider\": \"email\"}'",
            [stored],
        )
        database.execute("UPDATE auth.users SET encrypted_password = '$argon2d$v=19$x' WHERE id = %s", [THREE])
        for person, session in sessions.items():
            database.execute(
                "INSERT INTO auth.sessions (id, user_id, created_at, updated_at, aal)"
                " VALUES (%s, %s, now(), now(), 'aal1')",
                [session, person],
            )
        database.execute(
            "INSERT INTO auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)"
            " VALUES (%s, %s, false, now(), now(), %s)",
            [OLD, ONE, sessions[ONE]],
        )
        database.execute(
            "UPDATE auth.sessions SET refresh_token_hmac_key = %s, refresh_token_counter = 3 WHERE id = %s",
            [base64.urlsafe_b64encode(KEY).rstrip(b"=").decode(), sessions[TWO]],
        )
    return sessions


def signed_before(person: str, session: str) -> str:
    """An access token that GoTrue signed with the same secret a minute ago."""
    claims = {"sub": person, "session_id": session, "aud": "authenticated", "role": "authenticated", "aal": "aal1"}
    times = {"iat": int(time.time()) - 60, "exp": int(time.time()) + 3000, "iss": "https://x.supabase.co/auth/v1"}
    return jwt.encode({**claims, **times}, configured.GOTRUE_JWT_SECRET, "HS256")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_phone_notices(
    run: Any,  # noqa: F811
    project: str,  # noqa: F811
    lived: dict[str, str],
    accounts: list[Imported],
) -> None:
    code, told = run("authcheck")
    assert code == 1
    bcrypts, others = 3 + sum(COSTS.values()), 4 + len(accounts)
    assert f"{others:,}  accounts" in told and f"{bcrypts:,}  of them with a bcrypt password" in told
    assert "1  with a password in another form" in told and "must set a new password" in told
    assert "1  of them by refresh token rows" in told and "1  by signed refresh tokens" in told
    assert "1  triggers of the project's own on auth.users" in told
    assert run("migrate", verbosity=0)[0] == 0
    code, done = run("adopt", apply=True)
    assert code == 0, done
    environment = {
        "DATABASE_URL": project,
        "TOPIN_DB_PASSWORD": DB_PASSWORD,
        "GOTRUE_MAILER_AUTOCONFIRM": "true",
        "TOPIN_PASSWORD_COST": str(POLICY),
    }
    with serving("auth", TOPIN_RATE_LIMITS="off", **environment) as url, Api(base_url=f"{url}/api/auth/") as phone:
        _check_phones(phone, lived)
        _check_passwords(phone, accounts)
        with psycopg.connect(at(os.environ["DATABASE_URL"], project.rpartition("/")[2])) as database:
            _check_hashes(database, accounts)


def _check_phones(phone: Api, lived: dict[str, str]) -> None:
    def bearer(access_token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {access_token}"}

    def refreshed(refresh_token: str) -> Any:
        answer = phone.post("token?grant_type=refresh_token", json={"refresh_token": refresh_token})
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert phone.get("user", headers=bearer(signed_before(ONE, lived[ONE]))).json()["id"] == ONE
    for person, old in ((ONE, OLD), (TWO, token(lived[TWO], 3))):
        first = refreshed(old)
        assert first["user"]["id"] == person
        assert refreshed(old)["refresh_token"] == first["refresh_token"], "a lost answer"
        second = refreshed(first["refresh_token"])
        claims = jwt.decode(second["access_token"], options={"verify_signature": False})
        assert claims["session_id"] == lived[person]
        assert phone.get("user", headers=bearer(second["access_token"])).status_code == 200
    signed_in = phone.post(
        "token?grant_type=password", json={"email": "person1@example.test", "password": "from before"}
    )
    assert signed_in.status_code == 200 and signed_in.json()["user"]["id"] == ONE
    signed_up = phone.post(
        "signup", json={"email": fresh_email(), "password": "brand new", "data": with_handle({})}
    )
    assert signed_up.status_code == 200, signed_up.text


def _check_passwords(phone: Api, accounts: list[Imported]) -> None:
    """Everybody signs in as who they were, and nobody with another's password."""

    def sign_in(account: Imported, password: str) -> str:
        body = {"email": account.email, "password": password}
        answer = phone.post("token?grant_type=password", json=body)
        return str(answer.json()["user"]["id"]) if answer.status_code == 200 else answer.json()["error_code"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(sign_in, accounts, (one.password for one in accounts))) == [
            one.id for one in accounts
        ]
        some = accounts[::20]
        refused = pool.map(sign_in, some, (one.password + "x" for one in some))
    assert Counter(refused) == {"invalid_credentials": len(some)}


def _check_hashes(database: psycopg.Connection, accounts: list[Imported]) -> None:
    """Only what was below policy, or not bcrypt, was made anew."""
    found = dict(database.execute("SELECT id::text, encrypted_password FROM auth.users").fetchall())
    renewed = {one.id for one in accounts if found[one.id] != one.stored}
    assert renewed == {one.id for one in accounts if one.cost is None or one.cost < POLICY}
    assert all(found[person].startswith(f"$2a${POLICY:02d}$") for person in renewed)
    assert len(renewed) == COSTS[4] + COSTS[5] + len(FOREIGN)
