"""Ties a path to a viewset's actions. A path works with and without a trailing slash (topin/wsgi.py)."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path

from .views import ApiViewSet


def route(pattern: str, viewset: type[ApiViewSet], **actions: str) -> URLPattern:
    """`route("posts/<uuid:post_id>", PostViewSet, get="retrieve", put="update")`; PATCH goes with PUT."""
    if "put" in actions:
        actions.setdefault("patch", actions["put"])
    return path(pattern, viewset.as_view({**actions}))


def by_first_part(patterns: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same paths, those of one first part behind one prefix: Django looks at every pattern until one fits."""
    flat: list[URLPattern | URLResolver] = []
    groups: dict[str, list[URLPattern]] = {}
    for pattern in patterns:
        first, slash, rest = str(pattern.pattern).partition("/")
        if slash and not first.startswith("^"):
            deeper = path(rest, pattern.callback, pattern.default_args, pattern.name)
            groups.setdefault(first, []).append(deeper)
        else:
            flat.append(pattern)
    return [*(path(f"{first}/", include(deeper)) for first, deeper in groups.items()), *flat]
