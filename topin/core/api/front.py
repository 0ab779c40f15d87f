"""The short way of an API request: from the WSGI environment to a view and back, without Django's handler."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve

from .envelope import cors, envelope
from .messages import Environ, Request
from .problems import READS
from .routes import Routes, View

_STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


class Front:
    """A WSGI application over views, and the `respond` in the middle of it for a server that has a loop.

    Paths that `routes` does not know are Django's resolver's (and its 404).

    None of Django's request signals is sent: they look after connections and caches that the API does not have
    (topin.core.db.session looks after its own).
    """

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        guarded = cast("View", convert_exception_to_response(self._dispatch))  # type: ignore[arg-type]
        self.respond = envelope(cors(guarded))

    def read_on_loop(self, environ: Environ) -> Request | None:
        """The request, where it is a read that its view answers on an event loop (see `ApiViewSet.in_thread`)."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in READS or not path.startswith("/api/") or not path.isascii():
            return None
        found = self._routes.find(path[5:])
        if found is None or not getattr(found[0], "on_loop", False):
            return None
        request = Request(environ)
        request.found = found
        return request

    def is_slow(self, environ: Environ) -> bool:
        """Whether it is a write that others must not wait for (see `ApiViewSet.slow`)."""
        path = environ["PATH_INFO"]
        found = self._routes.find(path[5:].rstrip("/")) if path.startswith("/api/") and path.isascii() else None
        return found is not None and environ["REQUEST_METHOD"] in getattr(found[0], "slow", ())

    def __call__(self, environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        request = Request(environ)
        response = self.respond(request)
        if request.read_files:
            request.close()
        start_response(_STATUS[response.status_code], list(response.headers.items()))
        return cast("Iterable[bytes]", response) if response.streaming else (response.content,)

    def _dispatch(self, request: Request) -> HttpResponse:
        found = request.found
        if found is None and request.path_info.startswith("/api/"):
            found = self._routes.find(request.path_info[5:])
        if found is None:
            return _elsewhere(request)
        view, arguments, request.route = found
        return view(request, **arguments)


def _elsewhere(request: Request) -> HttpResponse:
    """Health, metrics, the documentation, regular expressions' views, and what no pattern knows (Http404)."""
    match = resolve(request.path_info)
    request.route = match.route
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
