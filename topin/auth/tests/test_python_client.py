"""The official Python client, unmodified, over real HTTP against `serve auth`.

What hangs on another service (text messages, id tokens) is asked in this process, of the same application.
"""

import time
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from supabase_auth import SyncGoTrueAdminAPI, SyncGoTrueClient
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from topin.auth import identities, totp
from topin.core.testing.server import serving
from topin.wsgi import application

from . import test_phone
from .conftest import PASSWORD, GoTrue, fresh_email, with_handle
from .issuer import CLIENT, ISSUER, issuing
from .test_admin_api import service
from .test_codes import link_for

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


def client(url: str, **options: Any) -> SyncGoTrueClient:
    return SyncGoTrueClient(url=url, auto_refresh_token=False, headers={"apikey": "sb_publishable_x"}, **options)


def here() -> SyncGoTrueClient:
    """A client of this process, whose settings a test may change."""
    return client(
        "http://testserver/api/auth", http_client=httpx.Client(transport=httpx.WSGITransport(application))
    )


def opened(url: str, mail: dict[str, Any]) -> str:
    """Where the link of a mail leads, when it is opened at this server."""
    link = urlsplit(link_for(mail))
    answer = httpx.get(urlsplit(url)._replace(path=link.path, query=link.query).geturl())
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


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


def test_a_session_given_to_another_client(at_once: str) -> None:
    session = client(at_once).sign_up({"email": fresh_email(), "password": PASSWORD}).session
    other, events = client(at_once), []
    other.initialize()
    subscription = other.on_auth_state_change(lambda event, session: events.append(event))
    assert session and other.set_session(session.access_token, session.refresh_token).session
    kept = other.get_session()
    assert kept and kept.refresh_token == session.refresh_token
    other.sign_out({"scope": "local"})
    subscription.unsubscribe()
    assert other.get_session() is None and events[-2:] == ["SIGNED_IN", "SIGNED_OUT"]
    other.close()


def test_errors_reach_the_client(at_once: str) -> None:
    phone = client(at_once)
    with pytest.raises(AuthApiError) as wrong:
        phone.sign_in_with_password({"email": fresh_email(), "password": PASSWORD})
    assert (wrong.value.code, wrong.value.message) == ("invalid_credentials", "Invalid login credentials")
    with pytest.raises(AuthWeakPasswordError) as weak:
        phone.sign_up({"email": fresh_email(), "password": "123"})
    assert weak.value.reasons == ["length"]


def test_an_anonymous_account_signs_in(at_once: str) -> None:
    session = client(at_once).sign_in_anonymously().session
    assert session and session.user.is_anonymous


def test_mailed_codes_confirm_sign_in_and_recover(by_mail: str, mails: Any) -> None:
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
    phone.reset_password_email(email)  # the older name
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


def test_a_link_hands_the_session_on(by_mail: str, mails: Any) -> None:
    phone, email = client(by_mail), fresh_email()
    phone.sign_up({"email": email, "password": PASSWORD, "options": {"data": with_handle({})}})
    phone.initialize_from_url(opened(by_mail, mails(email)[0]))
    session = phone.get_session()
    assert session and session.user.email == email


def test_links_of_the_pkce_flow(by_mail: str, mails: Any) -> None:
    phone, email = client(by_mail, flow_type="pkce"), fresh_email()
    ways = (
        lambda: phone.sign_up({"email": email, "password": PASSWORD, "options": {"data": with_handle({})}}),
        lambda: phone.sign_in_with_otp({"email": email}),
        lambda: phone.reset_password_for_email(email),
    )
    for ask in ways:
        ask()
        code = parse_qs(urlsplit(opened(by_mail, mails(email)[0])).query)["code"][0]
        params: Any = {"auth_code": code}
        user = phone.exchange_code_for_session(params).user
        assert user and user.email == email
        with pytest.raises(AuthApiError) as spent:
            phone.exchange_code_for_session({**params, "code_verifier": "x" * 43})
        assert spent.value.code == "flow_state_not_found"


def test_a_second_factor(at_once: str) -> None:
    phone = client(at_once)
    phone.sign_up({"email": fresh_email(), "password": PASSWORD, "options": {"data": with_handle({})}})
    factor = phone.mfa.enroll({"factor_type": "totp", "friendly_name": "phone"})
    assert factor.totp and factor.totp.qr_code.startswith("data:image/svg+xml;utf-8,<svg")
    with pytest.raises(AuthApiError) as wrong:
        phone.mfa.challenge_and_verify({"factor_id": factor.id, "code": "000"})
    assert wrong.value.code == "mfa_verification_failed"
    code = totp.at(factor.totp.secret, int(time.time()) // 30)
    challenge = phone.mfa.challenge({"factor_id": factor.id})
    phone.mfa.verify({"factor_id": factor.id, "challenge_id": challenge.id, "code": code})
    assert phone.mfa.get_authenticator_assurance_level().current_level == "aal2"
    assert [one.id for one in phone.mfa.list_factors().totp] == [factor.id]
    assert phone.mfa.unenroll({"factor_id": factor.id}).id == factor.id


def test_identities_are_listed_and_what_is_off_is_refused(at_once: str) -> None:
    phone = client(at_once)
    phone.sign_up({"email": fresh_email(), "password": PASSWORD, "options": {"data": with_handle({})}})
    (only,) = phone.get_user_identities().identities
    for refused in (lambda: phone.unlink_identity(only), lambda: phone.link_identity({"provider": "google"})):
        with pytest.raises(AuthApiError) as off:
            refused()
        assert off.value.code == "manual_linking_disabled"
    with pytest.raises(AuthApiError) as sso:
        phone.sign_in_with_sso({"domain": "example.test"})
    assert sso.value.code == "saml_provider_disabled"


def test_what_is_off_says_so(by_mail: str) -> None:
    page = client(by_mail).sign_in_with_oauth({"provider": "github"}).url
    assert httpx.get(page).json()["error_code"] == "validation_failed"
    admin = SyncGoTrueAdminAPI(url=by_mail, headers={"Authorization": f"Bearer {service()}"})
    some: Any = {"client_name": "x", "redirect_uris": ["https://app.example"]}
    one = str(uuid.uuid4())
    for refused in (
        lambda: admin.oauth.list_clients(),
        lambda: admin.oauth.create_client(some),
        lambda: admin.oauth.get_client(one),
        lambda: admin.oauth.update_client(one, some),
        lambda: admin.oauth.delete_client(one),
        lambda: admin.oauth.regenerate_client_secret(one),
    ):
        with pytest.raises(AuthApiError) as off:
            refused()
        assert (off.value.code, off.value.status) == ("feature_disabled", 404)
    admin.close()


def test_a_service_token(by_mail: str, mails: Any) -> None:
    admin = SyncGoTrueAdminAPI(url=by_mail, headers={"Authorization": f"Bearer {service()}"})
    phone, email, invited = client(by_mail), fresh_email(), fresh_email()
    made = admin.create_user(
        {"email": email, "password": PASSWORD, "email_confirm": True, "user_metadata": with_handle({})}
    ).user
    assert phone.sign_in_with_password({"email": email, "password": PASSWORD}).session
    assert admin.get_user_by_id(made.id).user.email == email
    assert admin.update_user_by_id(made.id, {"user_metadata": {"size": 3}}).user.user_metadata["size"] == 3
    assert len(admin.list_users(page=1, per_page=1)) == 1
    link = admin.generate_link({"type": "magiclink", "email": email}).properties
    assert phone.verify_otp({"type": "magiclink", "token_hash": link.hashed_token}).session
    admin.invite_user_by_email(invited, {"data": with_handle({})})
    taken = phone.verify_otp({"type": "invite", "email": invited, "token": mails(invited)[0]["code"]})
    assert taken.session and taken.user and taken.user.invited_at
    admin.sign_out(taken.session.access_token)
    factor = phone_factor(by_mail, email)
    assert [one.id for one in admin.mfa.list_factors({"user_id": made.id})] == [factor]
    assert admin.mfa.delete_factor({"user_id": made.id, "id": factor}).id == factor
    admin.delete_user(made.id)
    with pytest.raises(AuthApiError) as gone:
        admin.get_user_by_id(made.id)
    assert gone.value.code == "user_not_found"


def phone_factor(url: str, email: str) -> str:
    phone = client(url)
    phone.sign_in_with_password({"email": email, "password": PASSWORD})
    return phone.mfa.enroll({"factor_type": "totp"}).id


def test_a_number_signs_in_by_code_and_by_password_and_changes(gotrue: GoTrue, settings: Any) -> None:
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED, settings.GOTRUE_SMS_MAX_FREQUENCY = True, 0
    settings.TOPIN_SMS_PROVIDER = f"{test_phone.__name__}.remember"
    phone, number, other = here(), test_phone.fresh_number(), test_phone.fresh_number()
    phone.sign_in_with_otp({"phone": f"+{number}", "options": {"data": with_handle({})}})
    signed_in = phone.verify_otp({"type": "sms", "phone": f"+{number}", "token": test_phone.code_for(number)})
    assert signed_in.user and signed_in.user.phone == number
    phone.update_user({"password": PASSWORD})
    assert here().sign_in_with_password({"phone": f"+{number}", "password": PASSWORD}).session
    phone.update_user({"phone": f"+{other}"})
    changed = phone.verify_otp({"type": "phone_change", "phone": f"+{other}", "token": test_phone.code_for(other)})
    assert changed.user and changed.user.phone == other


def test_an_id_token(gotrue: GoTrue, settings: Any) -> None:
    settings.GOTRUE_SECURITY_MANUAL_LINKING_ENABLED = True
    with issuing() as issuer:
        known = {"client_ids": [CLIENT], "skip_nonce": False, "issuers": [ISSUER], "keys_url": issuer.url}
        settings.IDENTITY_PROVIDERS = {"google": {**known, "enabled": True}}
        identities._keys.clear()
        phone, email = here(), fresh_email()
        token = issuer.token(sub=email, email=email)
        signed_in = phone.sign_in_with_id_token({"provider": "google", "token": token})
        assert signed_in.user and signed_in.user.email == email
        (only,) = phone.get_user_identities().identities
        with pytest.raises(AuthApiError) as last:
            phone.unlink_identity(only)
        assert last.value.code == "single_identity_not_deletable"
        with pytest.raises(AuthApiError) as by_page:
            phone.link_identity({"provider": "google"})
        assert (by_page.value.code, by_page.value.status) == ("validation_failed", 400)
