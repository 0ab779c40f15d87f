"""A JSON body as GoTrue reads it: any media type, null is absent, unknown fields are ignored, types are strict."""

import json
import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from topin.auth.errors import AuthError

_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)
# GoTrue reads a body into typed fields, so a wrong type is refused also where the field is not needed.
_TYPES: dict[str, type] = {
    **dict.fromkeys(
        [
            "email",
            "phone",
            "password",
            "refresh_token",
            "auth_code",
            "code_verifier",
            "type",
            "token",
            "token_hash",
            "channel",
            "nonce",
            "redirect_to",
            "code",
            "current_password",
            "code_challenge",
            "code_challenge_method",
            "challenge_id",
            "factor_type",
            "friendly_name",
            "issuer",
            "new_email",
            "password_hash",
            "role",
            "ban_duration",
            "id",
            "id_token",
            "access_token",
            "provider",
            "client_id",
            "issuer",
        ],
        str,
    ),
    **dict.fromkeys(
        ["create_user", "email_confirm", "phone_confirm", "should_soft_delete", "link_identity"], bool
    ),
    **dict.fromkeys(["data", "user_metadata", "app_metadata"], dict),
}
_PHONE = re.compile(r"[1-9][0-9]{1,14}")
_CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class Body:
    """The fields of one request; 400 bad_json where one has the wrong type."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields
        for name, kind in _TYPES.items():
            if fields.get(name) is not None and not isinstance(fields[name], kind):
                raise _broken(f"cannot read field {name} as {kind.__name__}")

    def text(self, name: str, default: str = "") -> str:
        """A string; the default where it is absent."""
        return str(self.fields.get(name) or default)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean."""
        value = self.fields.get(name)
        return default if value is None else bool(value)

    def object(self, name: str) -> dict[str, Any]:
        """An object; {} where it is absent."""
        return dict(self.fields.get(name) or {})

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.fields.get(name) is not None

    def email(self, name: str = "email") -> str:
        """An address, lower-cased; 400 validation_failed where it is none; "" where it is absent."""
        address = self.text(name)
        if address and (len(address) > 255 or not _EMAIL.fullmatch(address)):
            raise AuthError(400, "validation_failed", "Unable to validate email address: invalid format")
        return address.lower()

    def phone(self) -> str:
        """A number in E.164 without its plus, as GoTrue keeps it; 400 validation_failed where it is none."""
        number = self.text("phone").strip().removeprefix("+").replace(" ", "")
        if self.text("phone") and not _PHONE.fullmatch(number):
            raise AuthError(400, "validation_failed", "Invalid phone number format (E.164 required)")
        return number

    def challenge(self) -> dict[str, str] | None:
        """A PKCE challenge {challenge, method}, or None; both or neither must be given."""
        challenge, method = self.text("code_challenge"), self.text("code_challenge_method").lower()
        if not challenge and not method:
            return None
        if not (challenge and method):
            raise _invalid("PKCE flow requires code_challenge_method and code_challenge")
        if method not in ("s256", "plain"):
            raise _invalid("code challenge method must be either s256 or plain")
        if not _CHALLENGE.fullmatch(challenge):
            raise _invalid("code challenge has to be between 43 and 128 unreserved characters")
        return {"challenge": challenge, "method": method}


def read(request: HttpRequest, *, optional: bool = False) -> Body:
    """The body of a request; 413 over 1 MiB, 400 bad_json for what is no JSON object (empty: if not optional)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.MAX_BODY:
        raise AuthError(413, "request_entity_too_large", f"Request body too large (max {settings.MAX_BODY} bytes)")
    raw = request.body
    if not raw and optional:
        return Body({})
    try:
        fields = json.loads(raw)
        if not isinstance(fields, dict):
            raise ValueError("not an object")
        _require_storable(fields)
    except (ValueError, RecursionError) as error:
        raise _broken(str(error)[:100]) from None
    return Body(fields)


def _require_storable(fields: dict[str, Any]) -> None:
    """PostgreSQL keeps neither NUL nor half a surrogate pair nor a number that is none."""
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    if "\\u0000" in text:
        raise ValueError("a NUL character")
    text.encode()


def _broken(reason: str) -> AuthError:
    return AuthError(400, "bad_json", f"Could not parse request body as JSON: {reason}")


def _invalid(detail: str) -> AuthError:
    return AuthError(400, "validation_failed", detail)
