"""The part of the OpenAPI document that tells of /api/auth, whose views are GoTrue's contract and not DRF's.

One line for each operation: what it takes and what it gives. A contract test holds the lines against the routes.
"""

from typing import Any, NamedTuple

_ANY = {"type": "object", "additionalProperties": True}
_TEXT = {"type": "string"}
_TIME = {"type": "string", "format": "date-time"}
_ID = {"type": "string", "format": "uuid"}
_NONE = {"type": "object", "additionalProperties": False}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(required: str = "", **properties: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": True}
    return {**made, "required": required.split()} if required else made


class Operation(NamedTuple):
    """`gives` None is 204; `key` is whose token it needs: user, service, or nobody's."""

    name: str
    says: str
    gives: dict[str, Any] | None
    takes: dict[str, Any] | None = None
    key: str = ""
    query: tuple[str, ...] = ()


_CODE_REQUEST = _object("email", email=_TEXT, code_challenge=_TEXT, code_challenge_method=_TEXT)
_OTP_REQUEST = _object(
    email=_TEXT, phone=_TEXT, channel=_TEXT, create_user={"type": "boolean"}, data=_ANY, code_challenge=_TEXT,
    code_challenge_method=_TEXT,
)  # fmt: skip
_PASSWORD = _object(
    email=_TEXT, phone=_TEXT, password=_TEXT, data=_ANY, code_challenge=_TEXT, code_challenge_method=_TEXT
)
_ADMIN_USER = _object(
    email=_TEXT, phone=_TEXT, password=_TEXT, password_hash=_TEXT, email_confirm={"type": "boolean"},
    user_metadata=_ANY, app_metadata=_ANY, role=_TEXT, ban_duration=_TEXT,
)  # fmt: skip
_MESSAGE = _object("msg code", msg=_TEXT, code=_TEXT)
_LOGOUT = Operation(
    "auth_logout", "Ends sessions: global (default), local or others.", None, key="user", query=("scope",)
)

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("health", "get"): Operation(
        "auth_health", "Whether the service runs.", _object("name", name=_TEXT, version=_TEXT)
    ),
    ("settings", "get"): Operation(
        "auth_settings", "Which ways in there are.", _object("external", external=_ANY)
    ),
    (".well-known/jwks.json", "get"): Operation(
        "auth_keys", "The public keys of access tokens.", _object("keys", keys={"type": "array", "items": _ANY})
    ),
    ("signup", "post"): Operation(
        "auth_sign_up",
        "Makes an account and its profile (`data.user_handle`). A session, or the user when a code was mailed.",
        {"anyOf": [_ref("AuthSession"), _ref("AuthUser")]},
        _PASSWORD,
        query=("redirect_to",),
    ),
    ("token", "post"): Operation(
        "auth_token",
        "A session for a password, a refresh token, a PKCE code or an id token, by grant_type.",
        _ref("AuthSession"),
        _object(
            email=_TEXT,
            phone=_TEXT,
            password=_TEXT,
            refresh_token=_TEXT,
            auth_code=_TEXT,
            code_verifier=_TEXT,
            id_token=_TEXT,
            provider=_TEXT,
            nonce=_TEXT,
            access_token=_TEXT,
            link_identity={"type": "boolean"},
        ),
        query=("grant_type",),
    ),
    ("user/identities/authorize", "get"): Operation(
        "auth_link_by_page", "Linking by a provider's page: refused, as there is none here.", _NONE, key="user"
    ),
    ("user/identities/{identity}", "delete"): Operation(
        "auth_unlink_identity", "Unlinks an identity, never the last.", _NONE, key="user"
    ),
    ("verify", "post"): Operation(
        "auth_verify",
        "Redeems a one-time code. A session, or a message after the first of two codes.",
        {"anyOf": [_ref("AuthSession"), _MESSAGE]},
        _object("type", type=_TEXT, email=_TEXT, token=_TEXT, token_hash=_TEXT),
    ),
    ("verify", "get"): Operation(
        "auth_verify_link",
        "Redeems a mailed link and leads on (303).",
        _NONE,
        query=("token", "type", "redirect_to"),
    ),
    ("recover", "post"): Operation(
        "auth_recover", "Mails a code to set a new password.", _NONE, _CODE_REQUEST, query=("redirect_to",)
    ),
    ("otp", "post"): Operation(
        "auth_otp",
        "Sends a code to sign in with, by mail or to a phone.",
        _ANY,
        _OTP_REQUEST,
        query=("redirect_to",),
    ),
    ("magiclink", "post"): Operation(
        "auth_magiclink", "The older name of otp.", _NONE, _CODE_REQUEST, query=("redirect_to",)
    ),
    ("resend", "post"): Operation(
        "auth_resend",
        "Mails a pending sign-up or e-mail change again.",
        _NONE,
        _object("type", type=_TEXT, email=_TEXT),
    ),
    ("reauthenticate", "get"): Operation("auth_reauthenticate", "Mails a nonce for PUT /user.", _NONE, key="user"),
    ("user", "get"): Operation("auth_get_user", "The account behind the token.", _ref("AuthUser"), key="user"),
    ("user", "put"): Operation(
        "auth_update_user",
        "Changes metadata, password or (by mail) address.",
        _ref("AuthUser"),
        _object(email=_TEXT, password=_TEXT, current_password=_TEXT, nonce=_TEXT, data=_ANY),
        key="user",
    ),
    ("logout", "post"): _LOGOUT,
    ("logout", "delete"): _LOGOUT._replace(name="auth_logout_by_delete"),
    ("sessions", "get"): Operation(
        "auth_sessions",
        "Where the account is signed in.",
        _object(
            "results next_cursor",
            results={"type": "array", "items": _ref("AuthDevice")},
            next_cursor={"type": "null"},
        ),
        key="user",
    ),
    ("sessions/{session_id}", "delete"): Operation("auth_end_session", "Ends one session.", None, key="user"),
    ("factors", "post"): Operation(
        "auth_enroll_factor",
        "Enrols an authenticator app.",
        _object(
            "id type totp",
            id=_ID,
            type=_TEXT,
            totp=_object("qr_code secret uri", qr_code=_TEXT, secret=_TEXT, uri=_TEXT),
        ),
        _object("factor_type", factor_type=_TEXT, friendly_name=_TEXT, issuer=_TEXT),
        key="user",
    ),
    ("factors/{factor}", "delete"): Operation(
        "auth_unenroll_factor", "Removes a factor.", _object("id", id=_ID), key="user"
    ),
    ("factors/{factor}/challenge", "post"): Operation(
        "auth_challenge_factor",
        "Opens a challenge.",
        _object("id expires_at", id=_ID, expires_at={"type": "integer"}),
        _ANY,
        "user",
    ),
    ("factors/{factor}/verify", "post"): Operation(
        "auth_verify_factor",
        "Meets a challenge and raises the session to aal2.",
        _ref("AuthSession"),
        _object("challenge_id code", challenge_id=_TEXT, code=_TEXT),
        key="user",
    ),
    ("admin/users", "get"): Operation(
        "auth_admin_list_users",
        "All accounts, newest first.",
        _object("users", users={"type": "array", "items": _ref("AuthUser")}, aud=_TEXT),
        key="service",
        query=("page", "per_page"),
    ),
    ("admin/users", "post"): Operation(
        "auth_admin_create_user", "Makes an account without mail.", _ref("AuthUser"), _ADMIN_USER, "service"
    ),
    ("admin/users/{person}", "get"): Operation(
        "auth_admin_get_user", "One account.", _ref("AuthUser"), key="service"
    ),
    ("admin/users/{person}", "put"): Operation(
        "auth_admin_update_user", "Changes an account at once.", _ref("AuthUser"), _ADMIN_USER, "service"
    ),
    ("admin/users/{person}", "delete"): Operation(
        "auth_admin_delete_user",
        "Deletes an account.",
        _NONE,
        _object(should_soft_delete={"type": "boolean"}),
        "service",
    ),
    ("admin/users/{person}/factors", "get"): Operation(
        "auth_admin_factors", "An account's factors.", {"type": "array", "items": _ANY}, key="service"
    ),
    ("admin/users/{person}/factors/{factor}", "delete"): Operation(
        "auth_admin_delete_factor", "Removes a factor.", _ANY, key="service"
    ),
    ("admin/generate_link", "post"): Operation(
        "auth_admin_link",
        "A link for the caller to deliver.",
        _object(
            "id action_link hashed_token email_otp", id=_ID, action_link=_TEXT, hashed_token=_TEXT, email_otp=_TEXT
        ),
        _object("type email", type=_TEXT, email=_TEXT, password=_TEXT, new_email=_TEXT, data=_ANY),
        "service",
    ),
    ("invite", "post"): Operation(
        "auth_invite", "Invites an address.", _ref("AuthUser"), _object("email", email=_TEXT, data=_ANY), "service"
    ),
}

_SCHEMAS = {
    "AuthUser": _object(
        "id aud role email phone app_metadata user_metadata identities created_at updated_at is_anonymous",
        id=_ID, aud=_TEXT, role=_TEXT, email=_TEXT, phone=_TEXT, app_metadata=_ANY, user_metadata=_ANY,
        identities={"type": "array", "items": _ANY}, factors={"type": "array", "items": _ANY},
        created_at=_TIME, updated_at=_TIME, last_sign_in_at=_TIME, email_confirmed_at=_TIME,
        is_anonymous={"type": "boolean"},
    ),
    "AuthSession": _object(
        "access_token token_type expires_in expires_at refresh_token user",
        access_token=_TEXT, token_type=_TEXT, expires_in={"type": "integer"}, expires_at={"type": "integer"},
        refresh_token=_TEXT, user=_ref("AuthUser"),
    ),
    "AuthDevice": _object(
        "id device platform created_at last_seen_at current",
        id=_ID, device=_TEXT, platform=_TEXT, created_at=_TIME, last_seen_at=_TIME, current={"type": "boolean"},
    ),
    "AuthError": {
        "description": "GoTrue's error: `code` and `message` from X-Supabase-Api-Version 2024-01-01 on, else the"
        " status as `code`, with `error_code` and `msg`.",
        "type": "object",
        "required": ["code"],
        "properties": {
            "code": {"type": ["string", "integer"]}, "message": _TEXT, "error_code": _TEXT,
            "msg": _TEXT, "field": _TEXT,
        },
        "additionalProperties": True,
    },
}  # fmt: skip


def add_accounts(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's postprocessing hook: adds every operation of this room to the document."""
    result["components"].setdefault("schemas", {}).update(_SCHEMAS)
    for (path, method), operation in OPERATIONS.items():
        result["paths"].setdefault(f"/api/auth/{path}", {})[method] = _written(path, operation)
    return result


def _written(path: str, operation: Operation) -> dict[str, Any]:
    error = {
        "description": "Refused, in GoTrue's shape.",
        "content": {"application/json": {"schema": _ref("AuthError")}},
    }
    made: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.says.split(". ")[0].split(":")[0].rstrip("."),
        "description": operation.says,
        "tags": ["auth"],
        "parameters": _parameters(path, operation),
        "security": [{"bearer": []}] if operation.key else [],
        "responses": {**_success(operation), "default": error},
    }
    if operation.takes is not None:
        made["requestBody"] = {"content": {"application/json": {"schema": operation.takes}}}
    return made


def _success(operation: Operation) -> dict[str, Any]:
    if operation.gives is None:
        return {"204": {"description": "Done."}}
    answer = {"description": "Done.", "content": {"application/json": {"schema": operation.gives}}}
    return (
        {"303": {"description": "Leads on."}, "200": answer}
        if operation.name == "auth_verify_link"
        else {"200": answer}
    )


def _parameters(path: str, operation: Operation) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [
        *({"in": "path", "name": name, "required": True, "schema": _ID} for name in names),
        *({"in": "query", "name": name, "schema": _TEXT} for name in operation.query),
    ]
