"""The API's short way of a request finds what Django's resolver finds, and answers as Django's handler would."""

import io
import socket
import time
import uuid

import pytest
from django.http import Http404, HttpResponse, QueryDict
from django.urls import URLPattern, path, re_path, resolve

from topin.core.api import observe
from topin.core.api.front import Front
from topin.core.api.messages import Request, Response
from topin.core.api.routes import Routes
from topin.urls import API

SAMPLES = {"<uuid:": str(uuid.uuid4()), "<str:": "some-text", "<int:": "7", "<slug:": "thumb"}
ROUTES = Routes(API)


def environ(asked="/api/thing", method="GET", query="", body=b"", **headers):
    """A WSGI environment as a server gives it."""
    return {
        "REQUEST_METHOD": method, "PATH_INFO": asked, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), **headers,
    }  # fmt: skip


def filled(pattern: URLPattern) -> str:
    """A path that the pattern takes."""
    parts = str(pattern.pattern).split("/")
    values = [next((v for k, v in SAMPLES.items() if part.startswith(k)), part) for part in parts]
    return "/".join(values)


@pytest.mark.parametrize(
    "pattern", [one for one in API if not str(one.pattern).startswith("^")], ids=lambda one: str(one.pattern)
)
def test_each_path_finds_what_djangos_resolver_finds(pattern):
    asked = filled(pattern)
    expected = resolve(f"/api/{asked}")
    assert ROUTES.find(asked) == (expected.func, expected.kwargs, expected.route)


@pytest.mark.parametrize("asked", ["", "posts/", "posts//", "users", "nothing", "posts/not-a-uuid", "auth/sso/x"])
def test_what_no_pattern_takes_is_left_to_djangos_resolver(asked):
    found = ROUTES.find(asked)
    assert found is None or resolve(f"/api/{asked}").func is found[0]


def answer(view, **given):
    """(status, headers, body) of a front with that one view under /api/thing."""
    told = []
    front = Front(Routes([path("thing", view)]))
    body = b"".join(front(environ(**given), lambda status, headers: told.extend((status, dict(headers)))))
    return told[0], told[1], body


def test_a_view_that_fails_is_a_problem_without_a_trace_of_the_fault():
    def fails(request):
        raise RuntimeError("a secret detail")

    status, headers, body = answer(fails)
    assert status == "500 Internal Server Error"
    assert headers["Content-Type"] == "application/problem+json"
    assert b"secret" not in body
    assert b"internal_error" in body


def test_a_view_may_say_not_found_as_django_does():
    def missing(request):
        raise Http404

    status, headers, _ = answer(missing)
    assert status == "404 Not Found"
    assert headers["Content-Type"] == "application/problem+json"


def test_a_request_that_django_does_not_read_is_a_problem():
    status, headers, body = answer(lambda request: HttpResponse(request.GET), query="&".join("a" * 1100))
    assert (status, headers["Content-Type"]) == ("400 Bad Request", "application/problem+json")
    assert b"unreadable_request" in body


def test_a_method_that_a_client_makes_up_is_no_series_of_its_own():
    before = set(observe._children)
    for made_up in ("MADE", "UP"):
        answer(lambda request: HttpResponse(), method=made_up)
    assert {method for _, method, _ in set(observe._children) - before} <= {"other"}


def test_an_ordinary_django_response_passes():
    status, headers, body = answer(lambda request: HttpResponse(b"plain", content_type="text/plain"))
    assert (status, headers["Content-Type"], body) == ("200 OK", "text/plain", b"plain")
    assert headers["X-Request-ID"]


def test_a_response_takes_bytes_and_headers_as_they_are():
    response = Response(b"{}", 201, headers={"ETag": '"1.ab"'})
    response["Link"] = "<x>"
    assert (response.status_code, response.content, dict(response.items())) == (
        201, b"{}", {"Content-Type": "application/json", "ETag": '"1.ab"', "Link": "<x>"},
    )  # fmt: skip
    assert list(Response(status=204).items()) == []


def test_a_request_reads_its_media_type_and_body_when_asked():
    given = environ(method="post", body=b'{"a":1}', CONTENT_TYPE="application/json; charset=utf-8")
    request = Request(given)
    assert (request.method, request.content_type, request.content_params["charset"], request.body) == (
        "POST", "application/json", "utf-8", b'{"a":1}',
    )  # fmt: skip


@pytest.mark.parametrize("query", ["limit=20", "q=%C3%A9&limit=5", "q=" + "a" * 100, "a=1&a=2", "=&;=%00"])
def test_a_query_is_parsed_as_django_parses_it_and_cannot_be_changed(query):
    request, same = Request(environ(query=query)), Request(environ(query=query))
    assert request.GET == same.GET
    assert request.GET.urlencode() == QueryDict(query).urlencode()
    with pytest.raises(AttributeError):
        request.GET["limit"] = "7"


def test_a_path_beyond_ascii_is_read_as_utf8():
    seen = []
    view = lambda request, name: seen.append(name) or HttpResponse()  # noqa: E731 (a view in a line)
    front = Front(Routes([path("of/<str:name>", view)]))
    front(environ("/api/of/é".encode().decode("latin-1")), lambda status, headers: None)
    assert seen == ["é"]


def test_a_regular_expression_is_djangos_to_match():
    assert Routes([re_path(r"^x/.*$", lambda request: None)]).find("x/y") is None


def test_a_body_that_comes_after_its_refusal_costs_the_connection_nothing(api_url):
    """The answer waits for a short body; else the server would close under the client's next request."""
    host, port = api_url.removeprefix("http://").split(":")
    head = "POST /api/posts HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.settimeout(10)
        for _ in range(5):
            connection.sendall(head.format(host).encode())
            time.sleep(0.05)  # the request is refused long before its body is here
            connection.sendall(b"{}")
            answer = b""
            while b"authentication_required" not in answer:
                received = connection.recv(65536)
                assert received, "closed"
                answer += received
