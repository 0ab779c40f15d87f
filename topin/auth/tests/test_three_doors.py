"""Skewed clocks, a changed key and a suspended account, at each door: the account service, the API, the socket."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from topin.core.realtime.tests.client import Client
from topin.core.testing.people import PASSWORD, Person, sign
from topin.core.testing.server import serving

from .conftest import GoTrue
from .test_keys import key, role
from .test_refresh_model import signed_in

pytestmark = pytest.mark.slow
OTHER_SECRET = "another-secret-of-32-bytes-or-more-after-a-rotation"
WELCOME = "welcome"


@pytest.fixture(scope="module")
def doors() -> Iterator[dict[str, str]]:
    """The processes with the key as it is."""
    with serving("api", TOPIN_RATE_LIMITS="off") as api, serving("realtime") as realtime:
        yield {"api": api, "realtime": realtime}


def knock(doors: dict[str, str], gotrue: GoTrue, token: str) -> tuple[int, int, int | str]:
    """What each door says to a token: GET /api/auth/user, GET /api/users/me, hello on a socket."""
    socket = Client(doors["realtime"])
    try:
        socket.send("hello", v=1, token=token, device="")
        said: int | str = socket.next()["t"]
    except ConnectionClosed as ended:
        said = ended.rcvd.code if ended.rcvd else 0
    finally:
        socket.close()
    bearer = {"Authorization": f"Bearer {token}"}
    answered = httpx.get(f"{doors['api']}/api/users/me", headers=bearer).status_code
    return gotrue.get("user", token=token).status_code, answered, said


def dated(person: Person, issued: int, ends: int, secret: str | None = None) -> str:
    now = int(time.time())
    return sign({**person.claims, "iat": now + issued, "exp": now + ends}, secret)


@pytest.mark.parametrize(
    ("issued", "ends", "said"),
    [
        (0, 3600, (200, 200, WELCOME)),
        (20, 3600, (200, 200, WELCOME)),  # a server whose clock is ahead by less than the leeway
        (-3600, -60, (403, 401, 4401)),
        (90, 3600, (403, 401, 4401)),
    ],
)
def test_a_skewed_clock_is_borne_within_the_leeway_at_each_door(
    doors: dict[str, str], gotrue: GoTrue, person: Callable[..., Person], issued: int, ends: int, said: Any
) -> None:
    assert knock(doors, gotrue, dated(person(), issued, ends)) == said


def test_a_token_just_past_its_end_still_opens(doors: dict[str, str], gotrue: GoTrue, person: Any) -> None:
    who, ended, answered, _ = person(), *knock(doors, gotrue, dated(person(), -3600, -15))
    assert who and (ended, answered) == (200, 200)


def test_a_changed_key(doors: dict[str, str], gotrue: GoTrue, person: Any, settings: Any) -> None:
    who = person()
    before, after = dated(who, 0, 3600), dated(who, 0, 3600, OTHER_SECRET)
    assert knock(doors, gotrue, after) == (403, 401, 4401)
    settings.GOTRUE_JWT_SECRET = OTHER_SECRET
    with (
        serving("api", TOPIN_RATE_LIMITS="off", GOTRUE_JWT_SECRET=OTHER_SECRET) as api,
        serving("realtime", GOTRUE_JWT_SECRET=OTHER_SECRET) as realtime,
    ):
        changed = {"api": api, "realtime": realtime}
        assert knock(changed, gotrue, before) == (403, 401, 4401)
        assert knock(changed, gotrue, after) == (200, 200, WELCOME)


def test_a_key_is_rotated_with_traffic_running() -> None:
    """Servers restart one by one at each step; whichever signs, whichever is asked, no token is refused."""
    one, two = key("one", signs=True), key("two", signs=True)
    steps = [[one], [one, role(two, signs=False)], [two, role(one, signs=False)], [two]]
    with ExitStack() as stack:
        at_step = [
            stack.enter_context(serving("api", TOPIN_RATE_LIMITS="off", GOTRUE_JWT_KEYS=json.dumps(keys)))
            for keys in steps
        ]
        socket = stack.enter_context(serving("realtime", GOTRUE_JWT_KEYS=json.dumps(steps[2])))
        client = stack.enter_context(httpx.Client(timeout=20))

        def session(url: str, refresh: str) -> dict[str, str]:
            answer = client.post(f"{url}/api/auth/token?grant_type=refresh_token", json={"refresh_token": refresh})
            assert answer.status_code == 200, answer.text
            return dict(answer.json())

        def opens(url: str, token: str) -> tuple[int, ...]:
            headers = {"Authorization": f"Bearer {token}"}
            return tuple(client.get(f"{url}/api/{path}", headers=headers).status_code for path in _OWN)

        held = signed_in()[1]
        for before, after in pairwise(at_step):
            for turn in range(6):
                held = (given := session((before, after)[turn % 2], held))["refresh_token"]
                assert {opens(url, given["access_token"]) for url in (before, after)} == {(200, 200)}
        says = Client(socket)
        says.send("hello", v=1, token=given["access_token"], device="")
        assert says.next()["t"] == WELCOME
        says.close()
        first = session(at_step[0], held)
        assert opens(at_step[3], first["access_token"]) == (403, 401), "the old key is refused once it is gone"


_OWN = ("auth/user", "users/me")


def test_a_suspended_account(doors: dict[str, str], autoconfirm: GoTrue, sql: Any) -> None:
    session = autoconfirm.sign_up()
    token, user = session["access_token"], session["user"]
    assert knock(doors, autoconfirm, token) == (200, 200, WELCOME)
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [user["id"]])
    assert knock(doors, autoconfirm, token) == (403, 403, 4403)
    autoconfirm.refused(autoconfirm.refresh(session["refresh_token"]), 400, "user_banned")
    autoconfirm.refused(autoconfirm.sign_in(user["email"], PASSWORD), 400, "user_banned")
    sql("UPDATE auth.users SET banned_until = now() - interval '1 second' WHERE id = %s", [user["id"]])
    assert knock(doors, autoconfirm, token) == (200, 200, WELCOME)
    assert autoconfirm.refresh(session["refresh_token"]).status_code == 200


def test_a_session_that_was_ended(doors: dict[str, str], gotrue: GoTrue, person: Any, sql: Any) -> None:
    who = person()
    sql("DELETE FROM auth.sessions WHERE id = %s", [who.session_id])
    assert knock(doors, gotrue, who.token) == (403, 401, 4403)
