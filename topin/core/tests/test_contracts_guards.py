"""Nobody acts or looks as somebody else: generated over every function of `public` that names who is asking."""

import uuid

import psycopg
import pytest

from topin.core.testing import contracts

# The arguments that stand for who is asking.
WHO = {"viewer", "actor", "sender"}
# Functions of the old app whose arguments bear other names; both people of a pair are somebody else here.
ALSO_WHO = {"public.is_user_blocked": {"blocker"}, "public.are_mutual_followers": {"a", "b"}}
# Invoker functions inside of guarded ones: policies alone decide what another's id shows there, which is nothing.
UNDER_POLICIES = {"public.event_frame", "public.event_follow", "public.event_notification"}
# Functions that take people's or things' ids and ask nobody who they are, and why that is right.
OPEN = {"public.get_follower_count": "the number stands on every profile"}
_VALUES = {"uuid": str(uuid.uuid4()), "uuid[]": [str(uuid.uuid4())], "text": "words", "text[]": ["words"],
           "jsonb": "{}", "json": "{}",
           "integer": 1, "bigint": 1, "smallint": 1, "boolean": True, "numeric": 1,
           "timestamp with time zone": "2026-01-01T00:00:00Z"}  # fmt: skip


@pytest.fixture(scope="module")
def doors(owner_of_module):
    """Every function of public that an app's role may execute, with the roles that may."""
    roles = dict(
        owner_of_module.execute(
            "SELECT oid::integer, ARRAY(SELECT r FROM unnest(ARRAY['anon', 'authenticated']) r"
            " WHERE has_function_privilege(r, oid, 'EXECUTE')) FROM pg_proc"
        ).fetchall()
    )
    found = [one for one in contracts.procedures(owner_of_module) if one.name.startswith("public.")]
    assert [one.name for one in found if one.name in UNDER_POLICIES and one.definer] == []
    return [(one, roles[one.oid]) for one in found if roles[one.oid] and one.name not in UNDER_POLICIES]


def _who(procedure):
    return {name for name, _ in procedure.arguments} & (WHO | ALSO_WHO.get(procedure.name, set()))


def _call(procedure, who):
    values = [who if name in _who(procedure) else _VALUES[kind] for name, kind in procedure.arguments]
    places = ", ".join(f"${i}::{kind}" for i, (_, kind) in enumerate(procedure.arguments, 1))
    return f"SELECT * FROM {procedure.name}({places})", values


def _refusal(call, procedure, who):
    statement, values = _call(procedure, who)
    try:
        call(statement, *values)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def test_another_s_id_is_refused_by_every_door(doors, people, acting_as):
    me, other = people(2)
    for who in (me, None):
        faults = {}
        for door, roles in doors:
            if _who(door) and ("authenticated" if who else "anon") in roles:
                with acting_as(who) as call:
                    state = _refusal(call, door, other.id)
                if state != "42501":
                    faults[door.name] = state
        assert not faults


def test_anon_executes_nothing_but_what_it_was_given(doors, acting_as):
    closed = [door for door, roles in doors if "anon" not in roles]
    faults = {}
    for door in closed:
        with acting_as(None) as call:
            state = _refusal(call, door, None)
        if state != "42501":
            faults[door.name] = state
    assert closed
    assert not faults


def test_what_takes_an_id_asks_who_is_asking_or_is_listed(doors):
    unguarded = {
        door.name
        for door, _ in doors
        if any(kind in ("uuid", "uuid[]") for _, kind in door.arguments) and not _who(door)
    }
    assert sorted(unguarded - OPEN.keys()) == []
    assert sorted(OPEN.keys() - unguarded) == [], "is no longer open: strike it off the list"
