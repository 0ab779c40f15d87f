"""Every way to be turned away: who may open a socket, what it may say, when it ends."""

import json
import time

import pytest
from websockets.exceptions import InvalidStatus

from profiles.functions import suspend_account
from topin.core.db.session import Caller, acting
from topin.core.testing.people import make_person, sign

from .client import Client


def token(person, seconds, **claims):
    now = int(time.time())
    return sign({**person.claims, "iat": now - 7200, "exp": now + seconds, **claims})


def test_silence_ends_in_4408(client):
    assert client().closed() == 4408


def test_a_heartbeat_without_an_answer_ends_in_4408(client, person):
    socket = client(person())
    assert socket.closed() == 4408


def test_a_heartbeat_that_is_answered_keeps_it_open(client, person):
    socket = client(person())
    for _ in range(4):  # an answer may be two heartbeats late
        assert socket.next(beats=True)["t"] == "hb"


def test_anything_before_hello_ends_in_4401(client):
    socket = client()
    socket.send("ack", q=1)
    assert socket.closed() == 4401


@pytest.mark.parametrize(
    "broken",
    [
        lambda someone: someone.token[:-3] + "abc",
        lambda someone: token(someone, -3600),
        lambda someone: token(someone, 3600, role="anon"),
        lambda someone: token(someone, 3600, role="service_role"),
        lambda someone: token(someone, 3600, aud="other"),
        lambda someone: "sb_publishable_x",
        lambda someone: "",
    ],
)
def test_a_token_that_is_none_ends_in_4401(client, person, broken):
    socket = client()
    socket.send("hello", v=1, token=broken(person()), device="")
    assert socket.closed() == 4401


def test_a_session_that_has_ended_is_not_let_in(client, person, sql):
    someone = person()
    sql("DELETE FROM auth.sessions WHERE id = %s", [someone.session_id])
    socket = client()
    socket.send("hello", v=1, token=someone.token, device="")
    assert socket.closed() == 4403


def test_a_session_that_ends_closes_its_socket_alone(client, people, sql):
    someone, other = people(2)
    socket, apart = client(someone), client(other)
    sql("DELETE FROM auth.sessions WHERE id = %s", [someone.session_id])  # by a connection that publishes nothing
    assert socket.closed(pong=True) == 4403
    assert apart.next(beats=True)["t"] == "hb"


def test_signing_out_closes_the_socket_before_the_next_heartbeat(client, patient_url, person, api):
    someone = person()
    socket = client(someone, url=patient_url)
    assert api.post("/api/auth/logout?scope=local", as_=someone).status_code == 204
    assert socket.closed() == 4403


def test_a_suspension_by_staff_closes_the_socket_at_once(client, patient_url, person):
    someone = person()
    socket = client(someone, url=patient_url)
    with acting(Caller(None, json.dumps({"staff_id": 1, "staff_name": "test"})), alias="staff") as session:
        session.call(suspend_account, target=someone.id, reason="test of the sockets")
    assert socket.closed() == 4403


def test_a_suspension_closes_the_socket(client, person, sql):
    someone = person()
    socket = client(someone)
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [someone.id])
    assert socket.closed(pong=True) == 4403


def test_a_token_that_nears_its_end_is_announced_and_can_be_renewed(client, person):
    someone = person()
    socket = client()
    socket.hello(someone, token=token(someone, 3))
    warning = socket.next()
    assert (warning["t"], warning["in"] <= 3) == ("auth_soon", True)
    socket.send("auth", token=someone.token)
    renewed = socket.next()
    assert renewed["t"] == "auth_ok"
    assert renewed["exp"] > time.time() + 3000
    until = time.time() + 3.5
    while time.time() < until:
        assert socket.next(beats=True)["t"] == "hb"


def test_a_token_that_ends_closes_the_socket(client, person):
    someone = person()
    socket = client()
    socket.hello(someone, token=token(someone, 2))
    assert socket.closed(pong=True) == 4401


def test_a_socket_cannot_change_its_person(client, people):
    someone, other = people(2)
    socket = client(someone)
    socket.send("auth", token=other.token)
    assert socket.closed() == 4401


def test_the_sixth_socket_takes_the_place_of_the_oldest(client, person):
    someone = person()
    sockets = [client(someone) for _ in range(6)]
    assert sockets[0].closed() == 4409
    assert all(socket.next(beats=True)["t"] == "hb" for socket in sockets[1:])


HOSTILE = [
    "not json", "", "[]", "null", "1", '"t"', "{}", '{"t":1}', '{"t":null}', '{"t":"nothing"}', '{"t":"hello"}',
    '{"t":"ack"}', '{"t":"ack","q":"1"}', '{"t":"ack","q":-1}', '{"t":"ack","q":1.5}', '{"t":"ack","q":true}',
    '{"t":"ack","q":99}', '{"t":"ack","q":NaN}', '{"t":"ack","q":1e400}', '{"t":"ack","q":' + "9" * 5000 + "}",
    '{"t":"resume"}', '{"t":"resume","seq":99999999999999999999}', '{"t":"resume","seq":7}', '{"t":"auth"}',
    '{"t":"auth","token":["x"]}', '{"t":"auth","token":"a\\u0000b"}', '{"t":"auth","token":"\\ud800"}',
    '{"t":"send","cid":{}}', '{"t":"send","cid":"\\ud800"}', '{"type":"hint","t":{}}', "[" * 60000,
    '{"t":' * 12000, b"\x00\x01", b"",
]  # fmt: skip


@pytest.mark.parametrize("frame", HOSTILE, ids=lambda frame: repr(frame[:24]))
def test_a_frame_that_no_client_sends_ends_in_4400(client, shared_person, frame):
    socket = client(shared_person)
    socket.link.send(frame)
    assert socket.closed() == 4400


@pytest.fixture(scope="module")
def shared_person():
    """One account for many short sockets."""
    return make_person()


@pytest.mark.parametrize(
    "hello",
    [
        {"v": 2}, {"v": True}, {"v": "1"}, {"token": 5}, {"token": "a\0b"}, {"token": "x" * 20000}, {"device": 1},
        {"device": "\0"}, {"device": "x" * 300}, {"epoch": "x", "seq": 1}, {"epoch": None, "seq": 1},
        {"epoch": "00000000-0000-0000-0000-000000000000"}, {"epoch": 5, "seq": 5},
        {"epoch": "00000000-0000-0000-0000-000000000000", "seq": "1"},
        {"epoch": "00000000-0000-0000-0000-000000000000", "seq": -1},
    ],
)  # fmt: skip
def test_a_hello_of_another_form_ends_in_4400(client, shared_person, hello):
    socket = client()
    socket.send("hello", **{"v": 1, "token": shared_person.token, **hello})
    assert socket.closed() == 4400


def test_a_second_hello_ends_in_4400(client, shared_person):
    socket = client(shared_person)
    socket.send("hello", v=1, token=shared_person.token)
    assert socket.closed() == 4400


def test_an_oversized_frame_ends_in_1009(client, shared_person):
    socket = client(shared_person)
    socket.link.send("x" * 70_000)
    assert socket.closed() == 1009


def test_a_frame_of_a_room_that_is_not_there_is_answered(client, shared_person):
    socket = client(shared_person)
    socket.send("send", cid="c1", to="x", content="hello")
    assert socket.next() == {"t": "err", "cid": "c1", "code": "unsupported"}
    socket.send("typing", conversation="x")
    assert socket.next() == {"t": "err", "code": "unsupported"}


def test_too_many_frames_end_in_4429(client, shared_person):
    socket = client(shared_person)
    for _ in range(60):
        socket.link.send(json.dumps({"t": "pong"}))
    assert socket.closed() == 4429


def test_a_burst_within_the_limit_is_served(client, shared_person):
    socket = client(shared_person)
    for number in range(30):
        socket.send("typing", cid=str(number))
    assert [socket.next()["cid"] for _ in range(30)] == [str(number) for number in range(30)]


@pytest.mark.parametrize("path", ["/", "/realtime/x", "/api/realtime"])
def test_other_paths_have_no_sockets(realtime_url, path):
    with pytest.raises(InvalidStatus) as refused:
        Client(realtime_url, path)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://app.example.evil.example"])
def test_a_page_of_another_origin_is_refused(realtime_url, origin):
    with pytest.raises(InvalidStatus) as refused:
        Client(realtime_url, origin=origin)
    assert refused.value.response.status_code == 403


def test_a_listed_origin_may_open_a_socket(client, shared_person):
    assert client(shared_person, origin="https://app.example").next(beats=True)["t"] == "hb"


@pytest.mark.parametrize("protocols", [None, ["topin.v2"]])
def test_without_the_subprotocol_it_ends_in_4400(realtime_url, protocols):
    assert Client(realtime_url, subprotocols=protocols).closed() == 4400


def test_a_token_in_the_url_ends_in_4400(realtime_url, shared_person):
    assert Client(realtime_url, f"/realtime?token={shared_person.token}").closed() == 4400


def test_a_cookie_lets_nobody_in(client, shared_person):
    socket = client(additional_headers={"Cookie": f"sessionid=x; access_token={shared_person.token}"})
    socket.send("resume", seq=0)
    assert socket.closed() == 4401


def test_one_silent_socket_too_many_of_an_address_ends_in_4429(client, patient_url, person):
    silent = [client(url=patient_url) for _ in range(3)]
    assert client(url=patient_url).closed() == 4429
    assert silent[0].hello(person())["t"] == "welcome"
    client(person(), url=patient_url)  # one was let in, so one more may knock
