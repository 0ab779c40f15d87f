"""Signing up: with autoconfirm, by mailed code, with a known address, and what is refused.

Runs private.auth_sign_up and auth_sign_up_anonymously.
"""

from typing import Any

from topin.core.api import tokens

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle


def test_autoconfirm_gives_a_session_and_a_profile(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    session = autoconfirm.sign_up(email.upper(), display_name="Ann", sub="forged", email_verified="forged")
    user = session["user"]
    assert session["token_type"] == "bearer"
    assert session["expires_in"] == 3600
    assert session["access_token"] and session["refresh_token"] and session["expires_at"]
    assert user["email"] == email and user["phone"] == "" and user["role"] == "authenticated"
    assert user["app_metadata"] == {"provider": "email", "providers": ["email"]}
    assert user["user_metadata"]["sub"] == user["id"] and user["user_metadata"]["email_verified"] is True
    identity = user["identities"][0]
    assert identity["id"] == user["id"] != identity["identity_id"]
    assert identity["identity_data"]["email_verified"] is False
    handle = user["user_metadata"]["user_handle"]
    assert sql("SELECT user_handle FROM public.profiles WHERE id = %s", [user["id"]]) == [{"user_handle": handle}]


def test_a_mailed_code_confirms(gotrue: GoTrue, mails: Any) -> None:
    email = fresh_email()
    user = gotrue.sign_up(email)
    assert "access_token" not in user and "email_confirmed_at" not in user
    assert user["confirmation_sent_at"] and len(user["identities"]) == 1
    gotrue.refused(gotrue.sign_in(email), 400, "email_not_confirmed")
    (mail,) = mails(email)
    assert mail["template"] == "confirmation"
    verified = gotrue.post("verify", {"type": "signup", "email": email, "token": mail["code"]})
    assert verified.status_code == 200
    session = verified.json()
    assert session["user"]["id"] == user["id"] and session["user"]["email_confirmed_at"]
    assert session["user"]["identities"][0]["identity_data"]["email_verified"] is True
    assert gotrue.sign_in(email).status_code == 200


def test_a_known_address_gets_a_made_up_user_and_no_mail(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = fresh_email()
    known = gotrue.sign_up(email)
    gotrue.post("verify", {"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    before = len(mails(email))
    again = gotrue.sign_up(email, colour="blue")
    assert again["id"] != known["id"] and again["identities"] == [] and again["role"] == ""
    assert again["user_metadata"]["colour"] == "blue" and again["confirmation_sent_at"]
    assert not {"email_confirmed_at", "last_sign_in_at", "recovery_sent_at", "factors"} & again.keys()
    assert len(mails(email)) == before
    assert sql("SELECT count(*) AS n FROM auth.users WHERE id = %s", [again["id"]]) == [{"n": 0}]
    assert sql("SELECT count(*) AS n FROM public.profiles WHERE id = %s", [again["id"]]) == [{"n": 0}]


def test_an_unconfirmed_address_keeps_its_account(gotrue: GoTrue, mails: Any) -> None:
    email = fresh_email()
    first = gotrue.sign_up(email, colour="blue")
    second = gotrue.post(
        "signup", {"email": email, "password": "another password", "data": {"colour": "red"}}
    ).json()
    assert second["id"] == first["id"] and second["user_metadata"]["colour"] == "blue"
    newest, oldest = mails(email)
    old = gotrue.post("verify", {"type": "signup", "email": email, "token": oldest["code"]})
    gotrue.refused(old, 403, "otp_expired")
    new = gotrue.post("verify", {"type": "signup", "email": email, "token": newest["code"]})
    assert new.status_code == 200
    gotrue.refused(gotrue.sign_in(email, "another password"), 400, "invalid_credentials")
    assert gotrue.sign_in(email).status_code == 200


def test_mails_keep_their_distance(gotrue: GoTrue, settings: Any) -> None:
    settings.GOTRUE_SMTP_MAX_FREQUENCY = 60
    email = fresh_email()
    gotrue.sign_up(email)
    again = gotrue.post("signup", {"email": email, "password": PASSWORD})
    body = gotrue.refused(again, 429, "over_email_send_rate_limit")
    assert body["msg"].startswith("For security purposes, you can only request this after ")


def test_a_taken_handle_names_the_field_and_leaves_no_account(autoconfirm: GoTrue, sql: Any) -> None:
    taken = autoconfirm.sign_up()["user"]["user_metadata"]["user_handle"]
    email = fresh_email()
    answer = autoconfirm.post(
        "signup", {"email": email, "password": PASSWORD, "data": {"user_handle": taken.upper()}}
    )
    body = autoconfirm.refused(answer, 422, "handle_taken")
    assert body["field"] == "user_handle"
    assert sql("SELECT count(*) AS n FROM auth.users WHERE email = %s", [email]) == [{"n": 0}]


def test_a_taken_handle_tells_nothing_of_the_address(gotrue: GoTrue, mails: Any) -> None:
    email = fresh_email()
    taken = gotrue.sign_up(email)["user_metadata"]["user_handle"]
    gotrue.post("verify", {"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    bodies = [
        gotrue.refused(
            gotrue.post("signup", {"email": address, "password": PASSWORD, "data": {"user_handle": taken}}),
            422,
            "handle_taken",
        )
        for address in (email, fresh_email())
    ]
    assert bodies[0] == bodies[1]


def test_refusals_in_their_order(autoconfirm: GoTrue, settings: Any) -> None:
    good = {"email": fresh_email(), "password": PASSWORD}

    def refused(body: Any, status: int, code: str) -> dict[str, Any]:
        return autoconfirm.refused(autoconfirm.post("signup", body), status, code)

    refused({}, 422, "anonymous_provider_disabled")
    refused({"email": good["email"]}, 400, "validation_failed")
    refused({**good, "password": "ä" * 37}, 400, "validation_failed")
    assert refused({**good, "password": "12345"}, 422, "weak_password")["weak_password"] == {"reasons": ["length"]}
    refused({**good, "phone": "+49123"}, 400, "validation_failed")
    for address in ("no address", "a@", "@b.de", "a@b..de", "a" * 251 + "@b.de", "a b@c.de"):
        refused({**good, "email": address}, 400, "validation_failed")
    autoconfirm.sign_up(good["email"])
    assert refused(good, 422, "user_already_exists")["msg"] == "User already registered"
    settings.GOTRUE_EXTERNAL_EMAIL_ENABLED = False
    refused({**good, "email": fresh_email()}, 400, "email_provider_disabled")
    settings.GOTRUE_DISABLE_SIGNUP = True
    refused({**good, "email": fresh_email()}, 422, "signup_disabled")


def test_bodies_that_are_none(gotrue: GoTrue) -> None:
    for raw in (
        b"", b"{", b"[]", b'"x"', b'{"email": 1}', b'{"data": []}', b'{"email": "a\\u0000@b.de"}', b"\xff",
        b'{"data": {"a": "\\ud800"}}', b'{"data": {"a": NaN}}',
    ):  # fmt: skip
        body = gotrue.refused(gotrue.post("signup", raw), 400, "bad_json")
        assert body["msg"].startswith("Could not parse request body as JSON: ")
    gotrue.refused(gotrue.post("signup", b"x" * (1024 * 1024 + 1)), 413, "request_entity_too_large")


def test_null_is_absent_and_unknown_fields_are_ignored(autoconfirm: GoTrue) -> None:
    ignored = {"gotrue_meta_security": {"captcha_token": None}, "id": "x", "email_confirm": True}
    absent = dict.fromkeys(["phone", "code_challenge", "code_challenge_method"])
    forged = {"role": "service_role", "app_metadata": {"admin": True}}
    body = {"email": fresh_email(), "password": PASSWORD, "data": with_handle({}), **ignored, **absent, **forged}
    answer = autoconfirm.post("signup", body)
    assert answer.status_code == 200
    assert answer.json()["user"]["role"] == "authenticated"
    assert "admin" not in answer.json()["user"]["app_metadata"]


def test_both_error_shapes(gotrue: GoTrue) -> None:
    for version, modern in (
        (None, False),
        ("2023-12-31", False),
        ("nonsense", False),
        ("2024-01-01", True),
        ("2025-06-01", True),
    ):
        gotrue.version = version
        answer = gotrue.post("signup", {"email": fresh_email(), "password": "x"})
        assert answer.status_code == 422
        if modern:
            assert answer.headers["X-Supabase-Api-Version"] == "2024-01-01"
            assert answer.json()["code"] == "weak_password" and answer.json()["message"]
        else:
            assert "X-Supabase-Api-Version" not in answer.headers
            assert answer.json()["code"] == 422 and answer.json()["error_code"] == "weak_password"
        assert answer.json()["weak_password"] == {"reasons": ["length"]}


def test_an_anonymous_account_has_a_session_and_no_address(autoconfirm: GoTrue, settings: Any) -> None:
    settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED = True
    session = autoconfirm.post("signup", {"data": {"colour": "blue"}}).json()
    assert session["user"]["is_anonymous"] is True and session["user"]["email"] == ""
    assert autoconfirm.get("user", token=session["access_token"]).json()["id"] == session["user"]["id"]


def test_long_metadata_locks_nobody_out(autoconfirm: GoTrue) -> None:
    """A picture as text, say: in the token it would be longer than any header may be."""
    email, long = fresh_email(), "\u00fc" * 20_000
    token = autoconfirm.sign_up(email, picture=long)["access_token"]
    assert len(token) < 8000
    assert autoconfirm.get("user", token=token).json()["user_metadata"]["picture"] == long
    changed = autoconfirm.put("user", {"data": {"picture": "short"}}, token=token)
    assert changed.json()["user_metadata"]["picture"] == "short"
    claims = tokens.decode(autoconfirm.sign_in(email).json()["access_token"])
    assert claims["user_metadata"]["picture"] == "short"
