"""The outermost layer of every API request: its id, its log line, its metric; and no error in any other shape."""

import os
import re
import time
from collections.abc import Callable

import structlog
from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest, HttpResponse

from .messages import CAME, Request
from .observe import log, observe
from .problems import INTERNAL, problem

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{8,128}")
Handler = Callable[[Request], HttpResponse]


def envelope(get_response: Handler) -> Handler:
    """Around all else: X-Request-ID (echoed if well formed), one log line, one metric.

    Its time begins when it was there to be answered: what it waited for a thread is the client's to wait, too.
    """

    def handle(request: Request) -> HttpResponse:
        started = request.META.get(CAME) or time.perf_counter()
        request.request_id = _request_id(request)
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        response["X-Content-Type-Options"] = "nosniff"
        _record(request, response, time.perf_counter() - started)
        return response

    return handle


def cors(get_response: Handler) -> Handler:
    """Around the views: CORS headers for browsers of the allowed origins; an app sends no Origin, needs none."""
    for_browsers = CorsMiddleware(get_response)  # type: ignore[arg-type]

    def handle(request: Request) -> HttpResponse:
        return for_browsers(request) if "HTTP_ORIGIN" in request.META else get_response(request)  # type: ignore[return-value]

    return handle


def internal_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: the fault is logged with its traceback, the caller gets only the request id."""
    structlog.get_logger("topin.error").exception(
        "request.failed", request_id=getattr(request, "request_id", None), path=request.path_info
    )
    return problem(INTERNAL)


def _request_id(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if given and _REQUEST_ID.fullmatch(given) else os.urandom(16).hex()


def _record(request: Request | HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The admin's requests are Django's own: their route is what Django matched, and nobody of the app asks."""
    match = None if isinstance(request, Request) else request.resolver_match
    route = request.route if isinstance(request, Request) else match and match.route
    observe(route or "unmatched", request.method or "", response.status_code, seconds)
    log(
        {
            "request_id": response["X-Request-ID"],
            "method": request.method,
            "route": route or "unmatched",
            "status": response.status_code,
            "ms": round(seconds * 1000, 2),
            "user": getattr(request, "viewer", None),
            "code": getattr(response, "problem_code", None),
        }
    )
