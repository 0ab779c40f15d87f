"""POST /signup: an account by e-mail and password, or an anonymous one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import codes, functions, limits, passwords, tokens
from topin.auth.errors import AuthError

from .base import GoTrueView, answer
from .body import Body, read

# Facts of the account that a client's metadata does not set.
CLAIMED = ("sub", "email", "email_verified", "phone_verified")


class SignupView(GoTrueView):
    """The order of checks is GoTrue's."""

    limited = {"post": "auth_signup"}

    def post(self, request: HttpRequest) -> HttpResponse:
        body = read(request)
        if not body.text("email") and not body.text("phone"):
            return self._anonymous(body)
        address, password = self._accepted(body)
        if not settings.GOTRUE_MAILER_AUTOCONFIRM:
            limits.mail("signup", address)
        made = self.run(
            functions.sign_up,
            address=address,
            password_hash=passwords.hash_of(password),
            metadata=metadata(body),
            code=codes.fresh(),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(**challenge(body, "email/signup")),
        )
        return answer(tokens.session(made["grant"]) if "grant" in made else made["user"])

    def _accepted(self, body: Body) -> tuple[str, str]:
        password = body.text("password")
        if settings.GOTRUE_DISABLE_SIGNUP:
            raise AuthError(422, "signup_disabled", "Signups not allowed for this instance")
        if not password:
            raise AuthError(400, "validation_failed", "Signup requires a valid password")
        passwords.require_acceptable(password)
        if body.text("email") and body.text("phone"):
            raise AuthError(
                400, "validation_failed", "Only an email address or phone number should be provided on signup."
            )
        if body.text("phone"):
            raise AuthError(400, "phone_provider_disabled", "Phone signups are disabled")
        address = body.email()
        if not settings.GOTRUE_EXTERNAL_EMAIL_ENABLED:
            raise AuthError(400, "email_provider_disabled", "Email signups are disabled")
        return address, password

    def _anonymous(self, body: Body) -> HttpResponse:
        if not settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED:
            raise AuthError(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
        if settings.GOTRUE_DISABLE_SIGNUP:
            raise AuthError(422, "signup_disabled", "Signups not allowed for this instance")
        limits.per_address("auth_anonymous", self.request)
        grant = self.run(
            functions.sign_up_anonymously,
            metadata=metadata(body),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(),
        )
        return answer(tokens.session(grant))


def metadata(body: Body) -> dict[str, object]:
    """What the person says of themselves, without the facts that are ours to state."""
    return {name: value for name, value in body.object("data").items() if name not in CLAIMED}


def challenge(body: Body, flow: str) -> dict[str, object]:
    """The part of the context that starts a PKCE flow, where the client asks for one."""
    given = body.challenge()
    return {"challenge": given, "flow": flow} if given else {}
