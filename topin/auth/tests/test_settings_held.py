"""More settings of the accounts in behaviour: the mail server's password, codes by text message, links, limits."""

import secrets
import smtplib
import ssl
import uuid
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from topin.core.api import tokens
from topin.core.mail import door
from topin.core.testing.people import sign
from topin.core.testing.server import free_port, serving

from .conftest import GoTrue, fresh_email, with_handle
from .test_admin_api import service
from .test_codes import confirmed, link_for
from .test_factors import enrolled
from .test_mail import Inbox
from .test_phone import code_for, fresh_number, phones  # noqa: F401 (a fixture)
from .test_python_client import CHEAP


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret


def test_the_mail_server_s_user_and_password(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """A server that takes mail after STARTTLS and AUTH alone: user, password, address and name of the sender."""
    certificate, key = certified(tmp_path)
    context, inbox, tried = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), Inbox(), []
    context.load_cert_chain(certificate, key)

    def known(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
        tried.append((session.ssl is not None, given.login, given.password))
        return AuthResult(success=given == LoginPassword(b"topin", b"the password"), handled=False)

    server = Controller(
        inbox, hostname="127.0.0.1", port=free_port(), tls_context=context, authenticator=known, auth_required=True
    )
    server.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.GOTRUE_SMTP_HOST, settings.GOTRUE_SMTP_PORT = "127.0.0.1", server.port
    settings.GOTRUE_SMTP_ADMIN_EMAIL, settings.GOTRUE_SMTP_SENDER_NAME = "post@app.example", "An App"
    settings.GOTRUE_SMTP_USER, settings.GOTRUE_SMTP_PASS = "topin", "the password"
    mail = door.Mail("ada@example.test", "A subject", "text", "<p>html</p>")
    try:
        door.send(mail)
        settings.GOTRUE_SMTP_PASS = "wrong"
        with pytest.raises(smtplib.SMTPAuthenticationError):
            door.send(mail)
        settings.GOTRUE_SMTP_USER = ""
        with pytest.raises(smtplib.SMTPException):
            door.send(mail)
    finally:
        server.stop()
    (received,) = inbox.for_("ada@example.test")
    assert received["From"] == "An App <post@app.example>"
    assert tried[0] == (True, b"topin", b"the password"), "never in the clear"


def test_codes_by_text_message(phones: GoTrue, settings: Any, sql: Any) -> None:  # noqa: F811
    settings.GOTRUE_SMS_OTP_LENGTH, settings.GOTRUE_SMS_OTP_EXP = 8, 60
    number = fresh_number()
    phones.post("otp", {"phone": number, "data": with_handle({})})
    code = code_for(number)
    assert len(code) == 8
    sql("UPDATE auth.users SET confirmation_sent_at = now() - interval '61 seconds' WHERE phone = %s", [number])
    answer = {"type": "sms", "phone": number, "token": code}
    phones.refused(phones.post("verify", answer), 403, "otp_expired")
    settings.GOTRUE_SMS_OTP_EXP = 600
    assert phones.post("verify", answer).status_code == 200


def test_a_nonce_by_text_message(phones: GoTrue, settings: Any, sql: Any) -> None:  # noqa: F811
    """Whoever has no address can change a password that needs a nonce, too."""
    settings.GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION = True
    number = fresh_number()
    phones.post("otp", {"phone": number, "data": with_handle({})})
    session = phones.post("verify", {"type": "sms", "phone": number, "token": code_for(number)}).json()
    token, person = session["access_token"], session["user"]["id"]
    sql("UPDATE auth.sessions SET created_at = now() - interval '25 hours' WHERE user_id = %s", [person])
    assert phones.get("reauthenticate", token=token).status_code == 200
    body = {"password": "a new password", "nonce": code_for(number)}
    phones.refused(phones.put("user", {**body, "nonce": "x"}, token=token), 422, "reauthentication_not_valid")
    sql("UPDATE auth.users SET reauthentication_sent_at = now() - interval '61 seconds' WHERE id = %s", [person])
    phones.refused(phones.put("user", body, token=token), 422, "reauthentication_not_valid")
    settings.GOTRUE_SMS_OTP_EXP = 600
    assert phones.put("user", body, token=token).status_code == 200
    again = phones.post("token?grant_type=password", {"phone": number, "password": "a new password"})
    assert again.status_code == 200


def test_factors_that_nobody_verified_give_way(autoconfirm: GoTrue, settings: Any, sql: Any) -> None:
    session = autoconfirm.sign_up()
    token = session["access_token"]
    first = enrolled(autoconfirm, token, "phone")
    sql("UPDATE auth.mfa_factors SET created_at = now() - interval '31 seconds' WHERE id = %s", [first["id"]])
    same = {"factor_type": "totp", "friendly_name": "phone"}
    settings.GOTRUE_MFA_FACTOR_EXPIRY_DURATION = 60
    autoconfirm.refused(autoconfirm.post("factors", same, token=token), 422, "mfa_factor_name_conflict")
    settings.GOTRUE_MFA_FACTOR_EXPIRY_DURATION = 30
    assert autoconfirm.post("factors", same, token=token).status_code == 200


def test_tries_of_a_code(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    settings.TOPIN_CODE_TRIES = 2
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    answer = {"type": "recovery", "email": email, "token": mails(email)[0]["code"]}
    for _ in range(2):
        gotrue.refused(gotrue.post("verify", {**answer, "token": "x"}), 403, "otp_expired")
    gotrue.refused(gotrue.post("verify", answer), 403, "otp_expired")


def test_where_links_lead(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    settings.API_EXTERNAL_URL = "https://auth.example/ignored"
    settings.GOTRUE_MAILER_URLPATHS_CONFIRMATION, settings.GOTRUE_MAILER_URLPATHS_INVITE = (
        "/CONFIRMATION",
        "/INVITE",
    )
    settings.GOTRUE_MAILER_URLPATHS_RECOVERY = "/RECOVERY"
    settings.GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE = "/EMAIL_CHANGE"
    email, invited, new = fresh_email(), fresh_email(), fresh_email()
    gotrue.sign_up(email)
    assert link_for(mails(email)[0]).startswith("https://auth.example/CONFIRMATION?token=")
    gotrue.post("verify", {"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    gotrue.post("recover", {"email": email})
    assert link_for(mails(email)[0]).startswith("https://auth.example/RECOVERY?token=")
    gotrue.post("invite", {"email": invited, "data": with_handle({})}, token=service())
    assert link_for(mails(invited)[0]).startswith("https://auth.example/INVITE?token=")
    gotrue.put("user", {"email": new}, token=gotrue.sign_in(email).json()["access_token"])
    assert link_for(mails(new)[0]).startswith("https://auth.example/EMAIL_CHANGE?token=")


def test_a_token_of_an_issuer_that_is_not_listed_is_refused(settings: Any) -> None:
    claims = {"sub": str(uuid.uuid4()), "exp": 2**33, "role": "authenticated", "aud": settings.GOTRUE_JWT_AUD}
    settings.GOTRUE_JWT_ISSUERS = ["https://auth.example"]
    assert tokens.verify(sign({**claims, "iss": "https://auth.example"}))
    for others in ({}, {"iss": "https://evil.example"}):
        with pytest.raises(tokens.BadToken):
            tokens.verify(sign({**claims, **others}))


def test_the_provider_of_text_messages(gotrue: GoTrue, settings: Any) -> None:
    settings.GOTRUE_SMS_PROVIDER = "twilio"
    assert gotrue.get("settings").json()["sms_provider"] == "", "phones are off"
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED = True
    assert gotrue.get("settings").json()["sms_provider"] == "twilio"


def test_each_limit_is_that_of_its_setting() -> None:
    """One server with limits of its own; each is met at the request after."""
    given = {
        "GOTRUE_RATE_LIMIT_OTP": "2", "GOTRUE_RATE_LIMIT_VERIFY": "3", "GOTRUE_RATE_LIMIT_TOKEN_REFRESH": "4",
        "GOTRUE_RATE_LIMIT_ANONYMOUS_USERS": "1", "GOTRUE_MFA_RATE_LIMIT_CHALLENGE_AND_VERIFY": "5",
        "GOTRUE_RATE_LIMIT_EMAIL_SENT": f"1/{secrets.randbelow(10**6) + 4000}s",
        "GOTRUE_RATE_LIMIT_SMS_SENT": f"1/{secrets.randbelow(10**6) + 4000}s",
    }  # fmt: skip
    on = {
        "TOPIN_RATE_LIMITS": "on", "TOPIN_TRUSTED_PROXIES": "1", "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED": "true",
        "GOTRUE_EXTERNAL_PHONE_ENABLED": "true", "GOTRUE_SMS_MAX_FREQUENCY": "0",
    }  # fmt: skip
    one = str(uuid.uuid4())
    asked = (
        ("resend", {}, 2), ("verify", {}, 3), ("signup", {}, 1), (f"factors/{one}/challenge", {}, 5),
        ("token?grant_type=pkce", {"auth_code": "x", "code_verifier": "x"}, 4),
        ("recover", {"email": fresh_email()}, 1), ("otp", {"phone": fresh_number()}, 1),
    )  # fmt: skip
    with serving("auth", **{**CHEAP, **on, **given}) as url:
        here = {"X-Forwarded-For": f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"}
        for path, body, most in asked:
            codes = [
                httpx.post(f"{url}/api/auth/{path}", json=body, headers=here).status_code for _ in range(most + 1)
            ]
            assert 429 not in codes[:most] and codes[most] == 429, (path, codes)
