"""/admin and /invite by service token, and what is switched off.

Runs private.auth_admin_list_users, auth_admin_get_user, auth_admin_create_user, auth_admin_update_user,
auth_admin_delete_user, auth_admin_factors, auth_admin_delete_factor, auth_admin_link and auth_invite.
"""

import time
import uuid
from typing import Any

import bcrypt
import jwt
import pytest
from django.conf import settings as configured

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle
from .test_codes import follow
from .test_factors import enrolled
from .test_phone import fresh_number


def service(role: str = "service_role") -> str:
    """A token of the project's own servers."""
    return jwt.encode({"role": role, "exp": int(time.time()) + 60}, configured.GOTRUE_JWT_SECRET, "HS256")


@pytest.fixture
def admin(gotrue: GoTrue) -> Any:
    """`admin(method, path, json)` with a service token."""
    return lambda method, path, json=None: gotrue(method, path, json, token=service())


def test_only_service_tokens(autoconfirm: GoTrue) -> None:
    token = autoconfirm.sign_up()["access_token"]
    one = f"admin/users/{uuid.uuid4()}"
    posts = [("POST", path) for path in ("admin/users", "invite", "admin/generate_link")]
    for method, path in (("GET", "admin/users"), *posts, ("GET", one), ("PUT", one), ("DELETE", one)):
        autoconfirm.refused(autoconfirm(method, path, {}), 401, "no_authorization")
        autoconfirm.refused(autoconfirm(method, path, {}, token="x"), 403, "bad_jwt")
        autoconfirm.refused(autoconfirm(method, path, {}, token=token), 403, "not_admin")
        autoconfirm.refused(autoconfirm(method, path, {}, token=service("anon")), 403, "not_admin")
    assert autoconfirm.get("admin/users", token=service("supabase_admin")).status_code == 200


def test_users_are_made_changed_and_deleted(gotrue: GoTrue, admin: Any) -> None:
    email, metadata = fresh_email(), with_handle({"colour": "blue"})
    body = {"email": email, "password": PASSWORD, "email_confirm": True, "user_metadata": metadata,
            "app_metadata": {"plan": "x"}, "id": str(uuid.uuid4())}  # fmt: skip
    made = admin("POST", "admin/users", body).json()
    assert made["id"] == body["id"] and made["user_metadata"] == {**metadata, "email_verified": True}
    assert made["app_metadata"] == {"provider": "email", "providers": ["email"], "plan": "x"}
    session = gotrue.sign_in(email).json()
    gotrue.refused(admin("POST", "admin/users", {"email": email}), 422, "email_exists")
    gotrue.refused(admin("POST", "admin/users", {"email_confirm": True}), 400, "validation_failed")
    path = f"admin/users/{made['id']}"
    changed = admin("PUT", path, {"user_metadata": {"colour": None, "size": 1}, "role": "editor"}).json()
    assert "colour" not in changed["user_metadata"] and changed["user_metadata"]["size"] == 1
    assert changed["role"] == "editor"
    new = fresh_email()
    assert admin("PUT", path, {"email": new}).json()["email"] == new
    assert admin("PUT", path, {"ban_duration": "1h30m"}).json()["banned_until"]
    gotrue.refused(gotrue.sign_in(new), 400, "user_banned")
    assert "banned_until" not in admin("PUT", path, {"ban_duration": "none"}).json()
    gotrue.refused(admin("PUT", path, {"ban_duration": "soon"}), 400, "validation_failed")
    assert gotrue.get("user", token=session["access_token"]).status_code == 200
    admin("PUT", path, {"password": "another password"})
    gotrue.refused(gotrue.get("user", token=session["access_token"]), 403, "session_not_found")
    assert admin("GET", path).json()["id"] == made["id"]
    assert admin("DELETE", path).json() == {}
    gotrue.refused(admin("GET", path), 404, "user_not_found")
    gotrue.refused(admin("GET", "admin/users/x"), 404, "validation_failed")


def test_a_number_s_account(gotrue: GoTrue, admin: Any, settings: Any) -> None:
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED = True
    number = fresh_number()
    body = {"phone": f"+{number}", "password": PASSWORD, "phone_confirm": True, "user_metadata": with_handle({})}
    made = admin("POST", "admin/users", body).json()
    assert (made["phone"], made["email"], made["is_anonymous"]) == (number, "", False)
    assert made["app_metadata"] == {"provider": "phone", "providers": ["phone"]}
    assert [(one["provider"], one["identity_data"]["phone"]) for one in made["identities"]] == [("phone", number)]
    signed_in = gotrue.post("token?grant_type=password", {"phone": f"+{number}", "password": PASSWORD})
    assert signed_in.status_code == 200
    email, path = fresh_email(), f"admin/users/{made['id']}"
    both = admin("PUT", path, {"email": email, "email_confirm": True}).json()
    assert both["app_metadata"] == {"provider": "phone", "providers": ["phone", "email"]}
    assert {one["provider"]: one["identity_data"]["email_verified"] for one in both["identities"]}["email"] is True
    gotrue.refused(admin("PUT", path, {"phone": "abc"}), 400, "validation_failed")


def test_a_person_who_may_administrate_may_no_longer_when_signed_out(autoconfirm: GoTrue, admin: Any) -> None:
    email = fresh_email()
    person = autoconfirm.sign_up(email)["user"]["id"]
    assert admin("PUT", f"admin/users/{person}", {"role": "service_role"}).status_code == 200
    token = autoconfirm.sign_in(email).json()["access_token"]
    assert autoconfirm.get("admin/users", token=token).status_code == 200
    autoconfirm.post("logout", token=token)
    autoconfirm.refused(autoconfirm.get("admin/users", token=token), 403, "session_not_found")


def test_a_hash_is_taken_as_it_is(gotrue: GoTrue, admin: Any) -> None:
    email, stored = fresh_email(), bcrypt.hashpw(b"elsewhere", bcrypt.gensalt(4)).decode()
    body = {"email": email, "password_hash": stored, "email_confirm": True, "user_metadata": with_handle({})}
    assert admin("POST", "admin/users", body).status_code == 200
    assert gotrue.sign_in(email, "elsewhere").status_code == 200
    gotrue.refused(
        admin("POST", "admin/users", {"email": fresh_email(), "password_hash": "x"}), 400, "validation_failed"
    )


def test_soft_deletion_keeps_the_row_alone(gotrue: GoTrue, admin: Any, sql: Any) -> None:
    email = fresh_email()
    body = {"email": email, "password": PASSWORD, "email_confirm": True, "user_metadata": with_handle({})}
    made = admin("POST", "admin/users", body).json()
    session = gotrue.sign_in(email).json()
    assert admin("DELETE", f"admin/users/{made['id']}", {"should_soft_delete": True}).json() == {}
    gotrue.refused(gotrue.sign_in(email), 400, "invalid_credentials")
    gotrue.refused(gotrue.get("user", token=session["access_token"]), 403, "session_not_found")
    (row,) = sql(
        "SELECT email, encrypted_password AS hash, deleted_at FROM auth.users WHERE id = %s", [made["id"]]
    )
    assert row["deleted_at"] and row["hash"] == "" and email not in row["email"]


def test_pages(admin: Any, gotrue: GoTrue) -> None:
    for _ in range(3):
        admin("POST", "admin/users", {"email": fresh_email(), "user_metadata": with_handle({})})
    answer = admin("GET", "admin/users?page=&per_page=2")
    assert len(answer.json()["users"]) == 2 and answer.json()["aud"] == "authenticated"
    assert int(answer["X-Total-Count"]) >= 3
    assert answer["Link"].startswith('</admin/users?page=2&per_page=2>; rel="next", </admin/users?page=')
    times = [user["created_at"] for user in answer.json()["users"]]
    assert times == sorted(times, reverse=True)
    for query in ("page=-1", "page=x", "per_page=0"):
        gotrue.refused(admin("GET", f"admin/users?{query}"), 400, "validation_failed")


def test_a_made_link_of_each_type_leads_where_a_mailed_one_does(gotrue: GoTrue, admin: Any, mails: Any) -> None:
    email, data = fresh_email(), with_handle({"colour": "blue"})
    path = "admin/generate_link"
    signup = admin("POST", path, {"type": "signup", "email": email, "password": PASSWORD, "data": data}).json()
    assert signup["user_metadata"] == data and signup["verification_type"] == "signup"
    assert mails(email) == []
    verified = gotrue.post("verify", {"type": "signup", "email": email, "token": signup["email_otp"]})
    assert verified.status_code == 200 and verified.json()["user"]["user_metadata"]["email_verified"] is True
    gotrue.refused(
        admin("POST", path, {"type": "signup", "email": email, "password": PASSWORD}), 422, "email_exists"
    )
    for kind in ("magiclink", "recovery"):
        made = admin("POST", path, {"type": kind, "email": email}).json()
        assert follow(gotrue, made["action_link"])[2]["type"] == [kind]
        hashed = admin("POST", path, {"type": kind, "email": email}).json()["hashed_token"]
        assert gotrue.post("verify", {"type": kind, "token_hash": hashed}).status_code == 200
    gotrue.refused(admin("POST", path, {"type": "recovery", "email": fresh_email()}), 404, "user_not_found")
    unknown = admin("POST", path, {"type": "magiclink", "email": fresh_email(), "data": with_handle({})}).json()
    assert unknown["verification_type"] == "signup"
    new = fresh_email()
    change = {"email": email, "new_email": new}
    current = admin("POST", path, {"type": "email_change_current", **change}).json()
    coming = admin("POST", path, {"type": "email_change_new", **change}).json()
    assert "message" in follow(gotrue, current["action_link"])[2]
    assert follow(gotrue, coming["action_link"])[2]["type"] == ["email_change"]
    assert gotrue.sign_in(new).status_code == 200
    nothing_to_change_to = {"type": "email_change_new", "email": new}
    for body in (
        {"type": "x", "email": email},
        {"type": "signup", "email": email},
        {"type": "recovery"},
        nothing_to_change_to,
    ):
        gotrue.refused(admin("POST", path, body), 400, "validation_failed")


def test_an_invited_address_confirms_and_sets_a_password_once(gotrue: GoTrue, admin: Any, mails: Any) -> None:
    email, data = fresh_email(), with_handle({"colour": "blue"})
    invited = admin("POST", "invite", {"email": email, "data": data}).json()
    assert invited["invited_at"] and invited["user_metadata"] == data
    (mail,) = mails(email)
    assert mail["template"] == "invite"
    session = gotrue.post("verify", {"type": "invite", "email": email, "token": mail["code"]}).json()
    assert session["user"]["email_confirmed_at"]
    gotrue.refused(admin("POST", "invite", {"email": email}), 422, "email_exists")
    assert gotrue.put("user", {"password": PASSWORD}, token=session["access_token"]).status_code == 200
    assert gotrue.sign_in(email).status_code == 200


def test_factors_are_listed_and_removed(autoconfirm: GoTrue, admin: Any) -> None:
    session = autoconfirm.sign_up()
    factor, path = enrolled(autoconfirm, session["access_token"]), f"admin/users/{session['user']['id']}/factors"
    assert [one["id"] for one in admin("GET", path).json()] == [factor["id"]]
    assert admin("DELETE", f"{path}/{factor['id']}").json()["id"] == factor["id"]
    assert admin("GET", path).json() == []
    autoconfirm.refused(admin("DELETE", f"{path}/{factor['id']}"), 404, "mfa_factor_not_found")


def test_what_is_off_says_so(autoconfirm: GoTrue) -> None:
    token = autoconfirm.sign_up()["access_token"]
    for method, path, status, code in (
        ("GET", "user/identities/authorize", 404, "manual_linking_disabled"),
        ("DELETE", f"user/identities/{uuid.uuid4()}", 404, "manual_linking_disabled"),
        ("POST", "sso", 404, "saml_provider_disabled"), ("GET", "authorize?provider=x", 400, "validation_failed"),
        ("POST", "passkeys/x", 404, "passkey_disabled"), ("GET", "oauth/clients", 404, "feature_disabled"),
        ("GET", "user/oauth/grants", 404, "feature_disabled"),
        ("GET", "admin/oauth/clients", 404, "feature_disabled"),
        ("POST", "admin/custom-providers", 404, "feature_disabled"),
    ):  # fmt: skip
        key = service() if path.startswith("admin/") else token
        autoconfirm.refused(autoconfirm(method, path, token=key), status, code)


def test_unknown_paths_and_methods(gotrue: GoTrue) -> None:
    assert gotrue.get("nothing").status_code == 404 and gotrue.get("nothing")["Content-Type"].startswith(
        "text/plain"
    )
    assert gotrue.delete("token").status_code == 405 and gotrue.delete("token").content == b""
    assert gotrue.get("health").json()["name"] == "GoTrue"
    assert gotrue.get("settings").json()["external"]["email"] is True
    keys = gotrue.get(".well-known/jwks.json")
    assert keys.json() == {"keys": []} and keys["Cache-Control"] == "public, max-age=600"
