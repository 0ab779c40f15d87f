"""What the operations of /api/auth take and give, as the OpenAPI document shows it: each field told once."""

from typing import Any

_FREE = {"type": "object", "additionalProperties": True}
_FLAG = {"type": "boolean"}
_TIME = {"type": "string", "format": "date-time"}
_ID = {"type": "string", "format": "uuid"}
_SECONDS = {"type": "integer"}
NONE = {"type": "object", "additionalProperties": False}
BY_MAIL = ["email", "signup", "magiclink", "recovery", "invite", "email_change"]
BY_PHONE = ["sms", "phone_change"]


def _text(words: str = "", *choices: str) -> dict[str, Any]:
    return {
        "type": "string",
        **({"description": words} if words else {}),
        **({"enum": [*choices]} if choices else {}),
    }


def _told(form: dict[str, Any], words: str) -> dict[str, Any]:
    return {**form, "description": words}


# name -> form; a field without a line is plain text
_FIELDS: dict[str, dict[str, Any]] = {
    "email": _text("An e-mail address; capitals do not matter."),
    "phone": _text("A number in E.164 (`+905321234567`). Answers leave out the plus; empty where there is none."),
    "password": _text("At most 72 bytes; at least 6 characters, where the service does not ask for more."),
    "data": _told(_FREE, "Becomes `user_metadata`. At sign-up `user_handle` and `display_name` make the profile."),
    "code_challenge": _text("PKCE: base64url of the SHA-256 of `code_verifier`. With it, the mailed link leads to"
                            " your app with `?code=`, to be exchanged by grant_type=pkce."),
    "code_challenge_method": _text("`s256` or `plain`."),
    "create_user": _told(_FLAG, "false: only who has an account gets a code; else one is made. Default true."),
    "channel": _text("", "sms"),
    "token": _text("The digits of the code."),
    "token_hash": _text("The `token` of a mailed link, in the place of address and digits."),
    "refresh_token": _text("Good once: keep the one that comes with the answer."),
    "auth_code": _text("The `code` that a PKCE link handed to the app."),
    "code_verifier": _text("The secret that `code_challenge` was made of."),
    "id_token": _text("What Google or Apple signed for your app."),
    "provider": _text("", "google", "apple"),
    "nonce": _text("At sign-in by id token: what its hash in the token was made of. At `PUT /user`: the code of"
                   " `/reauthenticate`."),
    "link_identity": _told(_FLAG, "Link to the account of the bearer token instead of signing in."),
    "current_password": _text("Where the service asks for it."),
    "factor_type": _text("", "totp"),
    "friendly_name": _text("As the person tells this one from others."),
    "issuer": _text("As the authenticator app names your service."),
    "challenge_id": {**_ID, "description": "The `id` of a challenge."},
    "code": _text("The digits that the authenticator app shows."),
    "password_hash": _text("bcrypt, argon2 or fbscrypt, in the place of a password."),
    "email_confirm": _told(_FLAG, "The address counts as confirmed."),
    "user_metadata": _told(_FREE, "What the person says of themselves."),
    "app_metadata": _told(_FREE, "What the service says of them; apps cannot change it."),
    "ban_duration": _text("A duration (`24h`, `1h30m`), or `none` to end a ban."),
    "should_soft_delete": _told(_FLAG, "Keep the row, emptied of the person."),
    "access_token": _text("A JWT, to be sent as `Authorization: Bearer`."),
    "token_type": _text("", "bearer"),
    "expires_in": _told(_SECONDS, "Seconds that the access token holds."),
    "AuthSession.expires_at": _told(_SECONDS, "When that is, in Unix seconds."),
    "AuthChallenge.expires_at": _told(_SECONDS, "Until when it can be met, in Unix seconds."),
    "user": {"$ref": "#/components/schemas/AuthUser"},
    "id": _ID, "user_id": _ID, "identity_id": _ID, "is_anonymous": _FLAG, "current": _FLAG,
    "AuthIdentity.id": _text("The person's id with the provider."),
    "AuthIdentity.provider": _text("`email`, `phone`, `google`, `apple`."),
    "identity_data": _told(_FREE, "What the provider says of the person."),
    "AuthFactor.status": _text("", "verified", "unverified"),
    "qr_code": _text("An SVG picture, as a `data:` address."),
    "secret": _text("For typing in, where no picture can be taken."),
    "uri": _text("otpauth://…"),
    "last_seen_at": _TIME, "banned_until": _TIME,
    **{f"{name}_at": _TIME for name in (
        "created", "updated", "last_sign_in", "email_confirmed", "phone_confirmed", "confirmed", "invited",
        "confirmation_sent", "recovery_sent", "email_change_sent", "phone_change_sent", "reauthentication_sent",
        "deleted", "last_challenged",
    )},
    **dict.fromkeys(("disable_signup", "mailer_autoconfirm", "phone_autoconfirm", "saml_enabled",
                     "saml_private_key_next_configured", "passkeys_enabled"), _FLAG),
    "external": _told({"type": "object", "additionalProperties": _FLAG}, "Way in -> whether it is open."),
}  # fmt: skip


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def shape(required: str = "", optional: str = "", *, name: str = "", **forms: Any) -> dict[str, Any]:
    """An object of fields by their names; `forms` are those with a form of their own, required as well."""
    names = [*required.split(), *optional.split()]
    known = {one: _FIELDS.get(f"{name}.{one}", _FIELDS.get(one, _text())) for one in names}
    made: dict[str, Any] = {"type": "object", "properties": {**known, **forms}}
    held = [*required.split(), *forms]
    return {**made, "required": held} if held else made


def choice(those: list[str]) -> dict[str, Any]:
    return _text("", *those)


def ways(**bodies: dict[str, Any]) -> dict[str, Any]:
    """A body that can be one of several, each by its name."""
    return {"anyOf": [{"title": title.replace("_", " "), **body} for title, body in bodies.items()]}


PKCE = "code_challenge code_challenge_method"
CODE_REQUEST = shape("email", PKCE)
ACCOUNT = shape(
    "", "email phone password password_hash email_confirm user_metadata app_metadata role ban_duration"
)
LINKS = ["signup", "invite", "magiclink", "recovery", "email_change_current", "email_change_new"]
MESSAGE = shape("msg", code=_text("", "200"))
SCHEMAS = {
    "AuthUser": shape(
        "id aud role email phone app_metadata user_metadata created_at updated_at is_anonymous",
        "last_sign_in_at email_confirmed_at phone_confirmed_at confirmed_at invited_at confirmation_sent_at"
        " recovery_sent_at new_email email_change_sent_at new_phone phone_change_sent_at reauthentication_sent_at"
        " banned_until deleted_at",
        name="AuthUser",
        identities=listed(ref("AuthIdentity")),
    ),
    "AuthIdentity": shape(
        "identity_id id user_id identity_data provider last_sign_in_at created_at updated_at", "email",
        name="AuthIdentity",
    ),
    "AuthFactor": shape(
        "id status friendly_name factor_type phone created_at updated_at", "last_challenged_at", name="AuthFactor"
    ),
    "AuthSession": shape("access_token token_type expires_in expires_at refresh_token user", name="AuthSession"),
    "AuthDevice": shape("id device platform created_at last_seen_at current", name="AuthDevice"),
    "AuthError": {
        "description": "GoTrue's error. Without the header `X-Supabase-Api-Version`: the status as `code`, the"
        " name as `error_code`, words as `msg`. With it, from `2024-01-01` on: the name as `code`, words as"
        " `message`. The header `x-sb-error-code` names it in both. `weak_password`, `field` say more, if any.",
        "type": "object",
        "required": ["code"],
        "properties": {
            "code": {"type": ["string", "integer"]}, "message": _text(), "error_code": _text(), "msg": _text(),
            "field": _text("The field at fault: of a handle, `user_handle`."),
            "weak_password": shape(reasons=listed(_text())),
            "error_id": _text("Of a fault of ours: names the request in our logs."),
        },
    },
}  # fmt: skip
SCHEMAS["AuthUser"]["properties"]["factors"] = listed(ref("AuthFactor"))
_MADE = shape("action_link email_otp hashed_token redirect_to", verification_type=_text("", *LINKS))
SCHEMAS["AuthLink"] = {
    **SCHEMAS["AuthUser"],
    "properties": {**SCHEMAS["AuthUser"]["properties"], **_MADE["properties"]},
    "required": [*SCHEMAS["AuthUser"]["required"], *_MADE["required"]],
}
SCHEMAS["AuthSession"]["properties"]["weak_password"] = {
    "type": ["object", "null"], "additionalProperties": True,
    "description": "After signing in by password: why it would be refused today, or null.",
}  # fmt: skip
QUERY: dict[str, dict[str, Any]] = {
    "grant_type": _text("What the session is asked for by.", "password", "refresh_token", "pkce", "id_token"),
    "redirect_to": _text("Where the mailed link leads to in the end: an address that the service allows."),
    "scope": _text(
        "`global`: all sessions. `local`: this one. `others`: all but this one.", "global", "local", "others"
    ),
    "token": _text("As in the mailed link."),
    "type": _text("As in the mailed link.", *BY_MAIL),
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 50},
}
