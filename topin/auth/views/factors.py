"""/factors: second factors by an authenticator app; meeting a challenge raises the session to aal2."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import functions, tokens, totp
from topin.auth.errors import AuthError

from .base import GoTrueView, answer
from .body import read


class FactorsView(GoTrueView):
    """POST /factors: enrol an authenticator app."""

    def post(self, request: HttpRequest) -> HttpResponse:
        claims, body = self.claims(), read(request)
        kind = body.text("factor_type")
        if kind == "phone":
            raise AuthError(422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone")
        if kind == "webauthn":
            raise AuthError(422, "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn")
        if kind != "totp":
            raise AuthError(400, "validation_failed", "factor_type needs to be totp, phone, or webauthn")
        if not settings.GOTRUE_MFA_TOTP_ENROLL_ENABLED:
            raise AuthError(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP")
        secret, name = totp.fresh_secret(), body.text("friendly_name")
        made = self.run(functions.enroll_factor, claims=claims, name=name, secret=secret, context=self.context())
        issuer = body.text("issuer") or urlsplit(settings.GOTRUE_SITE_URL).netloc
        uri = totp.uri(secret, issuer, made["email"])
        shown = {"qr_code": totp.picture(uri), "secret": secret, "uri": uri}
        return answer({"id": made["factor"]["id"], "type": "totp", "friendly_name": name, "totp": shown})


class ChallengeView(GoTrueView):
    """POST /factors/{id}/challenge."""

    limited = {"post": "auth_factor"}

    def post(self, request: HttpRequest, factor: str) -> HttpResponse:
        claims = self.claims()
        read(request, optional=True)
        opened = self.run(
            functions.challenge_factor,
            claims=claims,
            factor=identifier(factor, "factor_id"),
            context=self.context(),
        )
        return answer(opened)


class VerifyFactorView(GoTrueView):
    """POST /factors/{id}/verify."""

    limited = {"post": "auth_factor"}

    def post(self, request: HttpRequest, factor: str) -> HttpResponse:
        claims, body, factor_id = self.claims(), read(request), identifier(factor, "factor_id")
        if not settings.GOTRUE_MFA_TOTP_VERIFY_ENABLED:
            raise AuthError(422, "mfa_totp_verify_not_enabled", "MFA verification is disabled for TOTP")
        try:
            challenge = uuid.UUID(body.text("challenge_id"))
        except ValueError:
            raise AuthError(400, "validation_failed", "challenge_id must be a UUID") from None
        secret = self.run(functions.factor_secret, claims=claims, factor=factor_id)
        done = self.run(
            functions.verify_factor,
            claims=claims,
            factor=factor_id,
            challenge=challenge,
            proved=totp.matches(secret, body.text("code")),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(),
        )
        return answer(tokens.session(done["grant"]))


class FactorView(GoTrueView):
    """DELETE /factors/{id}."""

    def delete(self, request: HttpRequest, factor: str) -> HttpResponse:
        claims, factor_id = self.claims(), identifier(factor, "factor_id")
        self.run(functions.unenroll_factor, claims=claims, factor=factor_id, context=self.context())
        return answer({"id": str(factor_id)})


def identifier(given: str, name: str) -> uuid.UUID:
    """An id in a path; GoTrue answers 404 validation_failed for what is none."""
    try:
        return uuid.UUID(given)
    except ValueError:
        raise AuthError(404, "validation_failed", f"{name} must be an UUID") from None
