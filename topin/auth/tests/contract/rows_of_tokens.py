"""Sign-up, and every grant of /token."""

import uuid

from topin.auth.tests.conftest import PASSWORD, fresh_email
from topin.auth.tests.test_identities import at_hash, hashed_nonce
from topin.auth.tests.test_phone import fresh_number

from .row import Row
from .rows_of_service import NO_HANDLES
from .world import VERIFIER, World, new_account

SIGNUP, PASSWORDS, REFRESH = "POST signup", "POST token?grant_type=password", "POST token?grant_type=refresh_token"
PKCE, ID_TOKEN = "POST token?grant_type=pkce", "POST token?grant_type=id_token"
_LATER = r"For security purposes, you can only request this after \d+ seconds\."
_WRONG = "Invalid login credentials"


def _mailed_again(w: World, path: str, **body: str):
    """The second request for a mail within the frequency, with counting in Redis off: SQL's own rule."""
    w.on(MAILER_AUTOCONFIRM=False, SMTP_MAX_FREQUENCY=60)
    return w.again(2, path, new_account(**body))


def _paused(w: World):
    w.on(MAILER_AUTOCONFIRM=False, SMTP_MAX_FREQUENCY=60, RATE_LIMITS=True)
    return w.again(2, SIGNUP, new_account(email=fresh_email()))


def _refreshed(w: World, state: str):
    session = w.person()
    w.sql(f"UPDATE auth.sessions SET {state} WHERE user_id = %s", [session["user"]["id"]])
    return w(REFRESH, {"refresh_token": session["refresh_token"]})


def _old_token(w: World):
    w.on(SECURITY_REFRESH_TOKEN_REUSE_INTERVAL=0)
    first = newest = str(w.person()["refresh_token"])
    for _ in range(2):
        newest = w(REFRESH, {"refresh_token": newest}).json()["refresh_token"]
    return w(REFRESH, {"refresh_token": first})


def _without_session(w: World):
    session = w.person()
    w.sql("UPDATE auth.refresh_tokens SET session_id = NULL WHERE token = %s", [session["refresh_token"]])
    return w(REFRESH, {"refresh_token": session["refresh_token"]})


def _too_fast(w: World):
    w.on(RATE_LIMITS=True)
    return w.again(31, REFRESH, {"refresh_token": uuid.uuid4().hex})


def _refreshed_on_and_on(w: World):
    answer = w.on(RATE_LIMITS=True)(SIGNUP, new_account())
    while answer.status_code == 200:
        answer = w(REFRESH, {"refresh_token": answer.json()["refresh_token"]})
    return answer


def _exchanged(w: World, verifier: str = VERIFIER, *, late: bool = False, banned: bool = False):
    email = w.email()
    code = w.auth_code(email)
    if banned:
        w.sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE email = %s", [email])
    if late:
        w.sql(
            "UPDATE auth.flow_state SET auth_code_issued_at = now() - interval '301 seconds' WHERE auth_code = %s",
            [code],
        )
    return w(PKCE, {"auth_code": code, "code_verifier": verifier})


def _by_identity(w: World, state: str = "", **claims: object):
    """The second sign-in of somebody whom the first one made."""
    subject = uuid.uuid4().hex
    user = w(ID_TOKEN, w.id_token(sub=subject)).json()["user"]
    w.sql(f"UPDATE auth.users SET {state} WHERE id = %s", [user["id"]])
    return w(ID_TOKEN, w.id_token(sub=subject))


def _linked(w: World, token: str, **claims: object):
    w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
    return w(ID_TOKEN, {**w.id_token(**claims), "link_identity": True}, token=token)


def _linked_twice(w: World, *, other: bool):
    subject, token = uuid.uuid4().hex, w.token()
    _linked(w, token, sub=subject)
    return _linked(w, w.token() if other else token, sub=subject)


def _issuer_away(w: World):
    w.issuer.down = True
    return w(ID_TOKEN, w.id_token())


ROWS = [
    Row(SIGNUP, 422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled",
        lambda w: w.on(EXTERNAL_ANONYMOUS_USERS_ENABLED=False)(SIGNUP, {})),
    Row(SIGNUP, 422, "signup_disabled", "Signups not allowed for this instance",
        lambda w: w.on(DISABLE_SIGNUP=True)(SIGNUP, new_account())),
    Row(SIGNUP, 422, "signup_disabled", "Signups not allowed for this instance",
        lambda w: w.on(DISABLE_SIGNUP=True)(SIGNUP, {}), "anonymous"),
    Row(SIGNUP, 422, "handle_taken", ".*", lambda w: w.again(2, SIGNUP,
        {"data": {"user_handle": "u" + uuid.uuid4().hex[:9]}}),
        "anonymous", "auth_sign_up_anonymously"),
    *(Row(SIGNUP, 422, code, ".*", lambda w, handle=handle: w(SIGNUP, {"data": {"user_handle": handle}}),
        "anonymous", "auth_sign_up_anonymously") for code, handle in NO_HANDLES.items()),
    Row(SIGNUP, 400, "validation_failed", "Signup requires a valid password", lambda w: w(SIGNUP,
        {"email": fresh_email()})),
    Row(SIGNUP, 400, "validation_failed", "Password cannot be longer than 72 characters",
        lambda w: w(SIGNUP, new_account(password="ä" * 37)), "73 bytes"),
    Row(SIGNUP, 422, "weak_password", r"Password should be at least 6 characters\.",
        lambda w: w(SIGNUP, new_account(password="x"))),
    Row(SIGNUP, 400, "validation_failed", r"Only an email address or phone number should be provided on signup\.",
        lambda w: w(SIGNUP, new_account(phone=fresh_number()))),
    Row(SIGNUP, 400, "phone_provider_disabled", "Phone signups are disabled",
        lambda w: w(SIGNUP, {"phone": fresh_number(), "password": PASSWORD})),
    Row(SIGNUP, 400, "validation_failed", "Unable to validate email address: invalid format",
        lambda w: w(SIGNUP, new_account(email="none"))),
    Row(SIGNUP, 400, "email_provider_disabled", "Email signups are disabled",
        lambda w: w.on(EXTERNAL_EMAIL_ENABLED=False)(SIGNUP, new_account())),
    Row(SIGNUP, 400, "validation_failed", "PKCE flow requires code_challenge_method and code_challenge",
        lambda w: w(SIGNUP, new_account(code_challenge="x" * 43))),
    Row(SIGNUP, 400, "validation_failed", "code challenge method must be either s256 or plain",
        lambda w: w(SIGNUP, new_account(code_challenge="x" * 43, code_challenge_method="md5"))),
    Row(SIGNUP, 400, "validation_failed", "code challenge has to be between 43 and 128 unreserved characters",
        lambda w: w(SIGNUP, new_account(code_challenge="x", code_challenge_method="plain"))),
    Row(SIGNUP, 422, "user_already_exists", "User already registered",
        lambda w: w(SIGNUP, new_account(email=w.email())), door="auth_sign_up"),
    Row(SIGNUP, 422, "handle_taken", ".*", lambda w: [w(SIGNUP, new_account(data={"user_handle": handle}))
        for handle in ["u" + uuid.uuid4().hex[:9]] * 2][-1], door="auth_sign_up"),
    *(Row(SIGNUP, 422, code, ".*", lambda w, handle=handle: w(SIGNUP, new_account(data={"user_handle": handle})),
        door="auth_sign_up") for code, handle in NO_HANDLES.items()),
    Row(SIGNUP, 429, "over_email_send_rate_limit", _LATER, lambda w: _mailed_again(w, SIGNUP, email=fresh_email()),
        door="auth_sign_up"),
    Row(PASSWORDS, 400, "invalid_credentials", _WRONG, lambda w: w(PASSWORDS, {"email": fresh_email(),
        "password": "x"}), "unknown"),
    Row(PASSWORDS, 400, "invalid_credentials", _WRONG, lambda w: w(PASSWORDS, {"email": w.email(),
        "password": "x"}), "wrong"),
    Row(PASSWORDS, 400, "validation_failed",
        r"Only an email address or phone number should be provided on login\.",
        lambda w: w(PASSWORDS, {"password": "x"})),
    Row(PASSWORDS, 400, "validation_failed", r"Invalid phone number format \(E\.164 required\)",
        lambda w: w(PASSWORDS, {"phone": "abc", "password": "x"})),
    Row(PASSWORDS, 422, "email_provider_disabled", "Email logins are disabled",
        lambda w: w.on(EXTERNAL_EMAIL_ENABLED=False)(PASSWORDS, {"email": fresh_email(), "password": "x"})),
    Row(PASSWORDS, 422, "phone_provider_disabled", "Phone logins are disabled",
        lambda w: w.on(EXTERNAL_PHONE_ENABLED=False)(PASSWORDS, {"phone": fresh_number(), "password": "x"})),
    Row(PASSWORDS, 400, "user_banned", "User is banned", lambda w: w(PASSWORDS, {"password": "x", "email":
        w.person("banned_until = now() + interval '1 day'")["user"]["email"]})),
    Row(PASSWORDS, 400, "email_not_confirmed", "Email not confirmed",
        lambda w: w(PASSWORDS, {"email": w.email(confirmed=False), "password": PASSWORD}), door="auth_sign_in"),
    Row(PASSWORDS, 400, "phone_not_confirmed", "Phone not confirmed", lambda w: w(PASSWORDS, {
        "phone": w.number(confirmed=False)[0], "password": PASSWORD}), door="auth_sign_in"),
    Row(REFRESH, 400, "validation_failed", "Refresh token is not valid", lambda w: w(REFRESH,
        {"refresh_token": "short"})),
    Row(REFRESH, 503, "over_request_rate_limit", "Request rate limit reached", _too_fast),
    Row(REFRESH, 400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found",
        lambda w: w(REFRESH, {"refresh_token": "x" * 12}), "unknown", "auth_refresh"),
    Row(REFRESH, 400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found",
        lambda w: w(REFRESH, {"refresh_token": w.person("deleted_at = now()")["refresh_token"]}), "closed",
        "auth_refresh"),
    Row(REFRESH, 400, "refresh_token_already_used", "Invalid Refresh Token: Already Used", _old_token,
        door="auth_refresh"),
    Row(REFRESH, 400, "session_not_found", "Invalid Refresh Token: No Valid Session Found", _without_session,
        door="auth_refresh"),
    Row(REFRESH, 400, "session_expired", "Invalid Refresh Token: Session Expired",
        lambda w: _refreshed(w, "not_after = now() - interval '1 second'"), door="auth_refresh"),
    Row(REFRESH, 400, "user_banned", "Invalid Refresh Token: User Banned", lambda w: w(REFRESH, {"refresh_token":
        w.person("banned_until = now() + interval '1 day'")["refresh_token"]}), door="auth_refresh"),
    Row(PKCE, 400, "validation_failed", "invalid request: both auth code and code verifier should be non-empty",
        lambda w: w(PKCE, {"auth_code": "x"})),
    Row(PKCE, 404, "flow_state_not_found", "invalid flow state, no valid flow state found",
        lambda w: w(PKCE, {"auth_code": "x", "code_verifier": "x"}), door="auth_exchange_flow"),
    Row(PKCE, 422, "flow_state_expired", "invalid flow state, flow state has expired", lambda w: _exchanged(w,
        late=True),
        door="auth_exchange_flow"),
    Row(PKCE, 403, "user_banned", "User is banned", lambda w: _exchanged(w, banned=True),
        door="auth_exchange_flow"),
    Row(REFRESH, 503, "over_request_rate_limit", "Request rate limit reached", _refreshed_on_and_on,
        "of a session", "auth_refresh"),
    Row(PKCE, 400, "bad_code_verifier", "code challenge does not match previously saved code verifier",
        lambda w: _exchanged(w, "x" * 50), door="auth_exchange_flow"),
    Row("POST token?grant_type=web3", 422, "web3_provider_disabled", "Web3 provider is disabled",
        lambda w: w("POST token?grant_type=web3", {})),
    Row("POST token", 400, "invalid_credentials", "unsupported_grant_type", lambda w: w("POST token", {})),
    Row(ID_TOKEN, 400, "validation_failed", "id_token required", lambda w: w(ID_TOKEN, {"provider": "google"})),
    Row(ID_TOKEN, 400, "validation_failed", "provider or client_id and issuer required", lambda w: w(ID_TOKEN,
        {"id_token": "x"})),
    Row(ID_TOKEN, 400, "validation_failed", 'Custom OIDC provider ".*" not allowed',
        lambda w: w(ID_TOKEN, {"id_token": "x", "provider": "myspace"})),
    Row(ID_TOKEN, 400, "provider_disabled", r'Provider \(issuer ".*"\) is not enabled',
        lambda w: w(ID_TOKEN, {"id_token": "x", "provider": "apple"})),
    Row(ID_TOKEN, 400, "validation_failed", "Bad ID token", lambda w: w(ID_TOKEN, {"id_token": "x",
        "provider": "google"})),
    Row(ID_TOKEN, 400, "validation_failed", "Bad ID token", lambda w: w(ID_TOKEN,
        w.id_token(at_hash=at_hash("x"))), "at_hash"),
    Row(ID_TOKEN, 400, "validation_failed", "Unacceptable audience in id_token: .*", lambda w: w(ID_TOKEN,
        w.id_token(aud="x"))),
    Row(ID_TOKEN, 400, "validation_failed",
        r"Passed nonce and nonce in id_token should either both exist or not\.",
        lambda w: w(ID_TOKEN, w.id_token(nonce="x"))),
    Row(ID_TOKEN, 400, "validation_failed", "Nonces mismatch",
        lambda w: w(ID_TOKEN, {**w.id_token(nonce=hashed_nonce("a")), "nonce": "b"})),
    Row(ID_TOKEN, 503, "unexpected_failure", "The identity provider cannot be reached right now", _issuer_away),
    Row(ID_TOKEN, 422, "provider_email_needs_verification",
        r"Unverified email with google\. Verify the email with google in order to sign in",
        lambda w: w(ID_TOKEN, w.id_token(email_verified=False)), door="auth_sign_in_by_identity"),
    Row(ID_TOKEN, 422, "signup_disabled", "Signups not allowed for this instance",
        lambda w: w.on(DISABLE_SIGNUP=True)(ID_TOKEN, w.id_token()), door="auth_sign_in_by_identity"),
    Row(ID_TOKEN, 403, "user_banned", "User is banned", lambda w: _by_identity(w,
        "banned_until = now() + interval '1 day'"),
        door="auth_sign_in_by_identity"),
    Row(ID_TOKEN, 404, "manual_linking_disabled", "Manual linking is disabled",
        lambda w: w.on(SECURITY_MANUAL_LINKING_ENABLED=False)(ID_TOKEN, {**w.id_token(), "link_identity": True},
        token=w.token())),
    Row(ID_TOKEN, 401, "no_authorization", "This endpoint requires a valid Bearer token", lambda w: _linked(w,
        "")),
    Row(ID_TOKEN, 422, "identity_already_exists", "Identity is already linked", lambda w: _linked_twice(w,
        other=False),
        door="auth_link_identity"),
    Row(ID_TOKEN, 422, "identity_already_exists", "Identity is already linked to another user",
        lambda w: _linked_twice(w, other=True), door="auth_link_identity"),
    Row(ID_TOKEN, 401, "insufficient_aal", "AAL2 session is required to perform this action",
        lambda w: _linked(w, w.two_factors()[0]), door="auth_link_identity"),
    Row(ID_TOKEN, 422, "email_exists", "A user with this email address has already been registered",
        lambda w: _linked(w, w(SIGNUP, {}).json()["access_token"], email=w.email()), door="auth_link_identity"),
]  # fmt: skip
