"""Errors of the accounts: GoTrue's two JSON shapes, chosen by the version that the client asks for."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse

from topin.core.db.errors import Refusal

VERSION = "2024-01-01"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class AuthError(Refusal):
    """A refusal with GoTrue's code; `extra` stands beside it in the body (weak_password)."""

    def __init__(
        self, status: int, code: str, detail: str, *, retry_after: int | None = None, **extra: Any
    ) -> None:
        super().__init__(status, code, detail, retry_after=retry_after)
        self.extra = extra


def rendered(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    """The error body: {code, message} for clients of 2024-01-01 and later, else {code, error_code, msg}."""
    status, code = refusal.status, refusal.code
    if refusal.field:  # a profile's rule at sign-up: the conflict is in the input, so GoTrue's clients expect 422
        status = 422
    extra = {**getattr(refusal, "extra", {}), **({"field": refusal.field} if refusal.field else {})}
    if _modern(request):
        response = JsonResponse({"code": code, "message": refusal.detail, **extra}, status=status)
        response["X-Supabase-Api-Version"] = VERSION
    else:
        body = {"code": status, "error_code": code, "msg": refusal.detail, **extra}
        if status >= 500:
            body["error_id"] = getattr(request, "request_id", "")
        response = JsonResponse(body, status=status)
    response["x-sb-error-code"] = code
    if refusal.retry_after is not None and status in (429, 503):
        response["Retry-After"] = str(refusal.retry_after)
    response.problem_code = code  # type: ignore[attr-defined]
    return response


def _modern(request: HttpRequest) -> bool:
    given = request.headers.get("X-Supabase-Api-Version", "")
    if not _DATE.fullmatch(given):
        return False
    try:
        return date.fromisoformat(given) >= date.fromisoformat(VERSION)
    except ValueError:
        return False
