"""Settings by GoTrue's own names: read in the forms of a self-hoster's environment, and doing what they say."""

import os
import runpy
import time
from typing import Any

import jwt
import pytest
from django.core.exceptions import ImproperlyConfigured

from topin.settings import gotrue as module

from .conftest import PASSWORD, GoTrue, fresh_email
from .test_codes import link_for
from .test_factors import enrolled, verified

# As given, and as read: each in a form that GoTrue reads.
GIVEN: dict[str, tuple[str, Any]] = {
    "GOTRUE_JWT_SECRET": ("s" * 40, "s" * 40),
    "GOTRUE_JWT_EXP": ("7200", 7200),
    "GOTRUE_SITE_URL": ("https://app.example", "https://app.example"),
    "GOTRUE_URI_ALLOW_LIST": ("https://a.example/**, app://*", ["https://a.example/**", "app://*"]),
    "GOTRUE_DISABLE_SIGNUP": ("T", True),
    "GOTRUE_EXTERNAL_EMAIL_ENABLED": ("f", False),
    "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED": ("TRUE", True),
    "GOTRUE_MAILER_AUTOCONFIRM": ("true", True),
    "GOTRUE_MAILER_OTP_EXP": ("86400", 86400),
    "GOTRUE_SMTP_HOST": ("mail.example", "mail.example"),
    "GOTRUE_SMTP_PORT": ("2500", 2500),
    "GOTRUE_SMTP_MAX_FREQUENCY": ("1m30s", 90),
    "GOTRUE_SMS_MAX_FREQUENCY": ("5s", 5),
    "GOTRUE_PASSWORD_MIN_LENGTH": ("12", 12),
    "GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": ("10", 10),
    "GOTRUE_SESSIONS_TIMEBOX": ("24h0m0s", 86400),
    "GOTRUE_SESSIONS_INACTIVITY_TIMEOUT": ("1.5h", 5400),
    "GOTRUE_RATE_LIMIT_EMAIL_SENT": ("100/24h", (100, 86400)),
    "GOTRUE_RATE_LIMIT_SMS_SENT": ("60", (60, 3600)),
    "GOTRUE_RATE_LIMIT_TOKEN_REFRESH": ("300", 300),
    "GOTRUE_RATE_LIMIT_VERIFY": ("31", 31),
    "GOTRUE_RATE_LIMIT_OTP": ("32", 32),
    "GOTRUE_RATE_LIMIT_ANONYMOUS_USERS": ("33", 33),
    "GOTRUE_RATE_LIMIT_HEADER": ("X-Real-IP", "X-Real-IP"),
}


def read() -> dict[str, Any]:
    """The settings of the accounts, anew from the environment."""
    return runpy.run_path(module.__file__, run_name=module.__name__)


def test_an_environment_carries_over(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (given, _) in GIVEN.items():
        monkeypatch.setenv(name, given)
    found = read()
    assert {name: found[name] for name in GIVEN} == {name: wanted for name, (_, wanted) in GIVEN.items()}


def test_defaults_are_those_of_a_hosted_project(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GOTRUE_")]:
        monkeypatch.delenv(name)
    found = read()
    hosted = {
        "JWT_EXP": 3600, "MAILER_AUTOCONFIRM": False, "MAILER_OTP_EXP": 3600, "SMTP_MAX_FREQUENCY": 60,
        "PASSWORD_MIN_LENGTH": 6, "SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": 10, "RATE_LIMIT_VERIFY": 30,
        "RATE_LIMIT_TOKEN_REFRESH": 150, "RATE_LIMIT_OTP": 30, "RATE_LIMIT_EMAIL_SENT": (30, 3600),
    }  # fmt: skip
    assert {name: found[f"GOTRUE_{name}"] for name in hosted} == hosted


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("GOTRUE_MAILER_AUTOCONFIRM", "maybe"),
        ("GOTRUE_SMTP_MAX_FREQUENCY", "60 seconds"),
        ("GOTRUE_JWT_EXP", "-5"),
        ("GOTRUE_RATE_LIMIT_EMAIL_SENT", "30/day"),
        ("GOTRUE_SMTP_PORT", "smtp"),
    ],
)
def test_what_cannot_be_read_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str, given: str) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(ImproperlyConfigured, match=name):
        read()


def test_tokens_say_what_is_set(autoconfirm: GoTrue, settings: Any) -> None:
    settings.GOTRUE_JWT_EXP, settings.GOTRUE_JWT_KEY_ID = 120, "legacy"
    settings.GOTRUE_JWT_AUD, settings.GOTRUE_JWT_ISSUER = "app", "https://auth.example"
    session = autoconfirm.sign_up()
    token = session["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["aud"], claims["iss"], claims["exp"] - claims["iat"]) == ("app", "https://auth.example", 120)
    assert session["expires_in"] == 120 and jwt.get_unverified_header(token)["kid"] == "legacy"
    assert autoconfirm.get("user", token=token).status_code == 200


def test_a_weak_password_is_refused_when_set_and_told_at_sign_in(autoconfirm: GoTrue, settings: Any) -> None:
    email = fresh_email()
    token = autoconfirm.sign_up(email)["access_token"]
    settings.GOTRUE_PASSWORD_MIN_LENGTH, settings.GOTRUE_PASSWORD_REQUIRED_CHARACTERS = 20, "abc:0123:\\:"
    weak = autoconfirm.refused(autoconfirm.put("user", {"password": "x"}, token=token), 422, "weak_password")
    assert weak["weak_password"] == {"reasons": ["length", "characters"]}
    told = autoconfirm.sign_in(email).json()["weak_password"]
    assert set(told["reasons"]) == {"length", "characters"}, "told at sign-in, not refused"
    assert autoconfirm.put("user", {"password": "a0:" + "x" * 17}, token=token).status_code == 200


def test_codes_have_the_length_and_the_life_that_is_set(
    gotrue: GoTrue, settings: Any, mails: Any, sql: Any
) -> None:
    settings.GOTRUE_MAILER_OTP_LENGTH, settings.GOTRUE_MAILER_OTP_EXP = 8, 60
    settings.GOTRUE_MAILER_URLPATHS_CONFIRMATION = "/auth/v1/verify"
    email = fresh_email()
    gotrue.sign_up(email)
    mail = mails(email)[0]
    assert len(mail["code"]) == 8 and "/auth/v1/verify?token=" in link_for(mail)
    sql("UPDATE auth.users SET confirmation_sent_at = now() - interval '61 seconds' WHERE email = %s", [email])
    answer = {"type": "signup", "email": email, "token": mail["code"]}
    gotrue.refused(gotrue.post("verify", answer), 403, "otp_expired")
    settings.GOTRUE_MAILER_OTP_EXP = 600
    assert gotrue.post("verify", answer).status_code == 200


def test_an_unconfirmed_address_signs_in_where_that_is_allowed(gotrue: GoTrue, settings: Any) -> None:
    email = fresh_email()
    gotrue.sign_up(email)
    gotrue.refused(gotrue.sign_in(email), 400, "email_not_confirmed")
    settings.GOTRUE_MAILER_ALLOW_UNVERIFIED_EMAIL_SIGN_INS = True
    assert gotrue.sign_in(email).status_code == 200


def test_without_rotation_an_old_token_ends_nothing(autoconfirm: GoTrue, settings: Any) -> None:
    settings.GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED = False
    settings.GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL = 0
    old = autoconfirm.sign_up()["refresh_token"]
    newest = autoconfirm.refresh(autoconfirm.refresh(old).json()["refresh_token"]).json()["refresh_token"]
    autoconfirm.refused(autoconfirm.refresh(old), 400, "refresh_token_already_used")
    assert autoconfirm.refresh(newest).status_code == 200


def test_factors_can_be_switched_off_and_challenges_end(autoconfirm: GoTrue, settings: Any, sql: Any) -> None:
    token = autoconfirm.sign_up()["access_token"]
    factor = enrolled(autoconfirm, token)
    settings.GOTRUE_MFA_TOTP_VERIFY_ENABLED = False
    autoconfirm.refused(verified(autoconfirm, token, factor), 422, "mfa_totp_verify_not_enabled")
    settings.GOTRUE_MFA_TOTP_VERIFY_ENABLED = True
    settings.GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION = 30
    path = f"factors/{factor['id']}"
    challenge = autoconfirm.post(f"{path}/challenge", {}, token=token).json()
    assert 25 <= challenge["expires_at"] - time.time() <= 31
    sql(
        "UPDATE auth.mfa_challenges SET created_at = now() - interval '31 seconds' WHERE id = %s",
        [challenge["id"]],
    )
    late = autoconfirm.post(f"{path}/verify", {"challenge_id": challenge["id"], "code": "1"}, token=token)
    autoconfirm.refused(late, 422, "mfa_challenge_expired")


def test_neither_new_people_nor_addresses_where_both_are_off(autoconfirm: GoTrue, settings: Any) -> None:
    email = fresh_email()
    autoconfirm.sign_up(email)
    settings.GOTRUE_DISABLE_SIGNUP = True
    body = {"email": fresh_email(), "password": PASSWORD}
    autoconfirm.refused(autoconfirm.post("signup", body), 422, "signup_disabled")
    assert autoconfirm.sign_in(email).status_code == 200
    settings.GOTRUE_EXTERNAL_EMAIL_ENABLED = False
    autoconfirm.refused(autoconfirm.sign_in(email), 422, "email_provider_disabled")
