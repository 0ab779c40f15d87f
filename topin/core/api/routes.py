"""Ties a path to a viewset's actions. A path works with and without a trailing slash (topin/wsgi.py)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.urls.resolvers import RoutePattern

from .views import ApiViewSet

View = Callable[..., HttpResponse]


def route(pattern: str, viewset: type[ApiViewSet], **actions: str) -> URLPattern:
    """`route("posts/<uuid:post_id>", PostViewSet, get="retrieve", put="update")`; PATCH goes with PUT."""
    if "put" in actions:
        actions.setdefault("patch", actions["put"])
    return path(pattern, viewset.as_view({**actions}))


class Routes:
    """Finds a path's view among Django's own patterns, and looks only at those that could fit.

    Django's resolver tries every pattern in turn and describes the match at length, which costs more than the
    rest of a request. The patterns, their order and their converters are the same, and so is what they find, where
    no regular expression stands before a path that it overlaps.
    """

    def __init__(self, patterns: Iterable[URLPattern]) -> None:
        self._fitting: dict[tuple[int, str], list[tuple[URLPattern, str]]] = defaultdict(list)
        for pattern in patterns:
            text = str(pattern.pattern)
            if isinstance(pattern.pattern, RoutePattern) and "<path:" not in text:
                self._fitting[text.count("/"), text.partition("/")[0]].append((pattern, f"api/{text}"))

    def find(self, asked: str) -> tuple[View, dict[str, Any], str] | None:
        """The view of a path (without its leading "/api/"), its arguments and its pattern in full.

        None for a path that is unknown here: Django's resolver then has the word (regular expressions, 404).
        """
        for pattern, name in self._fitting.get((asked.count("/"), asked.partition("/")[0]), ()):
            match = pattern.pattern.match(asked)
            if match is not None:
                return pattern.callback, match[2], name
        return None
