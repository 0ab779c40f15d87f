"""POST /token: a session for a password, a refresh token, a PKCE code or another's id token."""

import base64
import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import carried, functions, identities, limits, passwords, tokens
from topin.auth.errors import AuthError

from .base import GoTrueView, answer
from .body import read

_WRONG = AuthError(400, "invalid_credentials", "Invalid login credentials")


class TokenView(GoTrueView):
    """One endpoint, told apart by `grant_type` (query, or form body)."""

    def post(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("grant_type") or self._form_grant(request)
        if kind == "password":
            return self._password(request)
        if kind == "refresh_token":
            return self._refresh(request)
        if kind == "pkce":
            return self._pkce(request)
        if kind == "id_token":
            return self._id_token(request)
        if kind == "web3":
            raise AuthError(422, "web3_provider_disabled", "Web3 provider is disabled")
        raise AuthError(400, "invalid_credentials", "unsupported_grant_type")

    @staticmethod
    def _form_grant(request: HttpRequest) -> str | None:
        """A form is the only body that Django may parse here: a broken multipart one would raise."""
        form = request.content_type == "application/x-www-form-urlencoded"
        return request.POST.get("grant_type") if form else None

    def _password(self, request: HttpRequest) -> HttpResponse:
        body = read(request)
        address, password = body.text("email").lower(), body.text("password")
        provider = "email" if address else "phone"
        if bool(address) == bool(body.text("phone")):
            raise AuthError(
                400, "validation_failed", "Only an email address or phone number should be provided on login."
            )
        if provider == "phone" and not settings.GOTRUE_EXTERNAL_PHONE_ENABLED:
            raise AuthError(422, "phone_provider_disabled", "Phone logins are disabled")
        if provider == "email" and not settings.GOTRUE_EXTERNAL_EMAIL_ENABLED:
            raise AuthError(422, "email_provider_disabled", "Email logins are disabled")
        address = address or body.phone()
        limits.password(request, address)
        account = self.run(functions.find_account, address=address)
        if account and account["banned"]:
            raise AuthError(400, "user_banned", "User is banned")
        stored = account["hash"] if account else ""
        if not passwords.matches(password, stored) or account is None:
            raise _WRONG
        grant = self.run(
            functions.sign_in,
            person=account["id"],
            proved_hash=stored,
            better_hash=passwords.renewed(password, stored),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(provider=provider),
        )
        return answer({**tokens.session(grant), "weak_password": passwords.weakness(password)})

    def _refresh(self, request: HttpRequest) -> HttpResponse:
        presented = read(request).text("refresh_token")
        if len(presented) < 12:
            raise AuthError(400, "validation_failed", "Refresh token is not valid")
        limits.refresh(presented)
        if (token := carried.parsed(presented)) is not None:
            self._carry(token, presented)
        refreshed = self.run(
            functions.refresh,
            presented=presented,
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(),
        )
        return answer(tokens.session(refreshed["grant"]))

    def _id_token(self, request: HttpRequest) -> HttpResponse:
        """Sign in, or link to the account behind the bearer token, by what Google or Apple says of somebody."""
        body = read(request)
        limits.per_address("auth_token", request)
        linking = {"claims": self._linking()} if body.flag("link_identity") else {}
        grant = self.run(
            functions.link_identity if linking else functions.sign_in_by_identity,
            **linking,
            identity=identities.proved(body)._asdict(),
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(),
        )
        return answer(tokens.session(grant))

    def _linking(self) -> dict[str, Any]:
        claims = self.claims()
        if not settings.GOTRUE_SECURITY_MANUAL_LINKING_ENABLED:
            raise AuthError(404, "manual_linking_disabled", "Manual linking is disabled")
        return claims

    def _carry(self, token: carried.Carried, presented: str) -> None:
        """Take over a token of the GoTrue of before; a forged one stays unknown, and is refused as such."""
        key = self.run(functions.session_key, session=token.session_id)
        if key and token.genuine(key):
            self.run(functions.carry_token, session=token.session_id, presented=presented, counter=token.counter)

    def _pkce(self, request: HttpRequest) -> HttpResponse:
        body = read(request)
        code, verifier = body.text("auth_code"), body.text("code_verifier")
        if not code or not verifier:
            raise AuthError(
                400, "validation_failed", "invalid request: both auth code and code verifier should be non-empty"
            )
        limits.per_address("auth_token", request)
        digest = hashlib.sha256(verifier.encode()).digest()
        grant = self.run(
            functions.exchange_flow,
            code=code,
            proof=base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            plain_proof=verifier,
            fresh_token=tokens.fresh_refresh_token(),
            context=self.context(),
        )
        return answer(tokens.session(grant))
