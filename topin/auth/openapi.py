"""The part of the OpenAPI document that tells of /api/auth, whose views are GoTrue's contract and not DRF's.

One line for each operation: what it takes and what it gives. A contract test holds the lines against the routes.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from topin.auth.meanings import MEANINGS
from topin.auth.refusals import errors_of_operation
from topin.auth.shapes import (
    ACCOUNT,
    BY_MAIL,
    BY_PHONE,
    CODE_REQUEST,
    LINKS,
    MESSAGE,
    NONE,
    PKCE,
    QUERY,
    SCHEMAS,
    choice,
    listed,
    ref,
    shape,
    ways,
)  # fmt: skip
from topin.auth.urls import urlpatterns

_ID = {"type": "string", "format": "uuid"}


class Operation(NamedTuple):
    """`gives` None is 204; `key` is whose token it needs: user, service, or nobody's."""

    name: str
    says: str
    gives: dict[str, Any] | None
    takes: dict[str, Any] | None = None
    key: str = ""
    query: tuple[str, ...] = ()


_LOGOUT = Operation(
    "auth_logout", "Ends sessions: all of them where no scope is given.", None, key="user", query=("scope",)
)
_SENT = shape("", "message_id")
_OTP = ways(
    by_mail=shape("email", f"create_user data {PKCE}"), by_phone=shape("phone", "channel create_user data")
)
_SESSION, _USER, _FACTOR = ref("AuthSession"), ref("AuthUser"), ref("AuthFactor")

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("signup", "post"): Operation(
        "auth_sign_up",
        "Makes an account and its profile. A session where addresses need no confirming; else the user, and a code"
        " goes by mail: redeem it by `POST /verify` with type `signup`. A known address is answered alike. Without"
        " address and password the account is anonymous, where that is switched on.",
        {"anyOf": [_SESSION, _USER]},
        ways(by_mail=shape("email password", f"data {PKCE}"), anonymously=shape("", "data")),
        query=("redirect_to",),
    ),
    ("token", "post"): Operation(
        "auth_token",
        "Gives a session. What it is given for stands in `grant_type`: a password, a refresh token, the code of a"
        " PKCE link, or an id token of Google or Apple. A refresh token is good once; sent again within ten"
        " seconds it gives its successor, later it ends the session. Refresh one request at a time.",
        _SESSION,
        ways(
            password=shape("email password"),
            password_by_phone=shape("phone password"),
            refresh_token=shape("refresh_token"),
            pkce=shape("auth_code code_verifier"),
            id_token=shape("provider id_token", "nonce access_token link_identity"),
        ),
        query=("grant_type",),
    ),
    ("verify", "post"): Operation(
        "auth_verify",
        "Redeems a one-time code. A session; or a message, where an address changes and the other one's code is"
        " still to come.",
        {"anyOf": [_SESSION, {"title": "first of two", **MESSAGE}]},
        ways(
            by_mail=shape("email token", type=choice(BY_MAIL)),
            by_phone=shape("phone token", type=choice(BY_PHONE)),
            by_link=shape("token_hash", type=choice(BY_MAIL)),
        ),
    ),
    ("verify", "get"): Operation(
        "auth_verify_link",
        "Redeems a mailed link and leads on (303). To the page or app that `redirect_to` names: with the session"
        " in the fragment, with `?code=` for PKCE, or with `error`, `error_code` and `error_description`.",
        NONE,
        query=("token", "type", "redirect_to"),
    ),
    ("recover", "post"): Operation(
        "auth_recover",
        "Mails a code to set a new password. Redeem it by `POST /verify` with type `recovery`, then `PUT /user`."
        " An unknown address is answered alike.",
        NONE,
        CODE_REQUEST,
        query=("redirect_to",),
    ),
    ("otp", "post"): Operation(
        "auth_otp", "Sends a code to sign in with, by mail or to a phone.", _SENT, _OTP, query=("redirect_to",)
    ),
    ("magiclink", "post"): Operation(
        "auth_magiclink", "The older name of otp.", _SENT, _OTP, query=("redirect_to",)
    ),
    ("resend", "post"): Operation(
        "auth_resend",
        "Sends a code again that is still to be redeemed.",
        _SENT,
        ways(
            by_mail=shape("email", PKCE, type=choice(["signup", "email_change"])),
            by_phone=shape("phone", type=choice(BY_PHONE)),
        ),
    ),
    ("reauthenticate", "get"): Operation(
        "auth_reauthenticate",
        "Sends a code to change the password with. By mail, or to a phone; it is the `nonce` of `PUT /user`.",
        NONE,
        key="user",
    ),
    ("user", "get"): Operation("auth_get_user", "The account behind the token.", _USER, key="user"),
    ("user", "put"): Operation(
        "auth_update_user",
        "Changes metadata, password, address or number. A new address or number counts once its code is redeemed.",
        _USER,
        ways(
            metadata=shape("data"),
            password=shape("password", "current_password nonce"),
            address=shape("email", PKCE),
            number=shape("phone"),
        ),
        key="user",
    ),
    ("logout", "post"): _LOGOUT,
    ("logout", "delete"): _LOGOUT._replace(name="auth_logout_by_delete"),
    ("sessions", "get"): Operation(
        "auth_sessions",
        "Where the account is signed in.",
        shape(results=listed(ref("AuthDevice")), next_cursor={"type": "null"}),
        key="user",
    ),
    ("sessions/{session_id}", "delete"): Operation("auth_end_session", "Ends one session.", None, key="user"),
    ("factors", "post"): Operation(
        "auth_enroll_factor",
        "Enrols an authenticator app. It counts once a challenge of it was met.",
        shape("id friendly_name", type=choice(["totp"]), totp=shape("qr_code secret uri")),
        shape("factor_type", "friendly_name issuer"),
        key="user",
    ),
    ("factors/{factor}", "delete"): Operation(
        "auth_unenroll_factor", "Removes a factor.", shape("id"), key="user"
    ),
    ("factors/{factor}/challenge", "post"): Operation(
        "auth_challenge_factor",
        "Opens a challenge. Meet it with `verify`, from the same address.",
        shape("id expires_at", name="AuthChallenge", type=choice(["totp"])),
        NONE,
        "user",
    ),
    ("factors/{factor}/verify", "post"): Operation(
        "auth_verify_factor",
        "Meets a challenge and raises the session to aal2.",
        _SESSION,
        shape("challenge_id code"),
        key="user",
    ),
    ("user/identities/authorize", "get"): Operation(
        "auth_link_by_page", "Linking by a provider's page: refused, as there is none here.", NONE, key="user"
    ),
    ("user/identities/{identity}", "delete"): Operation(
        "auth_unlink_identity", "Unlinks an identity, never the last.", NONE, key="user"
    ),
    ("health", "get"): Operation("auth_health", "Whether the service runs.", shape("name version description")),
    ("settings", "get"): Operation(
        "auth_settings",
        "Which ways in there are.",
        shape(
            "external disable_signup mailer_autoconfirm phone_autoconfirm sms_provider saml_enabled"
            " saml_private_key_next_configured passkeys_enabled"
        ),
    ),
    (".well-known/jwks.json", "get"): Operation(
        "auth_keys",
        "The public keys of access tokens. Empty where they are signed by a shared secret.",
        shape(keys=listed({"type": "object", "additionalProperties": True})),
    ),
    ("admin/users", "get"): Operation(
        "auth_admin_list_users",
        "All accounts, newest first.",
        shape("aud", users=listed(_USER)),
        key="service",
        query=("page", "per_page"),
    ),
    ("admin/users", "post"): Operation(
        "auth_admin_create_user", "Makes an account without mail.", _USER, ACCOUNT, "service"
    ),
    ("admin/users/{person}", "get"): Operation("auth_admin_get_user", "One account.", _USER, key="service"),
    ("admin/users/{person}", "put"): Operation(
        "auth_admin_update_user", "Changes an account at once.", _USER, ACCOUNT, "service"
    ),
    ("admin/users/{person}", "delete"): Operation(
        "auth_admin_delete_user", "Deletes an account.", NONE, shape("", "should_soft_delete"), "service"
    ),
    ("admin/users/{person}/factors", "get"): Operation(
        "auth_admin_factors", "An account's factors.", listed(_FACTOR), key="service"
    ),
    ("admin/users/{person}/factors/{factor}", "delete"): Operation(
        "auth_admin_delete_factor", "Removes a factor.", _FACTOR, key="service"
    ),
    ("admin/generate_link", "post"): Operation(
        "auth_admin_link",
        "A link for the caller to deliver. The user, and beside it the link and what it is made of.",
        ref("AuthLink"),
        shape("email", "password new_email data redirect_to", type=choice(LINKS)),
        "service",
    ),
    ("invite", "post"): Operation("auth_invite", "Invites an address.", _USER, shape("email", "data"), "service"),
}


def add_accounts(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's postprocessing hook: adds every operation of this room to the document."""
    components = result["components"]
    components.setdefault("schemas", {}).update(SCHEMAS)
    for (path, method), operation in OPERATIONS.items():
        written = _written(path, operation)
        for status, codes in errors_of(path, method).items():
            written["responses"][str(status)] = _refused(components, status, codes)
        result["paths"].setdefault(f"/api/auth/{path}", {})[method] = written
    return result


def errors_of(path: str, method: str) -> dict[int, list[str]]:
    """Status -> codes of an operation, as OPERATIONS names it."""
    return errors_of_operation(_views()[path], method)


@cache
def _views() -> dict[str, Any]:
    """The view of each path, as OpenAPI writes it."""
    return {
        re.sub(r"<\w+:(\w+)>", r"{\1}", str(route.pattern)).removeprefix("auth/"): getattr(
            route.callback, "view_class", None
        )
        for route in urlpatterns
    }


def _refused(components: dict[str, Any], status: int, codes: list[str]) -> dict[str, str]:
    """The answer that tells of an error; operations that refuse alike share one."""
    name = f"auth.{status}.{'.'.join(codes)}"
    examples = {
        code: _shared(components, "examples", f"auth.{status}.{code}", _example(status, code)) for code in codes
    }
    told = {"allOf": [ref("AuthError")], "properties": {"error_code": {"type": "string", "enum": codes}}}
    headers = ["X-Request-ID", *(["Retry-After"] if status in (429, 503) else [])]
    return _shared(components, "responses", name, {
        "headers": {header: {"$ref": f"#/components/headers/{header}"} for header in headers},
        "description": "\n".join(f"* `{code}`: {MEANINGS[code]}" for code in codes),
        "content": {"application/json": {"schema": told, "examples": examples}},
    })  # fmt: skip


def _example(status: int, code: str) -> dict[str, Any]:
    meaning = MEANINGS[code]
    return {"summary": meaning, "value": {"code": status, "error_code": code, "msg": meaning}}


def _shared(components: dict[str, Any], kind: str, name: str, made: dict[str, Any]) -> dict[str, str]:
    components.setdefault(kind, {})[name] = made
    return {"$ref": f"#/components/{kind}/{name}"}


def _written(path: str, operation: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.says.split(". ")[0].split(":")[0].rstrip("."),
        "description": operation.says,
        "tags": ["auth for servers" if operation.key == "service" else "auth"],
        "parameters": _parameters(path, operation),
        "security": [{"bearer": []}] if operation.key else [],
        "responses": _success(operation),
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
        *(_in_query(name) for name in operation.query),
    ]


def _in_query(name: str) -> dict[str, Any]:
    form = dict(QUERY[name])
    words = {"description": form.pop("description")} if "description" in form else {}
    needed = {"required": True} if name in ("grant_type", "token", "type") else {}
    return {"in": "query", "name": name, **words, **needed, "schema": form}
