"""A phone that holds a refresh token of the GoTrue of before refreshes here and goes on.

Runs private.auth_session_key and auth_carry_token, and auth_refresh on rows that GoTrue wrote.
"""

import base64
import hashlib
import hmac
import secrets
import uuid
from typing import Any

from topin.auth import carried

from .conftest import GoTrue

KEY = secrets.token_bytes(32)


def token(session: str, counter: int, key: bytes = KEY) -> str:
    """A refresh token as GoTrue's second algorithm makes it."""
    parts, rest = bytearray(b"\0" + uuid.UUID(session).bytes), counter
    while rest >= 0x80:
        parts.append(rest & 0x7F | 0x80)
        rest >>= 7
    parts.append(rest)
    body = bytes(parts) + hmac.new(key, bytes(parts), hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(body + hashlib.sha256(body).digest()[:4]).rstrip(b"=").decode()


def session_of_before(gotrue: GoTrue, sql: Any, counter: int) -> str:
    """A session as GoTrue's second algorithm leaves it: a key and a counter, no rows."""
    person = gotrue.sign_up()["user"]["id"]
    (row,) = sql(
        "UPDATE auth.sessions SET refresh_token_hmac_key = %s, refresh_token_counter = %s WHERE user_id = %s"
        " RETURNING id",
        [base64.urlsafe_b64encode(KEY).rstrip(b"=").decode(), counter, person],
    )
    sql("DELETE FROM auth.refresh_tokens WHERE session_id = %s", [row["id"]])
    return str(row["id"])


def test_a_token_of_gotrue_is_read_and_nothing_else_is() -> None:
    session = str(uuid.uuid4())
    for counter in (0, 1, 127, 128, 300, 2**62):
        read = carried.parsed(token(session, counter))
        assert read and (str(read.session_id), read.counter) == (session, counter)
        assert read.genuine(base64.urlsafe_b64encode(KEY).rstrip(b"=").decode())
    for text in ("", "abcdefghijkl", "ä" * 60, token(session, 1)[:-1] + "!", token(session, 1)[4:], "A" * 4000):
        assert carried.parsed(text) is None


def test_a_token_by_rows_goes_on(autoconfirm: GoTrue, sql: Any) -> None:
    person = autoconfirm.sign_up()["user"]["id"]
    session = str(uuid.uuid4())
    sql(
        "INSERT INTO auth.sessions (id, user_id, created_at, updated_at, aal)"
        " VALUES (%s, %s, now() - interval '40 days', now(), 'aal1')",
        [session, person],
    )
    sql(
        "INSERT INTO auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)"
        " VALUES (%s, %s, false, now() - interval '40 days', now() - interval '40 days', %s)",
        [old := "x" + session[:11].replace("-", "z"), person, session],
    )
    first = autoconfirm.refresh(old).json()
    assert first["user"]["id"] == person
    assert autoconfirm.refresh(first["refresh_token"]).status_code == 200
    listed = autoconfirm.get("sessions", token=first["access_token"]).json()["results"]
    assert session in [one["id"] for one in listed]


def test_a_signed_token_goes_on_once(autoconfirm: GoTrue, sql: Any) -> None:
    session = session_of_before(autoconfirm, sql, 7)
    first = autoconfirm.refresh(token(session, 7)).json()["refresh_token"]
    assert len(first) == 12
    assert autoconfirm.refresh(token(session, 7)).json()["refresh_token"] == first, "a lost answer"
    second = autoconfirm.refresh(first).json()["refresh_token"]
    sql("UPDATE auth.refresh_tokens SET updated_at = now() - interval '1 hour' WHERE session_id = %s", [session])
    autoconfirm.refused(autoconfirm.refresh(token(session, 7)), 400, "refresh_token_already_used")
    autoconfirm.refused(autoconfirm.refresh(second), 400, "refresh_token_not_found")


def test_the_one_before_goes_on_too_and_an_older_one_ends_the_session(autoconfirm: GoTrue, sql: Any) -> None:
    session = session_of_before(autoconfirm, sql, 7)
    assert autoconfirm.refresh(token(session, 6)).status_code == 200
    session = session_of_before(autoconfirm, sql, 7)
    sql("UPDATE auth.sessions SET created_at = now() - interval '1 day' WHERE id = %s", [session])
    autoconfirm.refused(autoconfirm.refresh(token(session, 5)), 400, "refresh_token_already_used")
    autoconfirm.refused(autoconfirm.refresh(token(session, 7)), 400, "refresh_token_not_found")


def test_forged_ones_are_unknown(autoconfirm: GoTrue, sql: Any) -> None:
    session = session_of_before(autoconfirm, sql, 7)
    for forged in (token(session, 7, b"x" * 32), token(session, 8), token(str(uuid.uuid4()), 7)):
        autoconfirm.refused(autoconfirm.refresh(forged), 400, "refresh_token_not_found")
    assert autoconfirm.refresh(token(session, 7)).status_code == 200
