"""/admin and /invite: accounts by service token, for servers of the project's own and its tools."""

import re
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import codes, functions, mail, passwords
from topin.auth.errors import AuthError
from topin.auth.redirects import allowed

from .base import GoTrueView, answer
from .body import Body, read
from .factors import identifier

_UNITS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_DURATION = re.compile(r"(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+")
_PART = re.compile(r"(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)")
_MOST = 3155760000.0  # a hundred years, in seconds
_LINKS = {
    "signup": "confirmation",
    "invite": "invite",
    "magiclink": "magiclink",
    "recovery": "recovery",
    "email_change_current": "email_change",
    "email_change_new": "email_change",
}


class AdminView(GoTrueView):
    """Base: the token's role must be one of GOTRUE_JWT_ADMIN_ROLES; it needs no user behind it."""

    def admit(self) -> None:
        """401 no_authorization, 403 bad_jwt, not_admin; of a person's token also what each endpoint refuses."""
        claims = self.bearer()
        if claims.get("session_id"):
            self.run(functions.get_user, claims=self.claims())
        if claims.get("role") not in settings.GOTRUE_JWT_ADMIN_ROLES:
            raise AuthError(403, "not_admin", "User not allowed")


class UsersView(AdminView):
    """GET and POST /admin/users."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.admit()
        page, size = _number(request, "page", 1), _number(request, "per_page", 50)
        found = self.run(functions.admin_list_users, page=page, per_page=min(size, 1000))
        response = answer({"users": found["users"], "aud": settings.GOTRUE_JWT_AUD})
        response["X-Total-Count"] = str(found["total"])
        response["Link"] = _links(page, size, found["total"])
        return response

    def post(self, request: HttpRequest) -> HttpResponse:
        self.admit()
        body = read(request)
        fields = _fields(body)
        if not fields.get("email") and not fields.get("phone"):
            raise AuthError(400, "validation_failed", "Cannot create a user without either an email or phone")
        return answer(self.run(functions.admin_create_user, fields=fields, context=self.context()))


class OneUserView(AdminView):
    """GET, PUT and DELETE /admin/users/{id}."""

    def get(self, request: HttpRequest, person: str) -> HttpResponse:
        self.admit()
        return answer(self.run(functions.admin_get_user, person=identifier(person, "user_id")))

    def put(self, request: HttpRequest, person: str) -> HttpResponse:
        self.admit()
        found = identifier(person, "user_id")
        fields = _fields(read(request))
        return answer(self.run(functions.admin_update_user, person=found, fields=fields, context=self.context()))

    def delete(self, request: HttpRequest, person: str) -> HttpResponse:
        self.admit()
        soft = read(request, optional=True).flag("should_soft_delete")
        found = identifier(person, "user_id")
        self.run(functions.admin_delete_user, person=found, soft=soft, context=self.context())
        return answer({})


class UserFactorsView(AdminView):
    """GET /admin/users/{id}/factors."""

    def get(self, request: HttpRequest, person: str) -> HttpResponse:
        self.admit()
        return answer(self.run(functions.admin_factors, person=identifier(person, "user_id")))


class UserFactorView(AdminView):
    """DELETE /admin/users/{id}/factors/{factor}."""

    def delete(self, request: HttpRequest, person: str, factor: str) -> HttpResponse:
        self.admit()
        dropped = self.run(
            functions.admin_delete_factor,
            person=identifier(person, "user_id"),
            factor=identifier(factor, "factor_id"),
            context=self.context(),
        )
        return answer(dropped)


class UserPasskeysView(AdminView):
    """GET /admin/users/{id}/passkeys: nobody has one here."""

    def get(self, request: HttpRequest, person: str) -> HttpResponse:
        self.admit()
        self.run(functions.admin_get_user, person=identifier(person, "user_id"))
        return answer([])


class UserPasskeyView(AdminView):
    """DELETE /admin/users/{id}/passkeys/{passkey}."""

    def delete(self, request: HttpRequest, person: str, passkey: str) -> HttpResponse:
        self.admit()
        self.run(functions.admin_get_user, person=identifier(person, "user_id"))
        raise AuthError(404, "validation_failed", "Passkey not found")


class LinkView(AdminView):
    """POST /admin/generate_link: a link for the caller to deliver, instead of a mail."""

    def post(self, request: HttpRequest) -> HttpResponse:
        self.admit()
        body, context, code = read(request), self.context(), codes.fresh()
        if allowed(body.text("redirect_to")):
            context["redirect_to"] = body.text("redirect_to")
        kind, address, new_address = _asked_link(body)
        fields: dict[str, Any] = {"data": body.object("data")}
        if body.text("password"):
            passwords.require_acceptable(body.text("password"))
            fields["password_hash"] = passwords.hash_of(body.text("password"))
        made = self.run(
            functions.admin_link,
            kind=kind,
            address=address,
            new_address=new_address,
            fields=fields,
            code=code,
            context=context,
        )
        token = codes.hashed(made["address"], code["plain"])
        properties = {
            "action_link": mail.link_of(_LINKS[made["kind"]], token, context["redirect_to"]),
            "email_otp": code["plain"],
            "hashed_token": token,
            "verification_type": made["kind"],
            "redirect_to": context["redirect_to"],
        }
        return answer({**made["user"], **properties})


class InviteView(AdminView):
    """POST /invite."""

    def post(self, request: HttpRequest) -> HttpResponse:
        self.admit()
        body = read(request)
        address = body.email()
        if not address:
            raise AuthError(400, "validation_failed", "An email address is required")
        made = self.run(
            functions.invite,
            address=address,
            metadata=body.object("data"),
            code=codes.fresh(),
            context=self.context(),
        )
        return answer(made)


def _asked_link(body: Body) -> tuple[str, str, str | None]:
    kind, address, new_address = body.text("type"), body.email(), body.email("new_email") or None
    if kind not in _LINKS:
        raise AuthError(400, "validation_failed", "Invalid email action link type requested: " + kind[:40])
    if not address:
        raise AuthError(400, "validation_failed", "An email address is required")
    if kind == "signup" and not body.text("password"):
        raise AuthError(400, "validation_failed", "Signup requires a valid password")
    if kind.startswith("email_change") and not new_address:
        raise AuthError(400, "validation_failed", "Email change requires a new email address")
    if kind == "email_change_current" and not settings.GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED:
        raise AuthError(400, "validation_failed", "Enable secure email change to generate link for current email")
    return kind, address, new_address


def _fields(body: Body) -> dict[str, Any]:
    """What the SQL takes: hashes instead of passwords, seconds instead of durations; absent stays absent."""
    fields: dict[str, Any] = {
        name: body.fields[name]
        for name in ("email_confirm", "phone_confirm", "user_metadata", "app_metadata", "role")
        if body.has(name)
    }
    if body.has("email"):
        fields["email"] = body.email()
    if body.has("phone"):
        fields["phone"] = body.phone()
    if body.text("password") and body.text("password_hash"):
        raise AuthError(400, "validation_failed", "Only a password or a password hash should be provided")
    if body.text("password"):
        passwords.require_acceptable(body.text("password"))
        fields["password_hash"] = passwords.hash_of(body.text("password"))
    elif body.text("password_hash"):
        fields["password_hash"] = passwords.require_readable(body.text("password_hash"))
    if body.text("id"):
        fields["id"] = str(_own_id(body.text("id")))
    if body.text("ban_duration"):
        fields["banned_for"] = _seconds(body.text("ban_duration"))
    return fields


def _own_id(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError:
        raise AuthError(400, "validation_failed", "ID must conform to the uuid v4 format") from None


def _seconds(duration: str) -> float:
    """Go's duration ("24h", "1h30m"), or "none" for no ban."""
    if duration == "none":
        return 0.0
    if not _DURATION.fullmatch(duration):
        raise AuthError(400, "validation_failed", f"invalid format for ban duration: {duration[:40]}")
    return min(_MOST, sum(float(amount) * _UNITS[unit] for amount, unit in _PART.findall(duration)))


def _number(request: HttpRequest, name: str, default: int) -> int:
    given = request.GET.get(name) or str(default)
    if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= 10_000_000):
        raise AuthError(400, "validation_failed", f"Bad Pagination Parameters: {name}")
    return int(given)


def _links(page: int, size: int, total: int) -> str:
    """auth-js reads the number after the first `=` of each part, so `page` comes first."""
    last = max(1, -(-total // size))
    parts = [f'</admin/users?page={page + 1}&per_page={size}>; rel="next"'] if page < last else []
    return ", ".join([*parts, f'</admin/users?page={last}&per_page={size}>; rel="last"'])
