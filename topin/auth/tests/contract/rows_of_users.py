"""The account behind a token: changing it, its identities, its second factors, signing out."""

import uuid

from topin.auth.tests.conftest import PASSWORD, fresh_email
from topin.auth.tests.test_phone import fresh_number

from .row import Row
from .world import World

PUT, UNLINK, FACTORS, NOBODY = "PUT user", "DELETE user/identities", "POST factors", str(uuid.UUID(int=0))
_LATER = r"For security purposes, you can only request this after \d+ seconds\."
_AAL = "AAL2 session is required to perform this action"
_NEW = {"password": "another password"}


def _changed(w: World, body: dict[str, object], state: str = ""):
    return w(PUT, body, token=w.token(state))


def _with_nonce(w: World, **more: str):
    w.on(SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION=True)
    return w(PUT, {**_NEW, **more}, token=w.old(w.person()))


def _changed_twice(w: World, what: str, first: str, second: str):
    token = w.token()
    w.on(SMTP_MAX_FREQUENCY=60, SMS_MAX_FREQUENCY=60)
    w(PUT, {what: first}, token=token)
    return w(PUT, {what: second}, token=token)


def _with_current(w: World, **more: str):
    return _changed(w.on(SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD=True), {**_NEW, **more})


def _unlinked(w: World, token: str, identity: str = NOBODY, **headers: str):
    w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
    return w(f"{UNLINK}/{identity}", token=token, **headers)


def _unlinked_of_two(w: World):
    w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
    token = w.token()
    w("POST token?grant_type=id_token", {**w.id_token(), "link_identity": True}, token=token)
    return _unlinked(w, token)


def _enrolled(w: World, body: dict[str, str], token: str = ""):
    return w(FACTORS, body, token=token or w.token())


def _named_alike(w: World):
    token = w.token()
    w.factor(token)
    return _enrolled(w, {"factor_type": "totp", "friendly_name": "phone"}, token)


def _one_too_many(w: World):
    token = w.token()
    w.factor(token)
    return _enrolled(w.on(MFA_MAX_ENROLLED_FACTORS=1), {"factor_type": "totp"}, token)


def _met(w: World, state: str = "", challenge: str = ""):
    """The answer to a wrong code for a challenge."""
    token = w.token()
    factor = w.factor(token)["id"]
    asked = challenge or w.challenge(token, factor, state)
    return w(f"POST factors/{factor}/verify", {"challenge_id": asked, "code": "x"}, token=token)


def _anonymous(w: World, endpoint: str):
    token = w("POST signup", {}).json()["access_token"]
    return w(endpoint, {"factor_type": "totp", "challenge_id": NOBODY, "code": "1"}, token=token)


_OF_FACTOR = {
    "auth_enroll_factor": FACTORS, "auth_challenge_factor": f"POST factors/{NOBODY}/challenge",
    "auth_factor_secret": f"POST factors/{NOBODY}/verify", "auth_unenroll_factor": f"DELETE factors/{NOBODY}",
}  # fmt: skip

ROWS = [
    Row("GET user", 400, "validation_failed", "Token audience doesn't match request audience",
        lambda w: w("GET user", token=w.token(), **{"X-JWT-AUD": "other"})),
    Row(PUT, 403, "not_admin", "Updating app_metadata requires admin privileges", lambda w: _changed(w,
        {"app_metadata": {}})),
    Row(PUT, 400, "phone_provider_disabled", "Phone changes are disabled",
        lambda w: _changed(w.on(EXTERNAL_PHONE_ENABLED=False), {"phone": fresh_number()})),
    Row(PUT, 400, "validation_failed", "Unable to validate email address: invalid format", lambda w: _changed(w,
        {"email": "x"})),
    Row(PUT, 400, "validation_failed", r"Invalid phone number format \(E\.164 required\)", lambda w: _changed(w,
        {"phone": "x"})),
    Row(PUT, 400, "validation_failed", "Password cannot be longer than 72 characters", lambda w: _changed(w,
        {"password": "x" * 73})),
    Row(PUT, 422, "weak_password", r"Password should be at least 6 characters\.", lambda w: _changed(w,
        {"password": "x"})),
    Row(PUT, 422, "same_password", r"New password should be different from the old password\.",
        lambda w: _changed(w, {"password": PASSWORD}), door="auth_update_user"),
    Row(PUT, 400, "current_password_required", r"Current password required when setting new password\.",
        _with_current),
    Row(PUT, 400, "current_password_invalid", r"Current password is not valid\.", lambda w: _with_current(w,
        current_password="x")),
    Row(PUT, 400, "reauthentication_needed", "Password update requires reauthentication", _with_nonce,
        door="auth_update_user"),
    Row(PUT, 400, "reauthentication_needed", "Password update requires reauthentication",
        lambda w: _with_nonce(w, password=PASSWORD), "before it is told that it is the same", "auth_update_user"),
    Row(PUT, 422, "reauthentication_not_valid", "Nonce has expired or is invalid", lambda w: _with_nonce(w,
        nonce="x"),
        door="auth_update_user"),
    Row(PUT, 401, "insufficient_aal", _AAL, lambda w: w(PUT, _NEW, token=w.two_factors()[0]),
        door="auth_update_user"),
    Row(PUT, 422, "validation_failed",
        "Updating password of an anonymous user without an email or phone is not allowed",
        lambda w: w(PUT, _NEW, token=w("POST signup", {}).json()["access_token"]), door="auth_update_user"),
    Row(PUT, 422, "user_sso_managed", "Updating email, phone, password of a SSO account only possible via SSO",
        lambda w: _changed(w, _NEW, "is_sso_user = true"), door="auth_update_user"),
    Row(PUT, 422, "email_exists", "A user with this email address has already been registered",
        lambda w: _changed(w, {"email": w.email()}), door="auth_update_user"),
    Row(PUT, 422, "phone_exists", "A user with this phone number has already been registered",
        lambda w: _changed(w, {"phone": w.number()[0]}), door="auth_update_user"),
    Row(PUT, 429, "over_email_send_rate_limit", _LATER, lambda w: _changed_twice(w, "email", fresh_email(),
        fresh_email()),
        door="auth_update_user"),
    Row(PUT, 429, "over_sms_send_rate_limit", _LATER, lambda w: _changed_twice(w, "phone", fresh_number(),
        fresh_number()),
        door="auth_update_user"),
    Row("GET user/identities/authorize", 404, "manual_linking_disabled", "Manual linking is disabled",
        lambda w: w("GET user/identities/authorize", token=w.token())),
    Row("GET user/identities/authorize", 400, "validation_failed", "Unsupported provider: provider is not enabled",
        lambda w: w.on(SECURITY_MANUAL_LINKING_ENABLED=True)("GET user/identities/authorize", token=w.token())),
    Row(UNLINK, 404, "manual_linking_disabled", "Manual linking is disabled", lambda w: w(f"{UNLINK}/{NOBODY}",
        token=w.token())),
    Row(UNLINK, 403, "unexpected_audience", "Token audience doesn't match request audience",
        lambda w: _unlinked(w, w.token(), **{"X-JWT-AUD": "other"})),
    Row(UNLINK, 422, "single_identity_not_deletable", "User must have at least 1 identity after unlinking",
        lambda w: _unlinked(w, w.token()), door="auth_unlink_identity"),
    Row(UNLINK, 422, "identity_not_found", "Identity doesn't exist", _unlinked_of_two,
        door="auth_unlink_identity"),
    Row(UNLINK, 401, "insufficient_aal", _AAL, lambda w: _unlinked(w, w.two_factors()[0]),
        door="auth_unlink_identity"),
    Row("POST logout", 400, "validation_failed", "Unsupported logout scope .*", lambda w: w("POST logout?scope=x",
        token=w.token())),
    *(Row(endpoint, 403, "no_authorization", "Anonymous user not allowed to perform these actions",
          lambda w, endpoint=endpoint: _anonymous(w, endpoint), "anonymous", door) for door,
          endpoint in _OF_FACTOR.items()),
    *(Row(endpoint, 404, "mfa_factor_not_found", "Factor not found", lambda w, endpoint=endpoint: w(
        endpoint, {"challenge_id": NOBODY, "code": "1"}, token=w.token()), "unknown", door)
      for door, endpoint in _OF_FACTOR.items() if endpoint != FACTORS),
    Row(FACTORS, 400, "validation_failed", "factor_type needs to be totp, phone, or webauthn",
        lambda w: _enrolled(w, {"factor_type": "x"})),
    Row(FACTORS, 422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone", lambda w: _enrolled(w,
        {"factor_type": "phone"})),
    Row(FACTORS, 422, "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn",
        lambda w: _enrolled(w, {"factor_type": "webauthn"})),
    Row(FACTORS, 422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP",
        lambda w: _enrolled(w.on(MFA_TOTP_ENROLL_ENABLED=False), {"factor_type": "totp"})),
    Row(FACTORS, 422, "mfa_factor_name_conflict",
        'A factor with the friendly name "phone" for this user already exists',
        _named_alike, door="auth_enroll_factor"),
    Row(FACTORS, 422, "too_many_enrolled_mfa_factors",
        "Maximum number of verified factors reached, unenroll to continue",
        _one_too_many, door="auth_enroll_factor"),
    Row(FACTORS, 403, "insufficient_aal", _AAL, lambda w: _enrolled(w, {"factor_type": "totp"},
        w.two_factors()[0]),
        door="auth_enroll_factor"),
    Row("POST factors/verify", 422, "mfa_totp_verify_not_enabled", "MFA verification is disabled for TOTP",
        lambda w: _met(w.on(MFA_TOTP_VERIFY_ENABLED=False))),
    Row("POST factors/verify", 400, "validation_failed", "challenge_id must be a UUID", lambda w: _met(w,
        challenge="x")),
    Row("POST factors/verify", 422, "mfa_verification_failed", "Invalid TOTP code entered", _met,
        door="auth_verify_factor"),
    Row("POST factors/verify", 422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found",
        lambda w: _met(w, challenge=NOBODY), door="auth_verify_factor"),
    Row("POST factors/verify", 422, "mfa_challenge_expired",
        r"MFA challenge .* has expired, verify against another challenge or create a new challenge\.",
        lambda w: _met(w, "created_at = now() - interval '301 seconds'"), door="auth_verify_factor"),
    Row("POST factors/verify", 422, "mfa_ip_address_mismatch", r"Challenge and verify IP addresses mismatch\.",
        lambda w: _met(w, "ip_address = '10.0.0.1'"), door="auth_verify_factor"),
    Row("POST factors/verify", 422, "mfa_ip_address_mismatch", r"Challenge and verify IP addresses mismatch\.",
        lambda w: _met(w, "verified_at = now()"), "spent", "auth_verify_factor"),
    Row("DELETE factors", 422, "insufficient_aal", _AAL, lambda w: (lambda held: w(f"DELETE factors/{held[1]}",
        token=held[0]))(
        w.two_factors()), door="auth_unenroll_factor"),
]  # fmt: skip
