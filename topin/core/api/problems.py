"""The one error renderer: RFC 9457 problem+json (docs/decisions/0007-refusals.md)."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from topin.core.db.errors import Refusal

from .messages import Response

CONTENT_TYPE = "application/problem+json"
INTERNAL = Refusal(500, "internal_error", "Something went wrong on our side. The request id helps us find it.")
READS = ("GET", "HEAD")
NOT_FOUND = Refusal(404, "not_found", "Not found.")
UNREADABLE = Refusal(400, "unreadable_request", "The request cannot be read.")


def problem(refusal: Refusal) -> Response:
    """The answer that tells of a refusal: type, title, status, detail, code, errors per field, what is current."""
    body: dict[str, object] = {
        "type": f"/api/docs/errors#{refusal.code}",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    if refusal.errors:
        body["errors"] = refusal.errors
    if refusal.current is not None:
        body["current"] = refusal.current
    response = Response(json.dumps(body).encode(), refusal.status, CONTENT_TYPE, refusal.headers)
    if refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def wrong_method(allowed: Iterable[str]) -> Refusal:
    """The refusal of a method that a path does not take; `allowed`: those that it does."""
    names = ", ".join(sorted(allowed))
    return Refusal(405, "method_not_allowed", f"Use {names}.", headers={"Allow": names})


def only_read(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that takes GET and HEAD alone; any other method is refused as everywhere (405 method_not_allowed)."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS:
            return problem(wrong_method(READS))
        return view(request, *args, **kwargs)

    return read


def is_api(request: HttpRequest) -> bool:
    """Whether the request is an app's, so that errors are JSON, or a person's in the admin."""
    return not request.path_info.startswith("/admin")
