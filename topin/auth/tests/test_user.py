"""The account behind a token: reading and changing it, its sessions, and what ends them.

Runs private.check_session, auth_list_sessions, auth_end_session, auth_sign_out, auth_update_user,
auth_password_of, auth_reauthenticate and set_ban.
"""

import json
from typing import Any

import jwt
import pytest

from topin.core.db.errors import DatabaseError

from .conftest import PASSWORD, GoTrue, answer_asks, fresh_email
from .test_codes import confirmed

CHECK = "SELECT private.check_session(%s::jsonb)"


def claims(session: dict[str, Any]) -> dict[str, Any]:
    """What an access token says, unverified."""
    return dict(jwt.decode(session["access_token"], options={"verify_signature": False}))


def checked(sql: Any, session: dict[str, Any]) -> str:
    """What the API's first statement says of a token: "" or the code of its refusal."""
    try:
        sql(CHECK, [json.dumps(claims(session))], login="api")
    except DatabaseError as error:
        return str(error.diag.message_primary)
    return ""


def test_metadata_is_merged(autoconfirm: GoTrue) -> None:
    token = autoconfirm.sign_up(colour="blue", size=1)["access_token"]
    body = {"data": {"size": None, "shape": {"a": [1]}, "sub": "forged", "email_verified": "forged"}, "role": "x"}
    user = autoconfirm.put("user", body, token=token).json()
    assert user["user_metadata"]["colour"] == "blue" and user["user_metadata"]["shape"] == {"a": [1]}
    assert "size" not in user["user_metadata"] and user["user_metadata"]["sub"] == user["id"]
    assert user["role"] == "authenticated" and user["user_metadata"]["email_verified"] is True
    autoconfirm.refused(autoconfirm.put("user", {"app_metadata": {}}, token=token), 403, "not_admin")
    assert autoconfirm.get("user", token=token).json() == user


def test_a_new_password_ends_the_other_sessions(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    here, there = autoconfirm.sign_up(email), autoconfirm.sign_in(email).json()
    autoconfirm.post("recover", {"email": email})
    answer_asks(sql)
    token = here["access_token"]

    def changed(password: str) -> Any:
        return autoconfirm.put("user", {"password": password}, token=token)

    autoconfirm.refused(changed(PASSWORD), 422, "same_password")
    autoconfirm.refused(changed("123"), 422, "weak_password")
    autoconfirm.refused(changed("x" * 73), 400, "validation_failed")
    assert checked(sql, there) == ""
    assert changed("another password").status_code == 200
    assert (checked(sql, here), checked(sql, there)) == ("", "session_ended")
    autoconfirm.refused(autoconfirm.refresh(there["refresh_token"]), 400, "refresh_token_not_found")
    assert autoconfirm.refresh(here["refresh_token"]).status_code == 200
    assert (
        sql("SELECT count(*) AS n FROM auth.one_time_tokens WHERE user_id = %s", [here["user"]["id"]])[0]["n"] == 0
    )


def test_reauthentication_where_it_is_asked_for(autoconfirm: GoTrue, mails: Any, settings: Any, sql: Any) -> None:
    settings.GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION = True
    email = fresh_email()
    session = autoconfirm.sign_up(email)
    token = session["access_token"]

    def changed(**more: str) -> Any:
        return autoconfirm.put("user", {"password": "another password", **more}, token=token)

    sql(
        "UPDATE auth.sessions SET created_at = now() - interval '25 hours' WHERE user_id = %s",
        [session["user"]["id"]],
    )
    autoconfirm.refused(changed(), 400, "reauthentication_needed")
    assert autoconfirm.get("reauthenticate", token=token).json() == {}
    nonce = mails(email)[0]["code"]
    autoconfirm.refused(changed(nonce="x"), 422, "reauthentication_not_valid")
    refused = autoconfirm.post("verify", {"type": "email", "email": email, "token": nonce})
    autoconfirm.refused(refused, 403, "otp_expired")
    assert changed(nonce=nonce).status_code == 200


def test_the_current_password_where_it_is_asked_for(autoconfirm: GoTrue, settings: Any) -> None:
    settings.GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD = True
    token = autoconfirm.sign_up()["access_token"]
    body = {"password": "another password"}
    autoconfirm.refused(autoconfirm.put("user", body, token=token), 400, "current_password_required")
    wrong = {**body, "current_password": "wrong"}
    autoconfirm.refused(autoconfirm.put("user", wrong, token=token), 400, "current_password_invalid")
    assert autoconfirm.put("user", {**body, "current_password": PASSWORD}, token=token).status_code == 200


def test_a_new_address_is_confirmed_at_both(gotrue: GoTrue, mails: Any) -> None:
    email, new = confirmed(gotrue, mails), fresh_email()
    token = gotrue.sign_in(email).json()["access_token"]
    taken = confirmed(gotrue, mails)
    gotrue.refused(gotrue.put("user", {"email": taken}, token=token), 422, "email_exists")
    gotrue.refused(gotrue.put("user", {"email": "none"}, token=token), 400, "validation_failed")
    assert gotrue.put("user", {"email": email}, token=token).json().get("new_email") is None
    user = gotrue.put("user", {"email": new.upper()}, token=token).json()
    assert (user["email"], user["new_email"]) == (email, new) and user["email_change_sent_at"]
    assert gotrue.post("resend", {"type": "email_change", "email": email}).json() == {}

    def confirm(address: str) -> Any:
        return gotrue.post(
            "verify", {"type": "email_change", "email": address, "token": mails(address)[0]["code"]}
        )

    assert mails(email)[0]["template"] == "email_change_current" and mails(new)[0]["template"] == "email_change"
    first = confirm(email)
    assert first.status_code == 200 and first.json()["code"] == "200" and "msg" in first.json()
    gotrue.refused(confirm(email), 403, "otp_expired")
    second = confirm(new).json()["user"]
    assert second["email"] == new and "new_email" not in second
    assert second["identities"][0]["email"] == new and second["user_metadata"]["email"] == new
    assert gotrue.sign_in(new).status_code == 200
    gotrue.refused(gotrue.sign_in(email), 400, "invalid_credentials")


def test_one_confirmation_where_that_is_enough(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    settings.GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED = False
    email, new = confirmed(gotrue, mails), fresh_email()
    token = gotrue.sign_in(email).json()["access_token"]
    gotrue.put("user", {"email": new}, token=token)
    assert mails(email)[0]["template"] == "confirmation"
    done = gotrue.post("verify", {"type": "email_change", "email": new, "token": mails(new)[0]["code"]})
    assert done.json()["user"]["email"] == new


@pytest.mark.parametrize(
    ("scope", "here", "there"),
    [
        ("local", "session_ended", ""),
        ("others", "", "session_ended"),
        ("global", "session_ended", "session_ended"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_logout(autoconfirm: GoTrue, sql: Any, method: str, scope: str, here: str, there: str) -> None:
    email = fresh_email()
    this, other = autoconfirm.sign_up(email), autoconfirm.sign_in(email).json()
    answer = autoconfirm(method, f"logout?scope={scope}", token=this["access_token"])
    assert answer.status_code == 204 and answer.content == b""
    assert (checked(sql, this), checked(sql, other)) == (here, there)
    if here:
        again = autoconfirm(method, "logout", token=this["access_token"])
        autoconfirm.refused(again, 403, "session_not_found")


def test_logout_refuses_other_scopes(autoconfirm: GoTrue) -> None:
    token = autoconfirm.sign_up()["access_token"]
    autoconfirm.refused(autoconfirm.post("logout?scope=x", token=token), 400, "validation_failed")
    assert autoconfirm.get("user", token=token).status_code == 200


def test_sessions_are_listed_and_ended(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
    this = autoconfirm.sign_up(email)
    body = {"email": email, "password": PASSWORD}
    other = autoconfirm.post("token?grant_type=password", body, **{"User-Agent": agent}).json()
    listed = autoconfirm.get("sessions", token=this["access_token"]).json()
    assert listed["next_cursor"] is None
    newest, oldest = listed["results"]
    assert (newest["device"], newest["platform"], newest["current"]) == ("iPhone", "iOS", False)
    assert oldest["current"] is True and oldest["last_seen_at"] and oldest["created_at"]
    stranger = autoconfirm.sign_up()
    ended = autoconfirm.delete(f"sessions/{newest['id']}", token=stranger["access_token"])
    assert ended.status_code == 204 and checked(sql, other) == "", "somebody else's stays"
    for _ in range(2):
        assert autoconfirm.delete(f"sessions/{newest['id']}", token=this["access_token"]).status_code == 204
    assert checked(sql, other) == "session_ended"
    autoconfirm.refused(autoconfirm.refresh(other["refresh_token"]), 400, "refresh_token_not_found")
    assert len(autoconfirm.get("sessions", token=this["access_token"]).json()["results"]) == 1
    assert sql("SELECT ended_at FROM public.user_sessions WHERE id = %s", [newest["id"]])[0]["ended_at"]


def test_a_ban_holds_at_once_and_can_be_lifted(autoconfirm: GoTrue, sql: Any) -> None:
    session = autoconfirm.sign_up()
    person = session["user"]["id"]
    sql("SELECT private.set_ban(%s, now() + interval '1 day')", [person], login="auth")
    assert checked(sql, session) == "account_suspended"
    autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "user_banned")
    sql("SELECT private.set_ban(%s, NULL)", [person], login="auth")
    assert checked(sql, session) == ""
    assert autoconfirm.refresh(session["refresh_token"]).status_code == 200


def test_a_deleted_account_is_nobody(autoconfirm: GoTrue, sql: Any) -> None:
    session = autoconfirm.sign_up()
    sql("DELETE FROM auth.users WHERE id = %s", [session["user"]["id"]])
    assert checked(sql, session) == "session_ended"
    autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "user_not_found")
