"""/admin and /invite by service token, and what is switched off."""

import uuid
from collections.abc import Callable
from typing import Any

from topin.auth.tests.conftest import PASSWORD, fresh_email, with_handle
from topin.auth.views import base

from .row import Row
from .world import World, new_account

USERS, ONE, LINK, INVITE = "POST admin/users", "PUT admin/users", "POST admin/generate_link", "POST invite"
NOBODY = str(uuid.UUID(int=0))
NO_HANDLES = {"handle_invalid": "no handle", "handle_reserved": "admin"}
_TAKEN = "A user with this email address has already been registered"
_OAUTH = "OAuth server is disabled"


def _made(w: World, **body: object) -> Any:
    return w.service(USERS, {"email": fresh_email(), **body})


def _changed(w: World, **body: object) -> Any:
    return w.service(f"{ONE}/{w.person()['user']['id']}", body)


def _link(w: World, **body: object) -> Any:
    return w.service(LINK, {"email": fresh_email(), **body})


def _twice(ask: Callable[[str], Any]) -> Any:
    handle = "u" + uuid.uuid4().hex[:9]
    return [ask(handle) for _ in range(2)][-1]


def _broken(w: World, fault: Exception, endpoint: str = "GET user") -> Any:
    """Any request while the database fails so."""
    token = w.token()

    def fail(*args: object, **given: object) -> None:
        raise fault

    w.patch.setattr(base.session, "call", fail)
    return w(endpoint, {"data": {}}, token=token)


class Fault(base.DatabaseError):
    """What the driver raises, with a state."""

    def __init__(self, state: str) -> None:
        super().__init__("not for the client")
        self.sqlstate = state


_UNKNOWN = {
    "auth_admin_get_user": "GET admin/users/{id}", "auth_admin_update_user": "PUT admin/users/{id}",
    "auth_admin_delete_user": "DELETE admin/users/{id}", "auth_admin_factors": "GET admin/users/{id}/factors",
    "auth_admin_delete_factor": "DELETE admin/users/{id}/factors/{id}",
}  # fmt: skip
_HANDLES: dict[str, Callable[[World, str], Any]] = {
    "auth_admin_create_user": lambda w, handle: _made(w, user_metadata={"user_handle": handle}),
    "auth_admin_link": lambda w, handle: _link(w, type="signup", password=PASSWORD, data={"user_handle": handle}),
    "auth_invite": lambda w, handle: w.service(INVITE, {"email": fresh_email(), "data": {"user_handle": handle}}),
}
_ENDPOINTS = {"auth_admin_create_user": USERS, "auth_admin_link": LINK, "auth_invite": INVITE}
_OFF = (
    ("POST sso", 404, "saml_provider_disabled", "SAML 2.0 is disabled"),
    ("GET authorize", 400, "validation_failed", "Unsupported provider: provider is not enabled"),
    ("POST passkeys/authentication/options", 404, "passkey_disabled", "Passkeys are disabled"),
    ("GET oauth/authorizations/x", 404, "feature_disabled", _OAUTH),
)

ROWS = [
    *(Row(endpoint, 404, "user_not_found", "User not found", lambda w, endpoint=endpoint: w.service(
        endpoint.format(id=NOBODY), {}), door=door) for door, endpoint in _UNKNOWN.items()),
    *(Row(_ENDPOINTS[door], 422, "handle_taken", ".*", lambda w, ask=ask: _twice(lambda handle: ask(w, handle)),
        door=door)
      for door, ask in _HANDLES.items()),
    *(Row(_ENDPOINTS[door], 422, code, ".*", lambda w, ask=ask, handle=handle: ask(w, handle), door=door)
      for door, ask in _HANDLES.items() for code, handle in NO_HANDLES.items()),
    Row("GET admin/users", 400, "validation_failed", "Bad Pagination Parameters: .*",
        lambda w: w.service("GET admin/users?page=-1")),
    Row(USERS, 400, "validation_failed", "Cannot create a user without either an email or phone",
        lambda w: w.service(USERS, {})),
    Row(USERS, 400, "bad_json", "Could not parse request body as JSON: .*", lambda w: w.service(USERS, b"x")),
    Row(USERS, 400, "validation_failed", "Unable to validate email address: invalid format", lambda w: _made(w,
        email="x")),
    Row(USERS, 400, "validation_failed", "Only a password or a password hash should be provided",
        lambda w: _made(w, password=PASSWORD, password_hash="x")),
    Row(USERS, 400, "validation_failed", "Only bcrypt, argon2 and fbscrypt password hashes are supported",
        lambda w: _made(w, password_hash="x")),
    Row(USERS, 422, "weak_password", ".*", lambda w: _made(w, password="x")),
    Row(USERS, 400, "validation_failed", "Password cannot be longer than 72 characters", lambda w: _made(w,
        password="x" * 73)),
    Row(USERS, 400, "validation_failed", "ID must conform to the uuid v4 format", lambda w: _made(w, id="x")),
    Row(USERS, 400, "validation_failed", "invalid format for ban duration: .*", lambda w: _made(w,
        ban_duration="soon")),
    Row(USERS, 422, "email_exists", _TAKEN, lambda w: _made(w, email=w.email()), door="auth_admin_create_user"),
    Row(USERS, 422, "phone_exists", "A user with this phone number has already been registered",
        lambda w: _made(w, phone=w.number()[0]), door="auth_admin_create_user"),
    Row(USERS, 422, "user_already_exists", "User already registered", lambda w: _made(w,
        id=w.person()["user"]["id"]),
        door="auth_admin_create_user"),
    Row(ONE, 422, "email_exists", _TAKEN, lambda w: _changed(w, email=w.email()), door="auth_admin_update_user"),
    Row(ONE, 422, "phone_exists", "A user with this phone number has already been registered",
        lambda w: _changed(w, phone=w.number()[0]), door="auth_admin_update_user"),
    Row("DELETE admin/users/factors", 404, "mfa_factor_not_found", "Factor not found",
        lambda w: w.service(f"DELETE admin/users/{w.person()['user']['id']}/factors/{NOBODY}"),
        door="auth_admin_delete_factor"),
    Row("DELETE admin/users/passkeys", 404, "validation_failed", "Passkey not found",
        lambda w: w.service(f"DELETE admin/users/{w.person()['user']['id']}/passkeys/{NOBODY}")),
    Row(LINK, 400, "validation_failed", "Invalid email action link type requested: x", lambda w: _link(w,
        type="x")),
    Row(LINK, 400, "validation_failed", "An email address is required", lambda w: _link(w, type="recovery",
        email="")),
    Row(LINK, 400, "validation_failed", "Signup requires a valid password", lambda w: _link(w, type="signup")),
    Row(LINK, 400, "validation_failed", "Email change requires a new email address", lambda w: _link(w,
        type="email_change_new")),
    Row(LINK, 400, "validation_failed", "Enable secure email change to generate link for current email",
        lambda w: _link(
        w.on(MAILER_SECURE_EMAIL_CHANGE_ENABLED=False), type="email_change_current", new_email=fresh_email())),
    Row(LINK, 404, "user_not_found", "User with this email not found", lambda w: _link(w, type="recovery"),
        door="auth_admin_link"),
    Row(LINK, 422, "email_exists", _TAKEN, lambda w: _link(w, type="invite", email=w.email()),
        door="auth_admin_link"),
    Row(INVITE, 400, "validation_failed", "An email address is required", lambda w: w.service(INVITE,
        {"data": with_handle({})})),
    Row(INVITE, 422, "email_exists", _TAKEN, lambda w: w.service(INVITE, new_account(email=w.email())),
        door="auth_invite"),
    *(Row(endpoint, status, code, says, lambda w, endpoint=endpoint: w(endpoint, {})) for endpoint, status, code,
        says in _OFF),
    Row("GET user/oauth/grants", 404, "feature_disabled", _OAUTH, lambda w: w("GET user/oauth/grants",
        token=w.token())),
    Row("GET admin/oauth/clients", 404, "feature_disabled", _OAUTH,
        lambda w: w.service("GET admin/oauth/clients")),
    Row("GET admin/custom-providers", 404, "feature_disabled", "Custom OAuth providers are disabled",
        lambda w: w.service("GET admin/custom-providers")),
    Row("GET user", 500, "unexpected_failure", "Unexpected failure, please check server logs for more information",
        lambda w: _broken(w, RuntimeError("not for the client")), "a fault of ours"),
    Row("GET user", 503, "unexpected_failure", "The server is busy.*", lambda w: _broken(w, Fault("40P01")),
        "deadlock"),
    Row("GET user", 503, "unexpected_failure", "The database cannot be reached.*", lambda w: _broken(w,
        Fault("08006")), "away"),
    Row("PUT user", 409, "conflict", "It exists already.", lambda w: _broken(w, Fault("23505"), "PUT user"),
        "two at once"),
    Row("GET user", 400, "validation_failed", "A value is not of the expected form.", lambda w: _broken(w,
        Fault("22P02")), "value"),
]  # fmt: skip
