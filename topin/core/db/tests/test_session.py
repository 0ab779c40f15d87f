"""Acting as a role: nothing of it survives its transaction, and nothing runs outside of one."""

import json
import os

import psycopg
import pytest
from django.db import connections

from topin.core.db import pipeline, roles
from topin.core.db.checks import schema_stands
from topin.core.db.errors import NoSession
from topin.core.db.function import Arg, SqlFunction
from topin.core.db.session import ANON, Caller, acting, become, call

WHO = "SELECT ARRAY[current_user, auth.uid()::text, current_setting('transaction_read_only')]"
NOBODY = ["topin_api", None, "off"]


@pytest.fixture
def declare(monkeypatch):
    """Declares a function that PostgreSQL itself brings, out of the registry that contracts look at."""
    monkeypatch.setattr(SqlFunction, "registry", {})
    return SqlFunction


@pytest.fixture
def who():
    """Who the bare pooled connection is, asked outside of every session."""

    def ask():
        raw = connections["default"].connection
        role, claims, read_only = raw.execute(
            "SELECT current_user, current_setting('request.jwt.claims', true),"
            " current_setting('transaction_read_only')"
        ).fetchone()
        assert raw.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        return [role, claims or None, read_only]

    return ask


def test_within_the_block_it_is_the_person(person):
    someone = person()
    with acting(someone.caller) as session:
        assert session.execute(WHO, []) == ["authenticated", someone.id, "off"]


def test_after_the_block_the_connection_is_nobody_again(person, who):
    with acting(person().caller, read_only=True):
        pass
    assert who() == NOBODY


def test_after_an_error_the_connection_is_nobody_again(person, who):
    with pytest.raises(psycopg.errors.DivisionByZero), acting(person().caller, read_only=True) as session:
        session.execute("SELECT 1 / $1::int", [0])
    assert who() == NOBODY


def test_no_app_waits_for_ever_for_a_server_that_says_nothing(person, declare, monkeypatch):
    monkeypatch.setattr(pipeline, "PATIENCE", 0.2)
    sleep = declare("pg_catalog.pg_sleep", Arg("seconds", "double precision"), returns="void")
    with pytest.raises(pipeline.NoAnswer):
        call(sleep, person().caller, seconds=2)
    assert {"topin_api", "topin_auth"} == roles.BOUNDED


def test_a_call_leaves_nobody_behind_also_after_an_error(person, who, declare):
    divide = declare(
        "pg_catalog.int4div", Arg("a", "integer"), Arg("b", "integer"), returns="integer", read_only=True
    )
    divide.sql = "SELECT pg_catalog.int4div($1::int, $2::int)"
    caller = person().caller
    assert call(divide, caller, a=6, b=3) == 2
    assert who() == NOBODY
    with pytest.raises(psycopg.errors.DivisionByZero):
        call(divide, caller, a=6, b=0)
    assert who() == NOBODY
    assert call(divide, ANON, a=6, b=2) == 3


def test_a_nested_block_gives_the_outer_one_its_role_and_claims_back(people):
    one, two = people(2)
    with acting(one.caller) as outer:
        with acting(two.caller) as inner:
            assert inner.execute(WHO, []) == ["authenticated", two.id, "off"]
        assert outer.execute(WHO, []) == ["authenticated", one.id, "off"]
        with acting(ANON) as inner:
            assert inner.execute(WHO, []) == ["anon", None, "off"]
        assert outer.execute(WHO, []) == ["authenticated", one.id, "off"]


def test_a_nested_block_that_fails_leaves_no_role_behind(people):
    one, two = people(2)
    with acting(one.caller) as outer:
        with pytest.raises(psycopg.errors.DivisionByZero), acting(two.caller) as inner:
            inner.execute("SELECT 1 / $1::int", [0])
        assert outer.execute(WHO, []) == ["authenticated", one.id, "off"]


def test_a_call_inside_a_block_puts_its_role_back(people, declare):
    one, two = people(2)
    asked = declare("auth.uid", returns="uuid", read_only=False)
    with acting(one.caller) as outer:
        assert str(call(asked, two.caller)) == two.id
        assert outer.execute(WHO, []) == ["authenticated", one.id, "off"]


def test_the_role_can_be_left_within_a_block(person):
    with acting(person().caller) as session:
        become(session, None)
        assert session.execute("SELECT current_user::text", []) == "topin_api"
        become(session, "authenticated")
        assert session.execute("SELECT current_user::text", []) == "authenticated"


def test_an_app_can_become_no_other_role():
    for role in ("topin_definer", "service_role", "topin_owner", "topin_staff", "postgres"):
        with pytest.raises(psycopg.Error), acting(Caller(role)) as session:
            session.execute("SELECT 1", [])


def test_a_read_runs_read_only(person, declare):
    write = declare("private.uuid7", returns="uuid", read_only=True)
    write.sql = "WITH made AS (SELECT lo_create(0)) SELECT count(*) FROM made"
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        call(write, person().caller)


def test_a_query_outside_a_session_fails_loudly():
    for alias in ("default", "auth"):
        with pytest.raises(NoSession), connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")


def test_a_read_is_tried_again_on_a_connection_that_was_lost(person, declare):
    ask = declare("pg_catalog.pg_backend_pid", returns="integer", read_only=True)
    caller = person().caller
    first = call(ask, caller)
    _end(first)
    second = call(ask, caller)
    assert second != first


def test_a_write_is_not_tried_twice(person, declare):
    ask = declare("pg_catalog.pg_backend_pid", returns="integer", read_only=True)
    end = declare("pg_catalog.pg_terminate_backend", Arg("pid", "integer"), returns="boolean")
    pid = call(ask, person().caller)
    # A login may end its own kind's backends; the connection dies in the middle of its own statement.
    with pytest.raises(psycopg.OperationalError):
        call(end, Caller(None), pid=pid)
    assert call(ask, person().caller) != pid


def test_a_database_out_of_reach_is_the_drivers_error_by_either_way(person, declare, monkeypatch):
    ask = declare("pg_catalog.pg_backend_pid", returns="integer", read_only=True)
    caller = person().caller
    connections["default"].close()
    monkeypatch.setitem(connections["default"].settings_dict, "PORT", "1")
    with pytest.raises(psycopg.OperationalError):
        call(ask, caller)
    with pytest.raises(psycopg.OperationalError), acting(caller):
        pass


def test_an_ended_session_is_refused_where_it_is_checked(person, sql, declare):
    someone = person()
    asked = declare("auth.uid", returns="uuid", read_only=True)
    assert str(call(asked, someone.caller, checked=True)) == someone.id
    sql("DELETE FROM auth.sessions WHERE id = %s", [someone.session_id])
    with pytest.raises(psycopg.Error) as refused:
        call(asked, someone.caller, checked=True)
    assert refused.value.sqlstate == "PT401"


def test_claims_are_read_as_none_after_they_were_set_and_gone(person):
    """After a SET LOCAL a setting of one's own reads '' and not NULL."""
    with acting(person().caller):
        pass
    with acting(Caller("anon", json.dumps({}))) as session:
        assert session.execute("SELECT auth.uid()", []) is None
    with acting(Caller("anon")) as session:
        assert session.execute("SELECT auth.jwt()", []) is None


def _end(pid):
    """As the server's administrator would, and until the backend is gone."""

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


@pytest.mark.parametrize(
    ("login", "mode"),
    [("api", "force_generic_plan"), ("auth", "force_generic_plan"), ("worker", "auto"), ("staff", "auto")],
)
def test_what_answers_apps_plans_each_statement_once(sql, login, mode):
    assert sql("SHOW plan_cache_mode", login=login) == [{"plan_cache_mode": mode}]


@pytest.mark.parametrize("login", ["default", "auth", "worker", "staff"])
def test_every_login_can_tell_that_the_schema_stands(login):
    """Each process is asked whether it is ready, the account service as well, which may become nobody."""
    assert schema_stands(login)
