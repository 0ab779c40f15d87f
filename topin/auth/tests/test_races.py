"""Many at once: one account for an address, one for a handle, one use of a code, one winner of a sign-in."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle
from .test_codes import confirmed

AT_ONCE = 32
ROUNDS = 3


def racing(ask: Callable[[int], Any]) -> Counter[tuple[int, str]]:
    """Asks in as many threads at once; how often each (status, code) came back."""
    answers: list[tuple[int, str]] = []
    start = threading.Barrier(AT_ONCE)

    def one(number: int) -> None:
        start.wait()
        answer = ask(number)
        answers.append((answer.status_code, answer.json().get("error_code", "")))
        connections["auth"].close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(answers)


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_account_for_an_address(autoconfirm: GoTrue, sql: Any, _: int) -> None:
    email = fresh_email()
    came = racing(
        lambda _: autoconfirm.post("signup", {"email": email, "password": PASSWORD, "data": with_handle({})})
    )
    assert came == {(200, ""): 1, (422, "user_already_exists"): AT_ONCE - 1}
    assert sql("SELECT count(*) AS n FROM auth.users WHERE email = %s", [email]) == [{"n": 1}]


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_account_for_a_handle_and_no_half_one(autoconfirm: GoTrue, sql: Any, _: int) -> None:
    """In mixed case, too: a handle is one whatever its case."""
    handle, emails = with_handle({})["user_handle"], [fresh_email() for _ in range(AT_ONCE)]

    def ask(number: int) -> Any:
        data = {"user_handle": handle.upper() if number % 2 else handle}
        return autoconfirm.post("signup", {"email": emails[number], "password": PASSWORD, "data": data})

    came = racing(ask)
    assert came == {(200, ""): 1, (422, "handle_taken"): AT_ONCE - 1}
    (row,) = sql(
        "SELECT count(*) AS users,"
        " (SELECT count(*) FROM auth.identities i WHERE i.email = ANY(%(e)s)) AS identities"
        " FROM auth.users WHERE email = ANY(%(e)s)",
        {"e": emails},
    )
    assert row == {"users": 1, "identities": 1}


def test_a_code_is_used_once(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    body = {"type": "recovery", "email": email, "token": mails(email)[0]["code"]}
    assert racing(lambda _: gotrue.post("verify", body)) == {(200, ""): 1, (403, "otp_expired"): AT_ONCE - 1}


def test_parallel_guesses_do_not_outrun_the_count(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    code = mails(email)[0]["code"]
    wrong = f"{(int(code) + 1) % 10**6:06}"
    racing(lambda _: gotrue.post("verify", {"type": "recovery", "email": email, "token": wrong}))
    right = gotrue.post("verify", {"type": "recovery", "email": email, "token": code})
    gotrue.refused(right, 403, "otp_expired")
