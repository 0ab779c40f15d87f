"""Where a name stands, layer by layer: from the URL over view and declaration down to the SQL and its tests."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from topin.core.db import rooms

_SKIPPED = {"node_modules", "__pycache__", "migrations", "templates", "static"}


@dataclass(frozen=True)
class Place:
    """One line of one file, or a route."""

    layer: str
    at: str
    text: str


# The first that fits names the layer; the order is the way of a request, then what stands beside it.
_LAYERS = (
    ("view", re.compile(r"/views(/\w+)?\.py$|/views\.py$")),
    ("declaration", re.compile(r"/functions\.py$")),
    ("function", re.compile(r"/sql/functions/")),
    ("table", re.compile(r"/sql/(tables|prelude|adopt)\.sql$")),
    ("policy", re.compile(r"/sql/policies/")),
    ("trigger", re.compile(r"/sql/(triggers|views)/")),
    ("model", re.compile(r"/models\.py$")),
    ("admin", re.compile(r"/admin(/\w+)?\.py$|/core/admin/")),
    ("job", re.compile(r"/tasks\.py$|/core/jobs/")),
    ("test", re.compile(r"/tests/")),
)
_ORDER = ("route", *dict.fromkeys(name for name, _ in _LAYERS), "code", "docs")


def places(name: str) -> list[Place]:
    """Every place of the name (a whole word), in the order of the layers."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    found = [*_routes(word), *_lines(word)]
    return sorted(found, key=lambda place: _ORDER.index(place.layer))


def _lines(word: re.Pattern[str]) -> Iterator[Place]:
    for path in _files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if word.search(line):
                relative = path.relative_to(rooms.ROOT).as_posix()
                yield Place(_layer(relative), f"{relative}:{number}", line.strip()[:100])


def _files() -> Iterator[Path]:
    for folder in ("topin", *(room for room in rooms.ROOMS if "/" not in room), "docs"):
        for path in sorted((rooms.ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".sql", ".md") and not _SKIPPED & set(path.parts):
                yield path


def _layer(path: str) -> str:
    if path.startswith("docs/"):
        return "docs"
    if "/tests/" in path:  # also of rooms whose files all belong to one layer
        return "test"
    return next((name for name, pattern in _LAYERS if pattern.search(path)), "code")


def _routes(word: re.Pattern[str]) -> Iterator[Place]:
    for path, view in _views(get_resolver().url_patterns):
        actions: dict[str, str] = getattr(view, "actions", None) or {}
        for method, action in actions.items():
            if method != "head" and word.search(inspect.getsource(getattr(view.cls, action))):  # type: ignore[attr-defined]
                name = view.cls.__name__  # type: ignore[attr-defined]
                yield Place("route", f"{method.upper()} {path}", f"{name}.{action}")


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, path)
        elif pattern.callback is not None:
            yield path, pattern.callback
