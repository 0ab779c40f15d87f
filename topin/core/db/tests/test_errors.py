"""From SQLSTATE to refusal: only what public.refuse raised carries its words to the caller."""

import json

import psycopg
import pytest

from topin.core.api.problems import problem
from topin.core.db.errors import refusal_from


def raised(call, statement, *values):
    with pytest.raises(psycopg.Error) as error:
        call(statement, *values)
    return refusal_from(error.value)


REFUSE = "SELECT public.refuse($1::int, $2, $3, $4)"


def test_a_refusal_of_sql_keeps_status_code_words_and_field(acting_as):
    with acting_as(None) as call:
        refusal = raised(call, REFUSE, 409, "handle_taken", "It is taken.", "user_handle")
    assert (refusal.status, refusal.code, refusal.detail, refusal.field) == (
        409, "handle_taken", "It is taken.", "user_handle",
    )  # fmt: skip
    assert refusal.errors == [{"field": "user_handle", "code": "handle_taken", "detail": "It is taken."}]
    assert refusal.retry_after is None


def test_a_hint_of_seconds_is_when_to_come_back(acting_as):
    with acting_as(None) as call:
        refusal = raised(call, REFUSE, 429, "rate_limited", "Slow down.", "retry_after=40")
    assert (refusal.status, refusal.retry_after, refusal.field, refusal.errors) == (429, 40, None, [])


def test_a_hint_of_what_stands_is_handed_on(acting_as):
    with acting_as(None) as call:
        refusal = raised(call, REFUSE, 409, "marker_behind", "It is further.", 'current={"at": "a=b"}')
    assert (refusal.current, refusal.field, refusal.errors) == ({"at": "a=b"}, None, [])
    assert json.loads(problem(refusal).content)["current"] == {"at": "a=b"}


STATES = {
    "SELECT 'x'::uuid": (400, "invalid"),
    "SELECT '2026-13-40'::date": (400, "invalid"),
    "SELECT 999999999999::int": (400, "out_of_range"),
    "SELECT * FROM private.outbox": (403, "forbidden"),
    "SELECT pg_sleep(0.2)": (503, "database_busy"),
}


@pytest.mark.parametrize("statement", STATES)
def test_known_states_have_words_of_our_own(acting_as, statement):
    with acting_as(None) as call:
        call("SELECT set_config('statement_timeout', '100', true)")
        refusal = raised(call, statement)
    assert (refusal.status, refusal.code) == STATES[statement]
    assert "outbox" not in refusal.detail
    assert refusal.retry_after == (1 if refusal.status == 503 else None)


def test_what_we_did_wrong_is_no_refusal(acting_as):
    for statement in ("SELECT 1 / 0", "SELECT no_such_column", "SELECT FROM"):
        with acting_as(None) as call:
            assert raised(call, statement) is None


def test_a_database_out_of_reach_is_503():
    with pytest.raises(psycopg.OperationalError) as error:
        psycopg.connect("postgresql://nobody@127.0.0.1:1/none", connect_timeout=2)
    refusal = refusal_from(error.value)
    assert (refusal.status, refusal.code, refusal.retry_after) == (503, "database_unavailable", 1)


@pytest.mark.parametrize("error", [psycopg.errors.IdleInTransactionSessionTimeout, psycopg.errors.AdminShutdown])
def test_a_connection_that_the_server_ended_is_no_fault_of_ours(error):
    """A machine that stood still for seconds finds its transactions ended."""
    refusal = refusal_from(error())
    assert (refusal.status, refusal.code, refusal.retry_after) == (503, "database_unavailable", 1)
