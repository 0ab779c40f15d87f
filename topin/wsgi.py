"""HTTP: two chains over one URLconf. The admin has Django's whole chain, the API only what it needs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
django.setup(set_prefix=False)

from topin.core.api.observe import configure_logs  # noqa: E402 (needs the settings)

configure_logs()
Environ = dict[str, Any]
_WITH_SESSION = ("/admin", "/static")


class Handler(WSGIHandler):
    """Django's handler with a chain of its own."""

    def __init__(self, middleware: list[str]) -> None:
        self._chain = middleware
        super().__init__()

    def load_middleware(self, is_async: bool = False) -> None:
        original = settings.MIDDLEWARE
        settings.MIDDLEWARE = self._chain
        try:
            super().load_middleware(is_async)
        finally:
            settings.MIDDLEWARE = original


class ApiHandler(Handler):
    """Without Django's request signals: they look after connections and caches that the API does not have.

    (topin.core.db.session looks after its own connections.) Both signals together cost as much as the token.
    """

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:  # type: ignore[override]
        request = self.request_class(environ)
        response: HttpResponse = self.get_response(request)  # type: ignore[assignment]
        request.close()
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]


_api, _pages = ApiHandler(settings.API_MIDDLEWARE), Handler(settings.MIDDLEWARE)
get_resolver().url_patterns  # noqa: B018 (loads every room's views now, not at the first request)


def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The WSGI application. A trailing slash under /api means nothing and is dropped, never redirected."""
    path = environ["PATH_INFO"]
    if path.startswith(_WITH_SESSION):
        return _pages(environ, start_response)
    if path.endswith("/") and len(path) > 1:
        environ["PATH_INFO"] = path.rstrip("/") or "/"
    return _api(environ, start_response)
