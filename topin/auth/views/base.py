"""The base of all views of /api/auth: GoTrue's errors, its bearer check, its limits; SQL as topin_auth."""

import json
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from topin.auth import context, functions, limits
from topin.auth.errors import AuthError, rendered
from topin.core.api import tokens
from topin.core.db import session
from topin.core.db.errors import FAULTS, DatabaseError, Refusal, refusal_from
from topin.core.db.function import SqlFunction
from topin.core.db.session import Caller
from topin.core.jobs import outbox

log = structlog.get_logger(__name__)
_SERVICE = Caller(None)
_LONGEST = 16 * 1024  # longer is no token of ours, and not worth a look


@method_decorator(csrf_exempt, name="dispatch")  # no cookie opens anything here
class GoTrueView(View):
    """Base of every endpoint. `limited` names the bucket of a method, in lower case."""

    limited: ClassVar[dict[str, str]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method = (request.method or "").lower()
        handler: Callable[..., HttpResponse] | None = getattr(self, method, None)
        if handler is None or method not in self.http_method_names:
            return HttpResponse(status=405)
        try:
            if method in self.limited:
                limits.per_address(self.limited[method], request)
            return handler(request, *args, **kwargs)
        except Refusal as refusal:
            return rendered(request, refusal)
        except DatabaseError as error:
            return self._failed(request, _refusal_of(error))
        except Exception:
            log.exception("auth.failed", path=request.path_info, request_id=getattr(request, "request_id", ""))
            return self._failed(request, None)

    def run(self, function: SqlFunction, /, **given: Any) -> Any:
        """Call a door; a refusal that it returned (so that its trace is kept) is raised here."""
        answer = session.call(function, caller=_SERVICE, **given)
        if function.returns == "jsonb" and isinstance(answer, str | bytes):
            answer = json.loads(answer)
        if function.name in functions.MAILING:
            outbox.wake()
        if isinstance(answer, dict) and "refusal" in answer:
            raise AuthError(**answer["refusal"])
        return answer

    def context(self, **extra: Any) -> dict[str, Any]:
        """What SQL is told of this request."""
        return context.of(self.request, **extra)

    def claims(self) -> dict[str, Any]:
        """The claims of the bearer token; 401 no_authorization, 403 or 400 bad_jwt."""
        claims = self.bearer()
        if not claims.get("sub"):
            raise AuthError(403, "bad_jwt", "invalid claim: missing sub claim")
        try:
            uuid.UUID(claims["sub"])
            uuid.UUID(claims.get("session_id") or claims["sub"])
        except (ValueError, TypeError, AttributeError):
            raise AuthError(400, "bad_jwt", "invalid claim: sub claim must be a UUID") from None
        self.request.viewer = claims["sub"]  # type: ignore[attr-defined]
        return claims

    def bearer(self) -> dict[str, Any]:
        """The claims of any token that verifies, whoever it is for."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token")
        try:
            claims = tokens.decode(token.strip()) if len(token) <= _LONGEST else {}
            if not isinstance(claims.get("exp"), int | float):
                raise tokens.BadToken
        except tokens.BadToken:
            raise AuthError(
                403, "bad_jwt", "invalid JWT: unable to parse or verify signature, or the token has expired"
            ) from None
        return claims

    def _failed(self, request: HttpRequest, refusal: Refusal | None) -> HttpResponse:
        """A fault of ours: 5xx, which clients try again; never a 4xx, which would sign them out."""
        if refusal is None:
            log.exception("auth.failed", path=request.path_info, request_id=getattr(request, "request_id", ""))
            refusal = AuthError(
                500, "unexpected_failure", "Unexpected failure, please check server logs for more information"
            )
        elif refusal.code in FAULTS:
            refusal = _in_its_words(refusal)
        return rendered(request, refusal)


def _in_its_words(refusal: Refusal) -> Refusal:
    """What the database itself refused, in GoTrue's codes: busy or away, two at once, a value it cannot take."""
    if refusal.status >= 500:
        return AuthError(refusal.status, "unexpected_failure", refusal.detail, retry_after=refusal.retry_after)
    if refusal.status == 409:
        return AuthError(409, "conflict", refusal.detail)
    return AuthError(400, "validation_failed", refusal.detail)


def _refusal_of(error: DatabaseError) -> Refusal | None:
    """What SQL refused. A right that our own login lacks is a fault of ours: as a 403 it would sign phones out."""
    return None if error.sqlstate == "42501" else refusal_from(error)


def answer(value: Any, status: int = 200) -> JsonResponse:
    """A JSON answer, which no cache keeps: it may hold tokens."""
    response = JsonResponse(value, status=status, safe=False)
    response["Cache-Control"] = "no-store"
    return response


def missing(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """An unknown path: GoTrue's own answer is plain text."""
    return HttpResponse("404 page not found\n", status=404, content_type="text/plain; charset=utf-8")
