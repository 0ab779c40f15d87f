"""Django's test client over the API's own chain: what `serve api` runs, in the process of the test."""

from typing import Any

from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.test.client import Client, ClientHandler

from topin.core.api.messages import Request
from topin.wsgi import api


class ApiHandler(ClientHandler):
    """Answers as the API does; Django's handler would go through the admin's sessions and static files."""

    def __call__(self, environ: dict[str, Any]) -> HttpResponse:
        request = Request(environ)
        response = api.respond(request)
        response.headers = ResponseHeaders(response.headers)  # named in any case, as over HTTP
        response.wsgi_request = request  # type: ignore[attr-defined] # Django's client asks it for its urlconf
        return response


class ApiClient(Client):
    """A client of the API in this process, so that a test may change settings."""

    def __init__(self) -> None:
        super().__init__()
        self.handler = ApiHandler()
