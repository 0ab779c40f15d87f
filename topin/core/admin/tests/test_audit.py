"""The audit log: written by SQL actions alone, append-only, chained."""

import uuid

import psycopg
import pytest

from profiles import functions
from topin.core.admin.functions import broken_audit_entry
from topin.core.admin.tasks import AuditBroken
from topin.core.db.session import Caller, acting, call
from topin.core.jobs.base import registry
from topin.core.testing.people import STAFF

STATE = (
    "SELECT suspended_at, suspended_until, banned_until FROM public.profiles p"
    " JOIN auth.users u USING (id) WHERE p.id = %s"
)
LOG = "SELECT * FROM private.audit_log WHERE target_id = %s ORDER BY id"


def test_a_suspension_and_its_undo_are_two_entries_of_one_chain(person, sql):
    target = person()
    call(functions.suspend_account, STAFF, target=target.id, reason=" spam ")
    suspended = sql(STATE, [target.id])[0]
    assert suspended["suspended_at"] and suspended["banned_until"].year > 2100
    call(functions.restore_account, STAFF, target=target.id, reason="mistaken")
    assert set(sql(STATE, [target.id])[0].values()) == {None}
    first, second = sql(LOG, [target.id])
    assert (first["action"], first["reason"], first["staff_id"], first["staff_name"]) == (
        "account.suspend",
        "spam",
        7,
        "mo",
    )
    assert (str(first["address"]), first["request_id"]) == ("192.0.2.1", "r1")
    assert second["before"] == first["after"] and second["after"]["suspended_at"] is None
    assert second["previous"] == first["hash"] or second["id"] > first["id"] + 1
    assert call(broken_audit_entry, Caller(None)) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [({"reason": "no"}, "reason_required"), ({"reason": "spam", "until": "2020-01-01Z"}, "until_past")],
)
def test_a_refused_suspension_changes_nothing(person, sql, given, code):
    target = person()
    with pytest.raises(psycopg.Error, match=code):
        call(functions.suspend_account, STAFF, target=target.id, **given)
    assert set(sql(STATE, [target.id])[0].values()) == {None} and sql(LOG, [target.id]) == []


def test_without_a_member_of_staff_in_the_claims_nothing_happens(person, sql):
    target = person()
    with pytest.raises(psycopg.Error, match="not_staff"):
        call(functions.suspend_account, Caller(None), target=target.id, reason="spam")
    assert set(sql(STATE, [target.id])[0].values()) == {None}


def test_an_unknown_person_and_a_second_suspension_are_refused(person, sql):
    with pytest.raises(psycopg.Error, match="not_found"):
        call(functions.suspend_account, STAFF, target=uuid.uuid4(), reason="spam")
    target = person()
    with pytest.raises(psycopg.Error, match="not_suspended"):
        call(functions.restore_account, STAFF, target=target.id, reason="spam")
    call(functions.suspend_account, STAFF, target=target.id, reason="spam", until="2999-01-01Z")
    with pytest.raises(psycopg.Error, match="already_suspended"):
        call(functions.suspend_account, STAFF, target=target.id, reason="spam")
    assert len(sql(LOG, [target.id])) == 1


@pytest.mark.parametrize("login", ["api", "auth", "worker"])
def test_no_other_login_may_execute_a_staff_action(person, sql, login):
    target = person()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sql("SELECT private.suspend_account(%s, 'spam')", [target.id], login=login)
    assert set(sql(STATE, [target.id])[0].values()) == {None}


@pytest.mark.parametrize("login", ["definer", "staff", "worker"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE private.audit_log SET reason = 'none'",
        "DELETE FROM private.audit_log",
        "TRUNCATE private.audit_log",
    ],
)
def test_nobody_may_change_what_stands_in_the_log(sql, login, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sql(statement, login=login)


def test_even_the_owner_meets_the_guard(person, sql):
    call(functions.suspend_account, STAFF, target=person().id, reason="spam")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        sql("TRUNCATE private.audit_log", login="owner")


def test_a_changed_entry_breaks_the_chain(person, sql):
    """The owner can switch the guard off; the chain then says which entry was touched."""
    target = person()
    call(functions.suspend_account, STAFF, target=target.id, reason="spam")
    entry = sql(LOG, [target.id])[0]["id"]
    touch = "UPDATE private.audit_log SET reason = %s WHERE id = %s"
    sql("ALTER TABLE private.audit_log NO FORCE ROW LEVEL SECURITY", login="owner")
    sql("ALTER TABLE private.audit_log DISABLE TRIGGER keep_rows", login="owner")
    try:
        sql(touch, ["other", entry], login="owner")
        assert call(broken_audit_entry, Caller(None)) == entry
        with pytest.raises(AuditBroken, match=str(entry)):
            registry["core.audit"].run()
        sql(touch, ["spam", entry], login="owner")
        assert call(broken_audit_entry, Caller(None)) is None and registry["core.audit"].run()
    finally:
        sql("ALTER TABLE private.audit_log ENABLE TRIGGER keep_rows", login="owner")
        sql("ALTER TABLE private.audit_log FORCE ROW LEVEL SECURITY", login="owner")


def test_a_suspended_account_is_refused_at_its_next_request_and_back_after_the_undo(person, api):
    target, other = person(), person()
    assert api.get("/api/users/me", as_=target).status_code == 200
    call(functions.suspend_account, STAFF, target=target.id, reason="spam")
    api.problem(api.get("/api/users/me", as_=target), 403, "account_suspended")
    api.problem(api.get(f"/api/users/{target.id}", as_=other), 404, "not_found")
    call(functions.restore_account, STAFF, target=target.id, reason="undo")
    assert api.get("/api/users/me", as_=target).status_code == 200
    assert api.get(f"/api/users/{target.id}", as_=other).status_code == 200


def test_staff_find_people_by_id_address_and_handle_or_its_beginning(person):
    handle = f"Zed_{uuid.uuid4().hex[:8]}"
    target = person(handle)
    with acting(STAFF, alias="staff") as session:

        def found(term, whole):
            return [str(one) for one in session.call(functions.staff_find_people, term=term, whole=whole)]

        for term in (target.id, target.email.upper(), f"@{handle.lower()}", handle):
            assert found(term, False) == found(term, True) == [target.id]
        assert target.id in found(f"@{handle[:9].lower()}", False)
        assert found(handle[:9], True) == found(f"{handle}x", False) == found("' OR true --", False) == []
        assert found(str(uuid.uuid4()), True) == found(str(uuid.uuid4()), False) == []
