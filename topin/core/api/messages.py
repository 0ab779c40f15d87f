"""The API's requests and responses: Django's own, which work out only what a view asks for.

Django's constructors parse and check what the API never looks at, or has checked already; on the request path they
cost more than the view (docs/decisions/0019-the-short-way-of-a-request.md). What a view sees is Django's.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache
from http.cookies import SimpleCookie
from typing import Any

from django.core.handlers.wsgi import LimitedStream, WSGIRequest, get_path_info, get_script_name
from django.http import HttpResponse, QueryDict

Environ = dict[str, Any]
CAME = "topin.came"  # in the environment: when the request was there as a whole, by time.perf_counter

_SHORT = 64  # of the short query strings, most are those of all clients: "limit=20"


class Request(WSGIRequest):
    """A request that reads its media type and its stream when they are asked for.

    `request_id`, `route` and `viewer` (the user's id, or None) are known to the log as soon as they are set.
    """

    route: str | None = None
    found: tuple[Callable[..., HttpResponse], dict[str, Any], str] | None = (
        None  # the view, where it was looked up already
    )
    viewer: str | None = None
    request_id = ""
    resolver_match = None
    _read_started = False
    _encoding = None

    def __init__(self, environ: Environ) -> None:
        path = environ["PATH_INFO"]
        if environ.get("SCRIPT_NAME") or not path.isascii():
            path = environ["PATH_INFO"] = get_path_info(environ) or "/"
        self.environ = self.META = environ
        self.path_info = path
        self.path = f"{get_script_name(environ).rstrip('/')}{path}" if environ.get("SCRIPT_NAME") else path
        self.method = environ["REQUEST_METHOD"].upper()

    @cached_property
    def GET(self) -> QueryDict:  # type: ignore[override]
        raw = self.environ.get("QUERY_STRING", "")
        return _parsed(raw) if len(raw) < _SHORT else QueryDict(raw.encode("latin-1"))

    @property
    def read_files(self) -> bool:
        """Whether a view read an upload, so that there are files to close."""
        return "_files" in self.__dict__

    @cached_property
    def _stream(self) -> LimitedStream:  # type: ignore[override]
        length = self.META.get("CONTENT_LENGTH") or "0"
        return LimitedStream(self.environ["wsgi.input"], int(length) if length.isdigit() else 0)

    @cached_property
    def content_type(self) -> str:  # type: ignore[override]
        self._set_content_type_params(self.META)  # type: ignore[attr-defined]
        return str(self.__dict__["content_type"])

    @cached_property
    def content_params(self) -> dict[str, str]:  # type: ignore[override]
        self._set_content_type_params(self.META)  # type: ignore[attr-defined]
        found: dict[str, str] = self.__dict__["content_params"]
        return found


@lru_cache(1024)
def _parsed(raw: str) -> QueryDict:
    """A query string's parameters; what is shared between requests cannot be changed."""
    return QueryDict(raw.encode("latin-1"))


class Response(HttpResponse):
    """A response whose bytes and headers are our own, and so are taken as they are.

    No value that a client chose may stand in a header unless it was checked or quoted: nothing here looks at it.
    """

    _charset = _handler_class = _reason_phrase = None
    closed = False

    def __init__(
        self,
        content: bytes = b"",
        status: int = 200,
        content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        self.status_code = status
        self._container = [content]
        self._resource_closers: list[Any] = []
        own = {"Content-Type": content_type} if content else {}
        self.headers = {**own, **headers} if headers else own  # type: ignore[assignment]

    def __setitem__(self, header: str, value: str) -> None:  # type: ignore[override]
        self.headers[header] = value

    @cached_property
    def cookies(self) -> SimpleCookie:  # type: ignore[override]
        return SimpleCookie()
