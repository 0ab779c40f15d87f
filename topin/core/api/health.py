"""For whoever watches over the processes: `/healthz` (lives), `/readyz` (can do its work), `/metrics`."""

import hmac
import logging
from collections.abc import Callable

import psycopg
import redis
from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from topin.core.api.observe import exposition
from topin.core.api.problems import NOT_FOUND, only_read, problem
from topin.core.db.checks import schema_stands

_log = logging.getLogger(__name__)
_redis = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) if settings.REDIS_URL else None


@never_cache
@only_read
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all; asks nobody else (a restart would not help)."""
    return JsonResponse({"status": "ok"})


@never_cache
@only_read
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every dependency answers, else 503; the body says which do."""
    checks = {"database": _holds(schema_stands), "redis": _holds(_redis_answers)}
    ready = all(checks.values())
    body = {"status": "ready" if ready else "not_ready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


@never_cache
@only_read
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics in Prometheus' text form, for this machine and for who shows METRICS_TOKEN; else 404."""
    if not _may_read_metrics(request):
        return problem(NOT_FOUND)
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read_metrics(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        return True
    # A proxy on this machine speaks for the world.
    return request.META["REMOTE_ADDR"] in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers


def _redis_answers() -> bool:
    return _redis is not None and bool(_redis.ping())


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (psycopg.Error, DatabaseError, redis.RedisError) as error:
        _log.warning("not ready: %s", type(error).__name__)
        return False
