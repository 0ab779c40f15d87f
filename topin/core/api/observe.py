"""Structured logs and metrics: one JSON line and one observation a request, never a secret or a message."""

import logging
import sys
from datetime import UTC, datetime
from functools import cache
from typing import Any

import orjson
import structlog
from django.conf import settings
from prometheus_client import CollectorRegistry, Histogram, generate_latest, multiprocess, values

from topin.core.jobs.metrics import registry as operations

REQUESTS = Histogram(
    "topin_http_request_seconds",
    "Duration of HTTP requests, by route, method and status.",
    ["route", "method", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_children: dict[tuple[str, str, int], Histogram] = {}

# Locals stay out of tracebacks: they hold tokens, addresses and messages.
_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
_COMMON: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


# Requests have a line of their own, and jobs a row in the database.
_SAID_ELSEWHERE = (
    "httpx", "httpcore", "daphne", "celery.beat", "celery.worker.strategy", "celery.app.trace",
)  # fmt: skip


def configure_logs() -> None:
    """JSON lines on standard output, for every process, from structlog and from libraries alike."""
    structlog.configure(
        processors=[*_COMMON, _TRACEBACKS, structlog.processors.JSONRenderer(serializer=orjson.dumps)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.LOG_LEVEL]),
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_COMMON, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _TRACEBACKS,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(settings.LOG_LEVEL)
    logging.captureWarnings(True)
    for name in _SAID_ELSEWHERE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # 4xx have the request's line


def observe(route: str, method: str, status: int, seconds: float) -> None:
    """Count one request; `route` is its pattern, never its path; each series is kept, so clients make none up."""
    key = route, method if method in _METHODS else "other", status
    child = _children.get(key)
    if child is None:
        child = _children[key] = REQUESTS.labels(*key)
    child.observe(seconds)


def log(line: dict[str, Any]) -> None:
    """Write a request's line as structlog would, without its chain of processors: it costs as much as the view."""
    written = _requests_log()
    if written is not None:
        stamped = {**line, "event": "request", "level": "info", "timestamp": datetime.now(UTC)}
        written.msg(orjson.dumps(stamped, option=orjson.OPT_UTC_Z))


@cache
def _requests_log() -> structlog.BytesLogger | None:
    wanted = logging.getLevelNamesMapping()[settings.LOG_LEVEL] <= logging.INFO
    return structlog.BytesLogger(sys.stdout.buffer) if wanted else None


def exposition() -> bytes:
    """All metrics as Prometheus reads them, over all worker processes of this server."""
    if values.ValueClass.__name__ == "MmapedValue":
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return bytes(generate_latest(registry) + generate_latest(operations))
    return bytes(generate_latest() + generate_latest(operations))
