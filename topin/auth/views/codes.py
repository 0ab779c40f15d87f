"""One-time codes: asking for one (otp, recover, resend, reauthenticate) and asking again.

Known and unknown addresses get one answer, and no request looks which it is: a worker does (decision 0026).
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import codes, functions, limits
from topin.auth.errors import AuthError
from topin.core.jobs.secret import seal

from .base import GoTrueView, answer
from .body import Body, read
from .signup import challenge, metadata

# GoTrue's status of it differs from endpoint to endpoint.
_OFF = AuthError(422, "email_provider_disabled", "Email logins are disabled")
_OFF_HERE = AuthError(400, "email_provider_disabled", "Email logins are disabled")


class AskView(GoTrueView):
    """Base of the endpoints that send a code to an address or number which may or may not have an account."""

    def ask(self, purpose: str, address: str, *, member: bool = False, **asked: Any) -> bool:
        """Leave word for the worker; with `member`, whether the address has an account, and else True."""
        sealed = seal({"purpose": purpose, "address": address, **asked})
        return bool(self.run(functions.ask, sealed=sealed, member=address if member else None))


class OtpView(AskView):
    """POST /otp (and /magiclink): a code to sign in with; makes the account unless create_user is false."""

    limited = {"post": "auth_otp"}

    def post(self, request: HttpRequest) -> HttpResponse:
        body = read(request)
        by_phone = settings.GOTRUE_EXTERNAL_PHONE_ENABLED and body.text("phone") and not body.text("email")
        address = _number(body) if by_phone else _mail_only(body)
        wanted = body.flag("create_user", True)
        may_create = wanted and not settings.GOTRUE_DISABLE_SIGNUP
        purpose = "sms" if by_phone else "otp"
        (limits.sms if by_phone else limits.mail)(purpose, address)
        found = self.ask(
            purpose,
            address,
            member=not may_create,
            may_create=may_create,
            metadata=metadata(body) if may_create else {},
            context=self.context(**challenge(body, "magiclink")),
        )
        if not found and wanted:
            raise AuthError(422, "signup_disabled", "Signups not allowed for this instance")
        if not found:
            raise AuthError(422, "otp_disabled", "Signups not allowed for otp")
        return answer({"message_id": ""} if by_phone else {})


class RecoverView(AskView):
    """POST /recover: a code to set a new password."""

    limited = {"post": "auth_recover"}

    def post(self, request: HttpRequest) -> HttpResponse:
        if not settings.GOTRUE_EXTERNAL_EMAIL_ENABLED:
            raise AuthError(400, "email_provider_disabled", "Email logins are disabled")
        body = read(request)
        address = body.email()
        if not address:
            raise AuthError(400, "validation_failed", "Password recovery requires an email")
        limits.mail("recover", address)
        self.ask("recover", address, context=self.context(**challenge(body, "recovery")))
        return answer({})


class ResendView(AskView):
    """POST /resend: a pending sign-up or e-mail change, mailed again."""

    limited = {"post": "auth_resend"}

    def post(self, request: HttpRequest) -> HttpResponse:
        body = read(request)
        kind = body.text("type")
        if kind in ("sms", "phone_change") and settings.GOTRUE_EXTERNAL_PHONE_ENABLED and body.text("phone"):
            number = _number(body)
            limits.sms(kind, number)
            self.ask(kind, number, may_create=False, metadata={}, context=self.context())
            return answer({"message_id": ""})
        if kind in ("sms", "phone_change"):
            raise AuthError(400, "phone_provider_disabled", "Phone logins are disabled")
        if kind not in ("signup", "email_change"):
            raise AuthError(
                400, "validation_failed", "Missing one of these types: signup, email_change, sms, phone_change"
            )
        address = _email_only(body, _OFF_HERE)
        if not address:
            raise AuthError(400, "validation_failed", "Type provided requires an email address")
        flow = "email/signup" if kind == "signup" else "email_change"
        context = self.context(**challenge(body, flow))
        limits.mail(f"resend {kind}", address)
        self.ask("resend", address, kind=kind, context=context)
        return answer({})


class ReauthenticateView(GoTrueView):
    """GET /reauthenticate: sends a nonce for PUT /user, by mail or to a phone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.run(
            functions.reauthenticate,
            claims=self.claims(),
            code=codes.fresh(),
            text_code=codes.fresh(settings.GOTRUE_SMS_OTP_LENGTH),
            context=self.context(),
        )
        return answer({})


def _number(body: Body) -> str:
    """The number, in digits; texts are the one way to send to it."""
    if body.text("channel", "sms") != "sms":
        raise AuthError(400, "validation_failed", "Invalid channel, supported values are 'sms'")
    return body.phone()


def _mail_only(body: Body) -> str:
    """The address that /otp is asked for."""
    address = _email_only(body, _OFF)
    if not address:
        raise AuthError(400, "validation_failed", "One of email or phone must be set")
    if body.text("channel"):
        raise AuthError(400, "validation_failed", "Channel should only be specified with Phone OTP")
    return address


def _email_only(body: Body, off: AuthError) -> str:
    """The address; a phone beside or instead of it is refused while phones are off; `off` where e-mail is off."""
    if body.text("email") and body.text("phone"):
        raise AuthError(400, "validation_failed", "Only an email address or phone number should be provided")
    if body.text("phone"):
        raise AuthError(400, "phone_provider_disabled", "Unsupported phone provider")
    if not settings.GOTRUE_EXTERNAL_EMAIL_ENABLED:
        raise off
    return body.email()
