"""Refreshing held against its model, and simulated on bad networks: private.auth_refresh, decision 0018."""

import json
import secrets
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from topin.auth import context, functions, tokens
from topin.core.db.errors import DatabaseError
from topin.core.db.session import Caller, acting, call
from topin.core.testing.people import LOGIN, PASSWORD_HASH
from topin.core.testing.server import serving

from .conftest import fresh_email, with_handle
from .phones import Phone, honest, thieves

INTERVAL = 10


def refreshed(token: str, interval: int = INTERVAL) -> tuple[str, str | None]:
    """Presents a token to the SQL itself: (token, None), or ("", code)."""
    rules = {**context.rules(), "reuse_interval": interval, "refresh_rate": 0}
    try:
        answer = call(
            functions.refresh,
            Caller(None),
            presented=token,
            fresh_token=tokens.fresh_refresh_token(),
            context={"rules": rules},
        )
    except DatabaseError as error:
        return "", str(error.diag.message_primary)
    done = json.loads(answer)
    return ("", done["refusal"]["code"]) if "refusal" in done else (done["grant"]["refresh_token"], None)


def signed_in() -> tuple[str, str]:
    """A fresh account with one session: its id and its first refresh token."""
    token = tokens.fresh_refresh_token()
    with acting(LOGIN, alias="auth") as session:
        person = session.call(
            functions.create_user,
            new_email=fresh_email(),
            password_hash=PASSWORD_HASH,
            metadata=with_handle({}),
            new_id=str(uuid.uuid4()),
        )
        opened = "SELECT private.auth_open_session($1::uuid, 'password', $2, '{}'::jsonb)"
        session.execute(opened, [str(person), token])
    return str(person), token


class Refreshing(RuleBasedStateMachine):
    """One session: its tokens in the order of their making, when each was spent, and whether it still lives."""

    sql: Any

    @initialize()
    def sign_in(self) -> None:
        self.person, first = signed_in()
        self.chain, self.spent, self.now = [first], {}, 0
        self.ended = self.banned = False

    @rule(back=st.integers(0, 4))
    def present(self, back: int) -> None:
        at = max(0, len(self.chain) - 1 - back)
        token, refusal = refreshed(self.chain[at])
        last = len(self.chain) - 1
        if self.ended:
            assert refusal == "refresh_token_not_found"
        elif self.banned:
            assert refusal == "user_banned"
        elif at == last:
            assert refusal is None and token not in self.chain
            self.spent[at] = self.now
            self.chain.append(token)
        elif at == last - 1 or self.now - self.spent[at] < INTERVAL:
            assert (token, refusal) == (self.chain[last], None)
        else:
            assert refusal == "refresh_token_already_used"
            self.ended = True

    @rule(seconds=st.sampled_from([1, 9, 11, 3600]))
    def wait(self, seconds: int) -> None:
        self.now += seconds
        self.sql(
            "UPDATE auth.refresh_tokens SET updated_at = updated_at - make_interval(secs => %s)"
            " WHERE user_id = %s",
            [seconds, self.person],
        )

    @rule(banned=st.booleans())
    def ban(self, banned: bool) -> None:
        self.banned = banned
        self.sql(
            "UPDATE auth.users SET banned_until = CASE WHEN %s THEN now() + interval '1 day' END WHERE id = %s",
            [banned, self.person],
        )

    @precondition(lambda self: len(self.chain) > 3)
    @rule()
    def sign_out(self) -> None:
        self.sql("DELETE FROM auth.sessions WHERE user_id = %s", [self.person])
        self.ended = True


def test_every_history_follows_the_model(sql: Any) -> None:
    Refreshing.sql = staticmethod(sql)
    run_state_machine_as_test(
        Refreshing,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_no_honest_phone_is_signed_out() -> None:
    phones = [Phone(token, [token]) for _, token in (signed_in() for _ in range(10))]
    outcome = honest(phones, refreshed, refreshes=600, seed=1, leave=lambda: connections["auth"].close())
    assert (outcome.signed_out, outcome.disagreements) == (0, 0), outcome
    assert outcome.lost_answers > 60 and outcome.parallel > 10
    tried, caught = thieves(phones, lambda token: refreshed(token, 0), seed=1)
    assert tried == caught == 10


@pytest.fixture
def server() -> Iterator[str]:
    """A real `serve auth`, whose reuse interval is short, so that thieves need not wait."""
    with serving("auth", 2, TOPIN_RATE_LIMITS="off", GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL="1") as url:
        yield f"{url}/api/auth/token?grant_type=refresh_token"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_refreshes_over_http(server: str) -> None:
    phones = [Phone(token, [token]) for _, token in (signed_in() for _ in range(100))]
    with httpx.Client(timeout=30) as client:

        def refresh(token: str) -> tuple[str, str | None]:
            answer = client.post(server, json={"refresh_token": token})
            body = answer.json()
            return (body["refresh_token"], None) if answer.status_code == 200 else ("", body["error_code"])

        outcome = honest(phones, refresh, refreshes=10_000, seed=secrets.randbits(32))
        assert (outcome.signed_out, outcome.disagreements) == (0, 0), outcome
        time.sleep(1.1)
        tried, caught = thieves(phones, refresh, seed=1)
    print(f"{outcome}, thieves {tried}, caught {caught}")  # noqa: T201 (the figures of the run)
    assert tried == caught == 100
