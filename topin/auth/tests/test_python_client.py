"""The official Python client, unmodified, over real HTTP against `serve auth`."""

from collections.abc import Iterator
from typing import Any

import pytest
from supabase_auth import SyncGoTrueClient
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from topin.core.testing.server import serving

from .conftest import PASSWORD, fresh_email, with_handle

CHEAP = {"TOPIN_RATE_LIMITS": "off", "GOTRUE_SMTP_MAX_FREQUENCY": "0", "TOPIN_PASSWORD_COST": "4"}


@pytest.fixture(scope="module")
def by_mail() -> Iterator[str]:
    """A server that confirms addresses by mail."""
    with serving("auth", **CHEAP) as url:
        yield f"{url}/api/auth"


@pytest.fixture(scope="module")
def at_once() -> Iterator[str]:
    """A server with autoconfirm and anonymous accounts."""
    with serving(
        "auth", GOTRUE_MAILER_AUTOCONFIRM="true", GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED="true", **CHEAP
    ) as url:
        yield f"{url}/api/auth"


def client(url: str) -> SyncGoTrueClient:
    return SyncGoTrueClient(url=url, auto_refresh_token=False, headers={"apikey": "sb_publishable_x"})


def test_password_refresh_user_and_logout(at_once: str) -> None:
    phone, email = client(at_once), fresh_email()
    signed_up = phone.sign_up(
        {"email": email, "password": PASSWORD, "options": {"data": with_handle({"colour": "blue"})}}
    )
    assert signed_up.session and signed_up.user and signed_up.user.user_metadata["colour"] == "blue"
    other = client(at_once)
    other.sign_in_with_password({"email": email, "password": PASSWORD})
    refreshed = phone.refresh_session()
    assert refreshed.session and refreshed.session.refresh_token != signed_up.session.refresh_token
    updated = phone.update_user({"data": {"colour": None, "size": 3}})
    assert updated.user.user_metadata["size"] == 3 and "colour" not in updated.user.user_metadata
    claims = phone.get_claims()
    assert claims and claims["claims"]["sub"] == signed_up.user.id
    phone.sign_out({"scope": "others"})
    with pytest.raises(AuthApiError) as ended:
        other.refresh_session()
    assert ended.value.code == "refresh_token_not_found"
    token = signed_up.session.access_token
    phone.sign_out()
    with pytest.raises(AuthApiError) as gone:
        phone.get_user(token)
    assert (gone.value.code, gone.value.status) == ("session_not_found", 403)


def test_errors_reach_the_client(at_once: str) -> None:
    phone = client(at_once)
    with pytest.raises(AuthApiError) as wrong:
        phone.sign_in_with_password({"email": fresh_email(), "password": PASSWORD})
    assert (wrong.value.code, wrong.value.message) == ("invalid_credentials", "Invalid login credentials")
    with pytest.raises(AuthWeakPasswordError) as weak:
        phone.sign_up({"email": fresh_email(), "password": "123"})
    assert weak.value.reasons == ["length"]


def test_anonymous(at_once: str) -> None:
    session = client(at_once).sign_in_anonymously().session
    assert session and session.user.is_anonymous


def test_codes(by_mail: str, mails: Any) -> None:
    phone, email = client(by_mail), fresh_email()
    signed_up = phone.sign_up({"email": email, "password": PASSWORD, "options": {"data": with_handle({})}})
    assert signed_up.session is None and signed_up.user
    with pytest.raises(AuthApiError) as unconfirmed:
        phone.sign_in_with_password({"email": email, "password": PASSWORD})
    assert unconfirmed.value.code == "email_not_confirmed"
    phone.resend({"type": "signup", "email": email})
    verified = phone.verify_otp({"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    assert verified.session and verified.user and verified.user.id == signed_up.user.id
    phone.sign_in_with_otp({"email": email, "options": {"should_create_user": False}})
    assert phone.verify_otp({"type": "email", "email": email, "token": mails(email)[0]["code"]}).session
    phone.reset_password_for_email(email)
    assert phone.verify_otp({"type": "recovery", "email": email, "token": mails(email)[0]["code"]}).session
    phone.update_user({"password": "another password"})
    assert phone.sign_in_with_password({"email": email, "password": "another password"}).session


def test_email_change_and_reauthentication(by_mail: str, mails: Any) -> None:
    phone, email, new = client(by_mail), fresh_email(), fresh_email()
    phone.sign_up({"email": email, "password": PASSWORD, "options": {"data": with_handle({})}})
    phone.verify_otp({"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    phone.reauthenticate()
    assert mails(email)[0]["template"] == "reauthentication"
    changed = phone.update_user({"email": new})
    assert changed.user.email == email and changed.user.new_email == new
    first = phone.verify_otp({"type": "email_change", "email": new, "token": mails(new)[0]["code"]})
    assert first.session is None
    second = phone.verify_otp({"type": "email_change", "email": email, "token": mails(email)[0]["code"]})
    assert second.user and second.user.email == new
