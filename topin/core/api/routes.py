"""Ties a path to a viewset's actions. A path works with and without a trailing slash (topin/wsgi.py)."""

from django.urls import URLPattern, path

from .views import ApiViewSet


def route(pattern: str, viewset: type[ApiViewSet], **actions: str) -> URLPattern:
    """`route("posts/<uuid:post_id>", PostViewSet, get="retrieve", put="update")`; PATCH goes with PUT."""
    if "put" in actions:
        actions.setdefault("patch", actions["put"])
    return path(pattern, viewset.as_view({**actions}))
