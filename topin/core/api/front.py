"""The short way of an API request: from the WSGI environment to a view and back, without Django's handler."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import cast

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve

from .envelope import cors, envelope
from .messages import Environ, Request
from .routes import Routes, View

_SHORT = 64 * 1024
_STATUS = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


class Front:
    """A WSGI application over views. Paths that `routes` does not know are Django's resolver's (and its 404).

    None of Django's request signals is sent: they look after connections and caches that the API does not have
    (topin.core.db.session looks after its own).
    """

    def __init__(self, routes: Routes) -> None:
        self._routes = routes
        guarded = cast("View", convert_exception_to_response(self._dispatch))  # type: ignore[arg-type]
        self._respond = envelope(cors(guarded))

    def __call__(self, environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        request = Request(environ)
        response = self._respond(request)
        if request.read_files:
            request.close()
        _take_in(request)
        start_response(_STATUS[response.status_code], list(response.headers.items()))
        return cast("Iterable[bytes]", response) if response.streaming else (response.content,)

    def _dispatch(self, request: Request) -> HttpResponse:
        found = self._routes.find(request.path_info[5:]) if request.path_info.startswith("/api/") else None
        if found is None:
            return _elsewhere(request)
        view, arguments, request.route = found
        return view(request, **arguments)


def _take_in(request: Request) -> None:
    """Read a short body that no view read (the request was refused before).

    An answer that comes before its request's body makes the server close the connection, on which the client may
    have sent its next request already.
    """
    length = request.META.get("CONTENT_LENGTH")
    if length and not request._read_started and length.isdigit() and int(length) <= _SHORT:
        with suppress(OSError):  # the client is gone
            request.META["wsgi.input"].read(int(length))


def _elsewhere(request: Request) -> HttpResponse:
    """Health, metrics, the documentation, and what no pattern knows (Http404)."""
    match = resolve(request.path_info)
    request.route = match.route
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
