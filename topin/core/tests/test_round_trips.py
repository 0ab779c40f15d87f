"""Every read of the API asks the database once: one round trip, whatever its answer is made of."""

import asyncio
import io
import json
import socket
import sys

import httpx
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from topin.core import waiting
from topin.core.api.views import ApiViewSet
from topin.core.db import lanes, pipeline
from topin.core.db.session import Session
from topin.core.storage import signed
from topin.wsgi import api, application

# What a route needs in its query; a path parameter takes its value from `samples`.
QUERIES = {
    "api/users": "ids={user_id}",
    "api/media/links": "forms={media_id}/thumb",
    "api/search/users": "q=al",
    "api/search/mentions": "q=al",
    "api/search/posts": "q=al",
}

# Reads that a post's author alone may do.
OWN = {"api/analytics/posts/<uuid:post_id>"}


def reads(patterns, prefix=""):
    """The route of every GET that ApiViewSet serves."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from reads(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and "get" in actions_of(pattern):
            yield route


def actions_of(pattern: URLPattern) -> dict[str, str]:
    """Method -> action of a path that one of our view sets serves; nothing for the others."""
    ours = issubclass(getattr(pattern.callback, "cls", object), ApiViewSet)
    return dict(pattern.callback.actions) if ours else {}


# A file behind an address that is permission enough: the database is not asked at all.
ASKS_NOBODY = {"api/exports/<str:word>"}
# Reads of files, or that sign addresses of them: see ApiViewSet.in_thread.
IN_THREAD = {"api/media/files/<str:word>", "api/media/<uuid:media_id>/<slug:variant>", "api/media/links"}
ROUTES = sorted({*reads(get_resolver().url_patterns)} - ASKS_NOBODY)


@pytest.fixture(scope="module")
def samples():
    """A viewer, and what each path parameter may be: a followed person's, a post of theirs and a comment."""
    from topin.core.testing.people import make_person

    viewer, author = make_person(), make_person()
    ask(viewer, "POST", f"api/social/follow/{author.id}")
    post = ask(author, "POST", "api/posts", body={"type": "text", "content": "Hello @" + viewer.handle})
    post_id = json.loads(post[1])["id"]
    comment = ask(viewer, "POST", f"api/engagement/comment/{post_id}", body={"content": "Well"})
    medium = upload(viewer)
    form = {"media": medium, "variant": "thumb", "user": viewer.id, "session": viewer.session_id}
    own = ask(viewer, "POST", "api/posts", body={"type": "text", "content": "Seen"})
    return viewer, {
        "uuid:media_id": medium,
        "slug:variant": "thumb",
        "str:word": signed.sign("file", form, 60),
        "uuid:user_id": author.id,
        "str:who": author.id,
        "str:handle": author.handle,
        "uuid:post_id": post_id,
        "uuid:content_id": post_id,
        "uuid:comment_id": json.loads(comment[1])["id"],
        "own": json.loads(own[1])["id"],
    }


def upload(who):
    """The id of a picture of theirs."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    form = httpx.Request("POST", "http://localhost", files={"file": ("x", file.getvalue())})
    status, made = ask(who, "POST", "api/media", body=form.read(), kind=form.headers["content-type"])
    assert status == 201, made
    return json.loads(made)["id"]


def ask(who, method, path, query="", body=None, kind="application/json"):
    """(status, body) of the product's own WSGI application, in this process; `body` bytes, or what JSON says."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
    answered = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": f"/{path}", "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(content)), "wsgi.input": io.BytesIO(content),
        "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "HTTP_AUTHORIZATION": f"Bearer {who.token}",
    }  # fmt: skip
    parts = application(environ, lambda status, headers: answered.append(int(status.split()[0])))
    return answered[0], b"".join(parts)


@pytest.fixture
def trips(monkeypatch):
    """Counts the round trips to the database."""
    counted = []
    piped, executed = pipeline._results, Session.execute
    monkeypatch.setattr(pipeline, "_results", lambda *args: counted.append(1) or piped(*args))
    monkeypatch.setattr(Session, "execute", lambda *args: counted.append(1) or executed(*args))
    return counted


@pytest.mark.parametrize("route", ROUTES)
def test_a_read_is_one_round_trip(samples, trips, route):
    status, content = ask(samples[0], "GET", *address(samples, route))
    assert status in (200, 302, 304), content
    assert len(trips) == 1


def address(samples, route):
    """A path and query of the route that the viewer may read."""
    _, values = samples
    path = route.replace("<uuid:post_id>", values["own"]) if route in OWN else route
    query = QUERIES.get(route, "").format(user_id=values["uuid:user_id"], media_id=values["uuid:media_id"])
    for name, value in values.items():
        path = path.replace(f"<{name}>", value)
    return path, query


def blocks(name):
    """Stands in for what would hold up every other request of the process."""

    def refuse(*args, **options):
        assert not waiting.on_loop(), f"{name} on the event loop: see ApiViewSet.in_thread"
        return originals[name](*args, **options)

    return refuse


originals = {name: getattr(socket.socket, name) for name in ("connect", "sendall", "recv", "recv_into")}


@pytest.mark.parametrize("route", ROUTES)
def test_a_read_on_the_loop_asks_once_and_blocks_on_nothing(samples, monkeypatch, route):
    path, query = address(samples, route)
    request = api.read_on_loop(
        {"REQUEST_METHOD": "GET", "PATH_INFO": f"/{path}", "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1",
         "HTTP_AUTHORIZATION": f"Bearer {samples[0].token}"}
    )  # fmt: skip
    if request is None:
        assert route in IN_THREAD
        return
    asked, ask_lane = [], lanes.Lane.ask
    monkeypatch.setattr(lanes.Lane, "ask", lambda *args: asked.append(1) or ask_lane(*args))
    for name in originals:
        monkeypatch.setattr(socket.socket, name, blocks(name))
    response = asyncio.run(waiting.run(api.respond, request))
    assert response.status_code == 200, response.content
    assert len(asked) == 1


def test_a_write_without_a_key_is_one_round_trip(samples, trips):
    viewer, values = samples
    assert ask(viewer, "DELETE", f"api/social/follow/{values['uuid:user_id']}")[0] == 204
    assert len(trips) == 1


def test_there_are_reads_to_count():
    assert len(ROUTES) > 15
