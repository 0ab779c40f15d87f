"""/user: the account behind a token; /logout: the end of its sessions."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import codes, functions, limits, passwords
from topin.auth.errors import AuthError

from .base import GoTrueView, answer
from .body import Body, read
from .factors import identifier
from .signup import challenge

_PROVED_OTHERWISE = {"otp", "magiclink", "recovery"}


class UserView(GoTrueView):
    """GET and PUT /user."""

    limited = {"put": "auth_user"}

    def get(self, request: HttpRequest) -> HttpResponse:
        claims = self.claims()
        user = self.run(functions.get_user, claims=claims)
        if not _is_for(request, claims):
            raise AuthError(400, "validation_failed", "Token audience doesn't match request audience")
        return answer(user)

    def put(self, request: HttpRequest) -> HttpResponse:
        claims, body = self.claims(), read(request)
        changes = self._changes(claims, body)
        done = self.run(
            functions.update_user,
            claims=claims,
            changes=changes,
            context=self.context(**challenge(body, "email_change")),
        )
        return answer(done["user"])

    def _changes(self, claims: dict[str, Any], body: Body) -> dict[str, Any]:
        if body.has("app_metadata"):
            self.run(functions.get_user, claims=claims)
            raise AuthError(403, "not_admin", "Updating app_metadata requires admin privileges")
        if body.text("phone") and not settings.GOTRUE_EXTERNAL_PHONE_ENABLED:
            raise AuthError(400, "phone_provider_disabled", "Phone changes are disabled")
        changes: dict[str, Any] = {}
        if body.has("data"):
            changes["data"] = body.object("data")
        if body.has("password"):
            changes |= self._new_password(claims, body)
        if address := body.email():
            limits.mail("email_change", address)
            changes["email"] = address
            changes["codes"] = {"email": codes.fresh(), "current": codes.fresh()}
        if number := body.phone():
            limits.sms()
            changes["phone"] = number
            changes.setdefault("codes", {})["phone"] = codes.fresh(settings.GOTRUE_SMS_OTP_LENGTH)
        return changes

    def _new_password(self, claims: dict[str, Any], body: Body) -> dict[str, Any]:
        """The hash of a new password, made outside of any transaction.

        That it is the current one is said by the SQL, when all else that is asked for holds: a session alone must
        not find out a password by setting it.
        """
        password = body.text("password")
        stored = self.run(functions.password_of, claims=claims)
        passwords.require_acceptable(password)
        if settings.GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD and stored:
            _require_current(claims, body.text("current_password"), stored)
        same = bool(stored) and passwords.matches(password, stored)
        return {
            "password_hash": "" if same else passwords.hash_of(password),
            "same_password": same,
            "nonce": body.text("nonce"),
        }


class LinkView(GoTrueView):
    """GET /user/identities/authorize: linking by a provider's web page, of which there is none here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.run(functions.get_user, claims=self.claims())
        _require_linking()
        raise AuthError(400, "validation_failed", "Unsupported provider: provider is not enabled")


class IdentityView(GoTrueView):
    """DELETE /user/identities/{id}: unlinks one, never the last."""

    def delete(self, request: HttpRequest, identity: str) -> HttpResponse:
        claims = self.claims()
        _require_linking()
        if not _is_for(request, claims):
            raise AuthError(403, "unexpected_audience", "Token audience doesn't match request audience")
        self.run(
            functions.unlink_identity,
            claims=claims,
            unlinked=identifier(identity, "identity_id"),
            context=self.context(),
        )
        return answer({})


class LogoutView(GoTrueView):
    """POST /logout?scope=; DELETE is this project's own spelling of the same."""

    def post(self, request: HttpRequest) -> HttpResponse:
        claims = self.claims()
        scope = request.GET.get("scope") or "global"
        if scope not in ("global", "local", "others"):
            raise AuthError(400, "validation_failed", f"Unsupported logout scope {scope!r}")
        self.run(functions.sign_out, claims=claims, scope=scope, context=self.context())
        return HttpResponse(status=204)

    delete = post


def _is_for(request: HttpRequest, claims: dict[str, Any]) -> bool:
    """Whether the token is for the audience that the request is meant for."""
    wanted = request.headers.get("X-JWT-AUD") or settings.GOTRUE_JWT_AUD
    audiences = claims.get("aud")
    return wanted in (audiences if isinstance(audiences, list) else [audiences])


def _require_linking() -> None:
    if not settings.GOTRUE_SECURITY_MANUAL_LINKING_ENABLED:
        raise AuthError(404, "manual_linking_disabled", "Manual linking is disabled")


def _require_current(claims: dict[str, Any], current: str, stored: str) -> None:
    methods = {entry.get("method") for entry in claims.get("amr") or [] if isinstance(entry, dict)}
    if methods & _PROVED_OTHERWISE:
        return
    if not current:
        raise AuthError(400, "current_password_required", "Current password required when setting new password.")
    if not passwords.matches(current, stored):
        raise AuthError(400, "current_password_invalid", "Current password is not valid.")
