"""The worst moment: a refresh, a sign-in or a link in the middle of a logout, a ban, a new password.

Runs private.auth_refresh, auth_sign_out, auth_set_password and auth_exchange_flow in parallel.
"""

import base64
import hashlib
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connections

from .conftest import PASSWORD, GoTrue
from .test_codes import confirmed, follow, link_for

AT_ONCE, ROUNDS = 6, 6


class Beside:
    """Does something over and over in several threads while the block runs; collects (status, code or token)."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        self.ask, self.came, self.over = ask, [], False
        self.threads = [threading.Thread(target=self._run) for _ in range(AT_ONCE)]

    def _run(self) -> None:
        while not self.over:
            answer = self.ask()
            body = answer.json()
            self.came.append((answer.status_code, body.get("error_code") or body.get("refresh_token")))
        connections["auth"].close()

    def __enter__(self) -> "Beside":
        for thread in self.threads:
            thread.start()
        self._more()
        return self

    def __exit__(self, *_: object) -> None:
        self._more()
        self.over = True
        for thread in self.threads:
            thread.join()

    def _more(self) -> None:
        """Waits until as many answers as there are threads have come since."""
        wanted, ends = len(self.came) + AT_ONCE, time.monotonic() + 20
        while len(self.came) < wanted:
            assert time.monotonic() < ends, self.came
            time.sleep(0.005)

    @property
    def refusals(self) -> set[tuple[int, str]]:
        return {(status, said) for status, said in self.came if status != 200}


def refreshing(gotrue: GoTrue, token: str) -> Callable[[], Any]:
    """As an app with several parts that share what they got last."""
    newest = [token]

    def ask() -> Any:
        answer = gotrue.refresh(newest[0])
        if answer.status_code == 200:
            newest[0] = answer.json()["refresh_token"]
        return answer

    return ask


def sessions_of(sql: Any, person: str) -> int:
    statement = "SELECT count(*) AS n FROM auth.sessions WHERE user_id = %s"
    (row,) = sql(statement, [person], login="auth")
    return int(row["n"])


def test_a_logout_beside_refreshes_ends_them_all(autoconfirm: GoTrue, sql: Any) -> None:
    for _ in range(ROUNDS):
        session = autoconfirm.sign_up()
        with Beside(refreshing(autoconfirm, session["refresh_token"])) as beside:
            assert autoconfirm.post("logout", token=session["access_token"]).status_code == 204
        assert beside.refusals == {(400, "refresh_token_not_found")}, "no 5xx, and nobody caught as a thief"
        assert sessions_of(sql, session["user"]["id"]) == 0
        for token in {said for status, said in beside.came if status == 200}:
            autoconfirm.refused(autoconfirm.refresh(token), 400, "refresh_token_not_found")


def test_a_ban_beside_refreshes_holds_and_costs_no_session(autoconfirm: GoTrue, sql: Any) -> None:
    ban = "UPDATE auth.users SET banned_until = now() + %s::interval WHERE id = %s"
    for _ in range(ROUNDS):
        session = autoconfirm.sign_up()
        person, ask = session["user"]["id"], refreshing(autoconfirm, session["refresh_token"])
        with Beside(ask) as beside:
            sql(ban, ["1 day", person], login="auth")
            autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "user_banned")
        assert beside.refusals == {(400, "user_banned")}
        sql(ban, ["-1 second", person], login="auth")
        assert ask().status_code == 200, "the phone goes on where it was"
        assert sessions_of(sql, person) == 1


def test_a_new_password_beside_refreshes_and_sign_ins_leaves_one_session(autoconfirm: GoTrue, sql: Any) -> None:
    for _ in range(ROUNDS):
        owner = autoconfirm.sign_up()
        email, person = owner["user"]["email"], owner["user"]["id"]
        thief = autoconfirm.sign_in(email).json()
        with (
            Beside(refreshing(autoconfirm, thief["refresh_token"])) as refreshes,
            Beside(lambda email=email: autoconfirm.sign_in(email, PASSWORD)) as sign_ins,  # type: ignore[misc]
        ):
            changed = autoconfirm.put("user", {"password": "another one"}, token=owner["access_token"])
            assert changed.status_code == 200
        assert refreshes.refusals == {(400, "refresh_token_not_found")}
        assert sign_ins.refusals == {(400, "invalid_credentials")}
        assert sessions_of(sql, person) == 1
        assert autoconfirm.refresh(owner["refresh_token"]).status_code == 200


def test_a_new_password_beside_an_opened_link(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    for _ in range(ROUNDS):
        email = confirmed(gotrue, mails)
        session = gotrue.sign_in(email).json()
        gotrue.post("otp", {"email": email, "code_challenge": challenge, "code_challenge_method": "s256"})
        body = {"auth_code": follow(gotrue, link_for(mails(email)[0]))[1]["code"][0], "code_verifier": verifier}
        with Beside(lambda body=body: gotrue.post("token?grant_type=pkce", body)) as beside:  # type: ignore[misc]
            changed = gotrue.put("user", {"password": "another one"}, token=session["access_token"])
            assert changed.status_code == 200
        assert beside.refusals <= {(404, "flow_state_not_found")}
        assert sum(status == 200 for status, _ in beside.came) <= 1
        assert sessions_of(sql, session["user"]["id"]) == 1
