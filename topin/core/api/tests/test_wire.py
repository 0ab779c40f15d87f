"""HTTP as bytes on a socket: what is no HTTP is a problem, and nobody holds a connection for nothing."""

import asyncio
import json
import socket
import threading
import time
from contextlib import ExitStack

import pytest
import uvicorn

from topin.core.api import gate, wire
from topin.core.db.errors import Refusal


@pytest.fixture
def connected(api_url):
    """`connected(bytes)` sends to the running API and gives the whole answer until it closes."""

    def ask(*parts, pause=0.0):
        host, port = api_url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as line:
            for part in parts:
                line.sendall(part)
                time.sleep(pause)
            return b"".join(iter(lambda: line.recv(65536), b""))

    return ask


def problem(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    return int(head.split()[1]), json.loads(body)["code"]


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01 hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_http_is_a_problem(connected, sent):
    assert problem(connected(sent)) == (400, "unreadable_request")


def test_an_endless_head_is_refused(connected):
    begun = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Padding: "
    # To the byte: what the server has not read when it closes resets the connection, and takes the answer along.
    assert problem(connected(begun, b"x" * (wire.HEAD_BYTES + 1 - len(begun)))) == (431, "head_too_large")


def test_requests_that_come_at_once_are_answered_in_order(connected):
    one = b"GET /api/posts/%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
    ids = [b"0198f6f6-0000-7000-8000-00000000000%d" % n for n in range(4)]
    ends = [b"X-Request-ID: request-%d\r\n" % n for n in range(3)] + [
        b"X-Request-ID: request-3\r\nConnection: close\r\n"
    ]
    answer = connected(b"".join(one % both for both in zip(ids, ends, strict=True)))
    assert answer.count(b"HTTP/1.1 404") == 4
    places = [answer.index(b"request-%d" % n) for n in range(4)]
    assert places == sorted(places)


def test_a_body_may_come_in_drops(connected):
    body = b'{"email": "nobody@example.com", "password": "x"}'
    head = b"POST /api/auth/token?grant_type=password HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    head += b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = connected(head, *(body[at : at + 7] for at in range(0, len(body), 7)), pause=0.01)
    assert b"invalid_credentials" in answer


CHUNKED = (
    b"Host: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
)


def chunks(body: bytes, size: int) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_a_body_in_chunks_counts_as_one_with_a_length(connected, api, person):
    writer = person()
    head = b"POST /api/posts HTTP/1.1\r\nAuthorization: Bearer %b\r\n%b\r\n" % (writer.token.encode(), CHUNKED)
    body = json.dumps({"type": "text", "content": "In pieces"}).encode()
    assert connected(head + chunks(body, 7)).startswith(b"HTTP/1.1 201 ")
    (post,) = api.get(f"/api/posts/user/{writer.id}", as_=writer).json()["results"]
    assert post["content"] == "In pieces"


def test_a_long_body_in_chunks_needs_a_length_and_changes_nothing(connected, api, person):
    writer = person()
    head = b"POST /api/posts HTTP/1.1\r\nAuthorization: Bearer %b\r\n%b\r\n" % (writer.token.encode(), CHUNKED)
    body = json.dumps({"type": "text", "content": "x" * 70_000}).encode()
    assert problem(connected(head + chunks(body, 5000))) == (411, "length_required")
    assert api.get(f"/api/posts/user/{writer.id}", as_=writer).json()["results"] == []


def test_slow_uploads_hold_up_nobody_else(api_url, api, person):
    sender, writer = person(), person()
    host, port = api_url.removeprefix("http://").split(":")
    head = f"POST /api/media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {sender.token}\r\n"
    head += "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000\r\n\r\n--x\r\n"
    with ExitStack() as slow:
        for _ in range(12):  # three times the threads of the two processes
            slow.enter_context(socket.create_connection((host, int(port)))).sendall(head.encode())
        time.sleep(0.3)  # each is in a thread by then
        for n in range(4):
            assert api.post("/api/posts", json={"type": "text", "content": str(n)}, as_=writer).status_code == 201


def test_a_body_that_stops_coming_is_given_up(monkeypatch):
    monkeypatch.setattr(gate, "_STALLED_SECONDS", 0.05)

    async def stalled():
        await asyncio.sleep(60)

    with pytest.raises(Refusal) as refused:
        asyncio.run(gate._whole(stalled))
    assert (refused.value.status, refused.value.code) == (408, "body_too_slow")


def test_who_leaves_in_the_middle_of_a_body_changes_nothing(api_url, api, person):
    writer = person()
    host, port = api_url.removeprefix("http://").split(":")
    head = f"POST /api/posts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {writer.token}\r\n"
    body = json.dumps({"type": "text", "content": "half"}).encode()
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            f"{head}Content-Type: application/json\r\nContent-Length: {len(body) + 9}\r\n\r\n".encode() + body
        )
    assert api.get(f"/api/posts/user/{writer.id}", as_=writer).json()["results"] == []


def test_a_header_with_an_underscore_does_not_pass_for_another(api):
    answered = api.get("/api/users/me", headers={"X_Request_ID": "forged-request-id"})
    assert answered.headers["x-request-id"] != "forged-request-id"


def test_head_answers_as_get_without_a_body(api, person):
    someone = person()
    got, headed = (api.request(method, f"/api/users/{someone.id}") for method in ("GET", "HEAD"))
    assert headed.status_code == got.status_code == 200
    assert headed.content == b""
    assert headed.headers["content-length"] == str(len(got.content))
    assert headed.headers["etag"] == got.headers["etag"]


def test_answers_without_a_body_keep_their_place_among_others(connected, person):
    someone = person()
    one = b"%s /api/users/%s HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: request-%d\r\n%s\r\n"
    asked = [(b"HEAD", b""), (b"OPTIONS", b""), (b"GET", b"Connection: close\r\n")]
    sent = [one % (method, str(someone.id).encode(), number, more) for number, (method, more) in enumerate(asked)]
    answer = connected(b"".join(sent))
    places = [answer.index(b"request-%d" % number) for number in range(3)]
    assert places == sorted(places)
    assert answer.count(b"HTTP/1.1 ") == 3
    assert answer.count(someone.handle.encode()) == 1


def test_a_client_that_asks_first_is_told_to_go_on(connected):
    head = b"POST /api/auth/token?grant_type=password HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    head += b"Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    answer = connected(head, b"{}", pause=0.1)
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 ")


class Sent:
    """A transport that keeps what it is given to send."""

    def __init__(self):
        self.packets = []

    def write(self, data):
        self.packets.append(data)

    def is_closing(self):
        return False


def test_a_head_and_its_body_are_one_packet():
    line, ended = Sent(), []
    way = wire.Joined(line, lambda: ended.append(True))
    for part in (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"one", b"two"):
        way.write(part)
    way.ended()
    assert line.packets == [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\none", b"two"]
    assert ended == [True]


def test_a_head_alone_is_sent_at_its_end():
    line = Sent()
    way = wire.Joined(line, lambda: None)
    way.write(b"HTTP/1.1 204 No Content\r\n\r\n")
    way.ended()
    assert line.packets == [b"HTTP/1.1 204 No Content\r\n\r\n"]


@pytest.mark.parametrize("sent", [b"", b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow"])
def test_a_head_that_does_not_come_is_not_waited_for(monkeypatch, sent):
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.2)

    async def nothing(scope, receive, send):
        raise AssertionError("no request came")

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(nothing, http=wire.Wire, lifespan="off", log_config=None))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        try:
            with socket.create_connection(listener.getsockname(), timeout=10) as line:
                line.sendall(sent)
                assert line.recv(100) == b""
        finally:
            server.should_exit = True
            thread.join(10)
