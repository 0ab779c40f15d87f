"""/verify: redeems a code (POST) or a mailed link (GET, which answers with a redirect)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from topin.auth import codes, functions, tokens
from topin.auth.errors import AuthError
from topin.auth.redirects import target
from topin.core.db.errors import DatabaseError, Refusal, refusal_from

from .base import GoTrueView, answer
from .body import Body, read

_TYPES = ("signup", "invite", "recovery", "magiclink", "email", "email_change")
ACCEPTED = "Confirmation link accepted. Please proceed to confirm link sent to the other email"
_PKCE = "pkce_"
_OAUTH_ERRORS = {
    400: "invalid_request",
    401: "unauthorized_client",
    403: "access_denied",
    503: "temporarily_unavailable",
}


class VerifyView(GoTrueView):
    """POST gives the session itself; GET hands it on in the fragment of the page that the link leads to."""

    limited = {"post": "auth_verify", "get": "auth_verify"}

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, address, presented = _asked(read(request))
        done = self.run(
            functions.verify,
            kind=kind,
            address=address,
            presented=presented,
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(keyed=codes.keyed(presented)),
        )
        if "accepted" in done:
            return answer({"msg": ACCEPTED, "code": "200"})
        return answer(tokens.session(done["grant"]))

    def get(self, request: HttpRequest) -> HttpResponse:
        kind, token = request.GET.get("type", ""), request.GET.get("token", "")
        if not kind or not token:
            missing = "type" if not kind else "token"
            raise AuthError(400, "validation_failed", f"Verify requires a {missing} parameter")
        pkce = token.startswith(_PKCE)
        try:
            return self._redeemed(request, kind, token)
        except Refusal as refusal:
            return _sent_on(request, _told(refusal), also=pkce)
        except DatabaseError as error:
            known = refusal_from(error)
            if known is None:
                raise
            return _sent_on(request, _told(known), also=pkce)

    def _redeemed(self, request: HttpRequest, kind: str, token: str) -> HttpResponse:
        _require_link_type(kind)
        done = self.run(
            functions.verify,
            kind=kind,
            address=None,
            presented=token.replace("\0", ""),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(link=True),
        )
        if "accepted" in done:
            return _sent_on(request, {"message": ACCEPTED, "sb": ""}, also=token.startswith(_PKCE))
        if "auth_code" in done:
            return _sent_on(request, {"code": done["auth_code"]}, "?")
        session = tokens.session(done["grant"])
        parts = {name: str(value) for name, value in session.items() if name != "user"}
        return _sent_on(request, {**parts, "sb": "", "type": kind})


def _asked(body: Body) -> tuple[str, str | None, str]:
    """Type, address (None for a token hash) and what was presented; 400 validation_failed otherwise."""
    kind, token, token_hash = body.text("type"), body.text("token"), body.text("token_hash")
    if not kind:
        raise AuthError(400, "validation_failed", "Verify requires a verification type")
    if bool(token) == bool(token_hash):
        raise AuthError(400, "validation_failed", "Verify requires either a token or a token hash")
    if token_hash:
        if any(body.has(name) for name in ("email", "phone", "redirect_to")):
            raise AuthError(400, "validation_failed", "Only the token_hash and type should be provided")
        _require_link_type(kind)
        return kind, None, token_hash
    if bool(body.text("email")) == bool(body.text("phone")):
        raise AuthError(
            400, "validation_failed", "Only an email address or phone number should be provided on verify"
        )
    if (kind in ("sms", "phone_change")) != bool(body.text("phone")):
        raise AuthError(403, "otp_expired", "Token has expired or is invalid")
    return kind, _address(body) or body.phone(), token


def _address(body: Body) -> str:
    try:
        return body.email()
    except AuthError:
        raise AuthError(422, "validation_failed", "Invalid email format") from None


def _require_link_type(kind: str) -> None:
    if kind not in _TYPES:
        raise AuthError(400, "validation_failed", "Invalid email verification type")


def _told(refusal: Refusal) -> dict[str, str]:
    return {
        "error": _OAUTH_ERRORS.get(refusal.status, "server_error" if refusal.status >= 500 else "invalid_request"),
        "error_code": refusal.code,
        "error_description": refusal.detail,
        "sb": "",
    }


def _sent_on(request: HttpRequest, parts: dict[str, str], mark: str = "#", *, also: bool = False) -> HttpResponse:
    """303 to where the link leads, with the outcome in its fragment ("#"), or in its query ("?").

    `also`: in both. A PKCE link's fault or message stands in the query, where a server can read it, and in the
    fragment, as OAuth has it.
    """
    page, _, _ = target(request).partition("#")
    if also:
        page += ("&" if "?" in page else "?") + urlencode({k: v for k, v in parts.items() if k != "sb"})
    if mark in page:
        mark = "&"
    response = HttpResponse(status=303)
    response["Location"] = f"{page}{mark}{urlencode(parts)}"
    response["Cache-Control"] = "no-store"
    return response
