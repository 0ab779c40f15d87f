"""Asking for codes (otp, recover, resend, reauthenticate) and redeeming them (verify)."""

from topin.auth.tests.conftest import fresh_email
from topin.auth.tests.test_phone import fresh_number

from .row import Row
from .world import World

OTP, RECOVER, RESEND, VERIFY, NONCE = (
    "POST otp",
    "POST recover",
    "POST resend",
    "POST verify",
    "GET reauthenticate",
)
_LATER = r"For security purposes, you can only request this after \d+ seconds\."
_EXPIRED = "Token has expired or is invalid"
_NO_MAIL = "Email logins are disabled"


def _twice(w: World, path: str, body: dict[str, str]):
    w.on(SMTP_MAX_FREQUENCY=60, SMS_MAX_FREQUENCY=60, RATE_LIMITS=True)
    return w.again(2, path, body)


def _redeemed(w: World, state: str):
    email = w.email()
    w(RECOVER, {"email": email})
    code = w.code(email)
    w.sql(f"UPDATE auth.users SET {state} WHERE email = %s", [email])
    return w(VERIFY, {"type": "recovery", "email": email, "token": code})


def _taken_meanwhile(w: World, *, phone: bool):
    """An address (or number) that somebody else has got when its change is confirmed."""
    w.on(MAILER_SECURE_EMAIL_CHANGE_ENABLED=False)
    session, email, number = w.person(), fresh_email(), fresh_number()
    w("PUT user", {"phone": number} if phone else {"email": email}, token=session["access_token"])
    code = w.texted(number) if phone else w.code(email)
    w.person(f"phone = '{number}'" if phone else f"email = '{email}'")
    who = {"type": "phone_change", "phone": number} if phone else {"type": "email_change", "email": email}
    return w(VERIFY, {**who, "token": code})


def _nonce_again(w: World, *, phone: bool):
    token = w.number()[1]["access_token"] if phone else w.token()
    w.on(SMTP_MAX_FREQUENCY=60, SMS_MAX_FREQUENCY=60)
    return w.again(2, NONCE, token=token)


ROWS = [
    Row(OTP, 400, "validation_failed", "One of email or phone must be set", lambda w: w(OTP, {})),
    Row(OTP, 400, "validation_failed", "Only an email address or phone number should be provided",
        lambda w: w(OTP, {"email": fresh_email(), "phone": fresh_number()})),
    Row(OTP, 400, "validation_failed", "Channel should only be specified with Phone OTP",
        lambda w: w(OTP, {"email": fresh_email(), "channel": "sms"})),
    Row(OTP, 400, "validation_failed", "Invalid channel, supported values are 'sms'",
        lambda w: w(OTP, {"phone": fresh_number(), "channel": "whatsapp"})),
    Row(OTP, 400, "validation_failed", r"Invalid phone number format \(E\.164 required\)", lambda w: w(OTP,
        {"phone": "x"})),
    Row(OTP, 400, "validation_failed", "Unable to validate email address: invalid format", lambda w: w(OTP,
        {"email": "x"})),
    Row(OTP, 400, "phone_provider_disabled", "Unsupported phone provider",
        lambda w: w.on(EXTERNAL_PHONE_ENABLED=False)(OTP, {"phone": fresh_number()})),
    Row(OTP, 422, "email_provider_disabled", _NO_MAIL, lambda w: w.on(EXTERNAL_EMAIL_ENABLED=False)(OTP,
        {"email": fresh_email()})),
    Row(OTP, 422, "otp_disabled", "Signups not allowed for otp",
        lambda w: w(OTP, {"email": fresh_email(), "create_user": False})),
    Row(OTP, 422, "otp_disabled", "Signups not allowed for otp",
        lambda w: w(OTP, {"phone": fresh_number(), "create_user": False}), "phone"),
    Row(OTP, 422, "signup_disabled", "Signups not allowed for this instance",
        lambda w: w.on(DISABLE_SIGNUP=True)(OTP, {"email": fresh_email()})),
    Row(OTP, 429, "over_email_send_rate_limit", _LATER, lambda w: _twice(w, OTP, {"email": fresh_email()})),
    Row(OTP, 429, "over_sms_send_rate_limit", _LATER, lambda w: _twice(w, OTP, {"phone": fresh_number()})),
    Row(OTP, 429, "over_sms_send_rate_limit", "SMS rate limit exceeded", lambda w: w.full("auth_sms")(OTP,
        {"phone": fresh_number()})),
    Row(RECOVER, 400, "validation_failed", "Password recovery requires an email", lambda w: w(RECOVER, {})),
    Row(RECOVER, 400, "validation_failed", "Unable to validate email address: invalid format",
        lambda w: w(RECOVER, {"email": "x"})),
    Row(RECOVER, 400, "email_provider_disabled", _NO_MAIL,
        lambda w: w.on(EXTERNAL_EMAIL_ENABLED=False)(RECOVER, {"email": fresh_email()})),
    Row(RECOVER, 429, "over_email_send_rate_limit", _LATER, lambda w: _twice(w, RECOVER,
        {"email": fresh_email()})),
    Row(RECOVER, 429, "over_email_send_rate_limit", "email rate limit exceeded",
        lambda w: w.on(MAILER_AUTOCONFIRM=False).full("auth_mail")(RECOVER, {"email": fresh_email()})),
    Row(RESEND, 400, "validation_failed", "Missing one of these types: signup, email_change, sms, phone_change",
        lambda w: w(RESEND, {"type": "recovery", "email": fresh_email()})),
    Row(RESEND, 400, "validation_failed", "Type provided requires an email address", lambda w: w(RESEND,
        {"type": "signup"})),
    Row(RESEND, 400, "phone_provider_disabled", "Phone logins are disabled",
        lambda w: w.on(EXTERNAL_PHONE_ENABLED=False)(RESEND, {"type": "sms", "phone": fresh_number()})),
    Row(RESEND, 400, "email_provider_disabled", _NO_MAIL,
        lambda w: w.on(EXTERNAL_EMAIL_ENABLED=False)(RESEND, {"type": "signup", "email": fresh_email()})),
    Row(RESEND, 429, "over_email_send_rate_limit", _LATER, lambda w: _twice(w, RESEND, {"type": "signup",
        "email": fresh_email()})),
    Row(RESEND, 429, "over_sms_send_rate_limit", _LATER, lambda w: _twice(w, RESEND, {"type": "sms",
        "phone": fresh_number()})),
    Row(VERIFY, 400, "validation_failed", "Verify requires a verification type", lambda w: w(VERIFY,
        {"token": "1"})),
    Row(VERIFY, 400, "validation_failed", "Verify requires either a token or a token hash", lambda w: w(VERIFY,
        {"type": "email"})),
    Row(VERIFY, 400, "validation_failed", "Only the token_hash and type should be provided",
        lambda w: w(VERIFY, {"type": "email", "token_hash": "x", "email": fresh_email()})),
    Row(VERIFY, 400, "validation_failed", "Invalid email verification type", lambda w: w(VERIFY, {"type": "x",
        "token_hash": "x"})),
    Row(VERIFY, 400, "validation_failed", "Only an email address or phone number should be provided on verify",
        lambda w: w(VERIFY, {"type": "email", "token": "1"})),
    Row(VERIFY, 422, "validation_failed", "Invalid email format", lambda w: w(VERIFY, {"type": "email",
        "email": "x", "token": "1"})),
    Row(VERIFY, 400, "validation_failed", r"Invalid phone number format \(E\.164 required\)",
        lambda w: w(VERIFY, {"type": "sms", "phone": "x", "token": "1"})),
    Row(VERIFY, 403, "otp_expired", _EXPIRED, lambda w: w(VERIFY, {"type": "sms", "email": fresh_email(),
        "token": "1"})),
    Row(VERIFY, 403, "otp_expired", _EXPIRED, lambda w: w(VERIFY, {"type": "email", "email": fresh_email(),
        "token": "1"}),
        "unknown", "auth_verify"),
    Row(VERIFY, 403, "otp_expired", _EXPIRED, lambda w: _redeemed(w,
        "recovery_sent_at = now() - interval '2 hours'"),
        "late", "auth_verify"),
    Row(VERIFY, 403, "otp_expired", "Email link is invalid or has expired",
        lambda w: w(VERIFY, {"type": "email", "token_hash": "x"}), "hash", "auth_verify"),
    Row(VERIFY, 403, "user_banned", "User is banned", lambda w: _redeemed(w,
        "banned_until = now() + interval '1 day'"),
        door="auth_verify"),
    Row(VERIFY, 422, "email_exists", "A user with this email address has already been registered",
        lambda w: _taken_meanwhile(w, phone=False), door="auth_verify"),
    Row(VERIFY, 422, "phone_exists", "A user with this phone number has already been registered",
        lambda w: _taken_meanwhile(w, phone=True), door="auth_verify"),
    Row("GET verify", 400, "validation_failed", "Verify requires a type parameter",
        lambda w: w("GET verify?token=x")),
    Row("GET verify", 400, "validation_failed", "Verify requires a token parameter",
        lambda w: w("GET verify?type=email")),
    Row(NONCE, 400, "validation_failed", "Reauthentication requires the user to have an email or a phone number",
        lambda w: w(NONCE, token=w("POST signup", {}).json()["access_token"]), door="auth_reauthenticate"),
    Row(NONCE, 422, "email_not_confirmed", r"Please verify your email first\.",
        lambda w: w(NONCE, token=w.token("email_confirmed_at = NULL")), door="auth_reauthenticate"),
    Row(NONCE, 422, "phone_not_confirmed", r"Please verify your phone first\.",
        lambda w: w(NONCE, token=w.number(confirmed=False)[1]["access_token"]), door="auth_reauthenticate"),
    Row(NONCE, 429, "over_email_send_rate_limit", _LATER, lambda w: _nonce_again(w, phone=False),
        door="auth_reauthenticate"),
    Row(NONCE, 429, "over_sms_send_rate_limit", _LATER, lambda w: _nonce_again(w, phone=True),
        door="auth_reauthenticate"),
]  # fmt: skip
