"""An account that its owner closed is open again once they sign in (decision 0032).

Runs private.auth_reopen, may_reopen and withdraw_closure by each way in.
"""

import threading
import uuid
from typing import Any

import pytest
from django.db import connections

from topin.core.testing.people import PASSWORD

from .conftest import GoTrue
from .test_codes import confirmed
from .test_identities import given, google, issuer  # noqa: F401 (fixtures)
from .test_phone import code_for, phones, signed_up  # noqa: F401 (a fixture)

_LONG_AGO = "UPDATE private.account_closures SET closed_at = now() - interval '30 days' WHERE user_id = %s"


def closed(sql: Any, gotrue: GoTrue, mails: Any) -> tuple[str, str]:
    """Address and id of an account that its owner closed a moment ago."""
    email = confirmed(gotrue, mails)
    session = gotrue.sign_in(email).json()
    close(sql, session["user"]["id"])
    gotrue.refused(gotrue.refresh(session["refresh_token"]), 400, "refresh_token_not_found")
    gotrue.refused(gotrue.get("user", token=session["access_token"]), 403, "session_not_found")
    return email, session["user"]["id"]


def close(sql: Any, person: str) -> None:
    """What DELETE /api/users/me does (profiles' tests ask it over HTTP)."""
    claims = "jsonb_build_object('sub', %(id)s::text)"
    sql(
        f"SELECT private.auth_close_account({claims}, u.encrypted_password, NULL, '{{}}') AS done"
        " FROM auth.users u WHERE id = %(id)s::uuid",
        {"id": person},
        login="auth",
    )


def state(sql: Any, person: str) -> dict[str, Any]:
    (row,) = sql(
        "SELECT u.deleted_at IS NULL AS open, p.deactivated_at IS NULL AS seen,"
        " EXISTS (SELECT FROM private.account_closures c WHERE c.user_id = u.id) AS closing,"
        " (SELECT count(*) FROM auth.audit_log_entries e WHERE e.payload ->> 'actor_id' = u.id::text"
        "   AND e.payload ->> 'action' = 'user_modified'"
        "   AND e.payload -> 'traits' ->> 'reopened' = 'true') AS told"
        " FROM auth.users u JOIN public.profiles p ON p.id = u.id WHERE u.id = %s",
        [person],
    )
    return dict(row)


OPEN = {"open": True, "seen": True, "closing": False, "told": 1}
STILL_CLOSED = {"open": False, "seen": False, "closing": True, "told": 0}


def test_the_right_password_opens_it(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email, person = closed(sql, gotrue, mails)
    gotrue.refused(gotrue.sign_in(email, "wrong"), 400, "invalid_credentials")
    assert state(sql, person) == STILL_CLOSED
    session = gotrue.sign_in(email, PASSWORD).json()
    assert session["user"]["id"] == person and "deleted_at" not in session["user"]
    assert state(sql, person) == OPEN
    assert gotrue.get("user", token=session["access_token"]).status_code == 200
    assert gotrue.sign_in(email, PASSWORD).status_code == 200
    assert state(sql, person) == OPEN, "told once"


@pytest.mark.parametrize(("path", "kind"), [("otp", "email"), ("recover", "recovery")])
def test_so_does_a_mailed_code_once_it_is_redeemed(
    gotrue: GoTrue, mails: Any, sql: Any, path: str, kind: str
) -> None:
    email, person = closed(sql, gotrue, mails)
    gotrue.post(path, {"email": email})
    code = mails(email)[0]["code"]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    gotrue.refused(gotrue.post("verify", {"type": kind, "email": email, "token": wrong}), 403, "otp_expired")
    assert state(sql, person) == STILL_CLOSED, "asking alone opens nothing"
    assert gotrue.post("verify", {"type": kind, "email": email, "token": code}).status_code == 200
    assert state(sql, person) == OPEN


def test_so_does_a_texted_one(phones: GoTrue, sql: Any) -> None:  # noqa: F811
    number, session = signed_up(phones)
    close(sql, session["user"]["id"])
    phones.post("otp", {"phone": number})
    again = phones.post("verify", {"type": "sms", "phone": number, "token": code_for(number)})
    assert again.json()["user"]["id"] == session["user"]["id"]
    assert state(sql, session["user"]["id"]) == OPEN


def test_so_does_a_provider(given: Any, gotrue: GoTrue, mails: Any, sql: Any) -> None:  # noqa: F811
    subject = uuid.uuid4().hex
    person = given(sub=subject).json()["user"]["id"]
    close(sql, person)
    assert given(sub=subject).json()["user"]["id"] == person
    assert state(sql, person) == OPEN
    email, person = closed(sql, gotrue, mails)
    user = given(email=email).json()["user"]  # not known before, but the address is proved
    assert user["id"] == person and {one["provider"] for one in user["identities"]} == {"email", "google"}
    assert state(sql, person) == OPEN


def test_nothing_opens_it_when_the_30_days_are_over_or_somebody_else_ended_it(
    gotrue: GoTrue, mails: Any, sql: Any
) -> None:
    email, person = closed(sql, gotrue, mails)
    sql(_LONG_AGO, [person])
    gotrue.refused(gotrue.sign_in(email, PASSWORD), 400, "invalid_credentials")
    before = len(mails(email))
    for path in ("otp", "recover"):
        assert gotrue.post(path, {"email": email}).json() == {}
    assert len(mails(email)) == before
    other = confirmed(gotrue, mails)
    sql("UPDATE auth.users SET deleted_at = now() WHERE email = %s", [other], login="auth")
    gotrue.refused(gotrue.sign_in(other, PASSWORD), 400, "invalid_credentials")


def test_a_suspended_one_stays_closed(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email, person = closed(sql, gotrue, mails)
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [person], login="auth")
    gotrue.refused(gotrue.sign_in(email, PASSWORD), 400, "user_banned")
    assert state(sql, person) == STILL_CLOSED


def test_opened_once_by_many_and_never_half_erased(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    """Sign-ins beside the erasure: the account is whole or gone."""
    email, person = closed(sql, gotrue, mails)
    said: list[int] = []

    def sign_in() -> None:
        said.append(gotrue.sign_in(email, PASSWORD).status_code)
        connections["auth"].close()

    threads = [threading.Thread(target=sign_in) for _ in range(8)]
    for thread in threads:
        thread.start()
    sql("SELECT private.erase_closed_account(%s, %s) AS erased", [person, "0" * 64], login="worker")
    for thread in threads:
        thread.join()
    assert said == [200] * 8 and state(sql, person) == OPEN
