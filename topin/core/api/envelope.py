"""The outermost layer of every API request: its id, its log line, its metric; and no error in any other shape."""

import os
import re
import time
from collections.abc import Callable

import structlog
from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest, HttpResponse

from .observe import REQUESTS, log
from .problems import INTERNAL, problem

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{8,128}")
Handler = Callable[[HttpRequest], HttpResponse]


def envelope(get_response: Handler) -> Handler:
    """Middleware: X-Request-ID (echoed if well formed), one log line, one metric."""

    def handle(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.request_id = _request_id(request)  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        response["X-Content-Type-Options"] = "nosniff"
        _record(request, response, time.perf_counter() - started)
        return response

    return handle


def cors(get_response: Handler) -> Handler:
    """Middleware: CORS headers for browsers of the allowed origins; an app sends no Origin and needs none."""
    for_browsers = CorsMiddleware(get_response)

    def handle(request: HttpRequest) -> HttpResponse:
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


def _record(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    route = match.route if match else "unmatched"
    REQUESTS.labels(route, request.method, response.status_code).observe(seconds)
    log.info(
        "request",
        request_id=request.request_id,  # type: ignore[attr-defined]
        method=request.method,
        route=route,
        status=response.status_code,
        ms=round(seconds * 1000, 2),
        user=getattr(request, "viewer", None),
        code=getattr(response, "problem_code", None),
    )
