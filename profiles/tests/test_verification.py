"""The blue tick from end to end: request_, get_, decide_ and revoke_verification."""

import json

import pytest

from profiles import functions
from topin.core.db.session import Caller
from topin.core.testing.refusals import refused


@pytest.fixture
def ask(acting_as):
    """Asks for the tick; gives the answer's row with its body read."""

    def act(who, **given):
        given = {"category": "artist", "full_name": "Ada Lovelace", **given}
        with acting_as(who, commit=True) as call:
            row = call(functions.request_verification, actor=who.id, **given)
        return {**row, "body": json.loads(row["body"])}

    return act


def state(acting_as, who):
    with acting_as(who) as call:
        return json.loads(call(functions.get_verification, actor=who.id)["body"])


def test_asked_once_and_again_the_same(acting_as, person, ask):
    a = person()
    assert state(acting_as, a)["status"] == "none"
    first, again = ask(a, note="hello"), ask(a, note="other")
    assert (first["created"], again["created"]) == (True, False)
    assert first["body"] == again["body"] == state(acting_as, a)
    assert (first["body"]["status"], first["body"]["note"]) == ("pending", "hello")


def test_approved_with_a_tick_a_reason_and_an_audit_row(acting_as, person, ask, staff, row, sql):
    a = person()
    request = ask(a)["body"]["id"]
    staff(functions.decide_verification, request=request, decision="approved", reason="papers seen")
    assert row(a)["is_verified"] is True
    assert state(acting_as, a)["status"] == "approved"
    with refused(409, "already_decided"):
        staff(functions.decide_verification, request=request, decision="rejected", reason="changed my mind")
    with refused(409, "already_verified"):
        ask(a)
    entries = sql("SELECT action, reason FROM private.audit_log WHERE target_id = %s", [request])
    assert entries == [{"action": "verification.approved", "reason": "papers seen"}]


def test_rejected_waits_30_days(acting_as, person, ask, staff, row, sql):
    a = person()
    staff(functions.decide_verification, request=ask(a)["body"]["id"], decision="rejected", reason="no papers")
    assert state(acting_as, a)["reason"] == "no papers"
    assert row(a)["is_verified"] is False
    with refused(429, "rate_limited"):
        ask(a)
    sql(
        "UPDATE public.verification_requests SET decided_at = now() - interval '30 days' WHERE user_id = %s",
        [a.id],
    )
    assert ask(a)["created"] is True


def test_the_tick_is_revoked_from_who_has_it_alone(acting_as, person, ask, staff, row):
    a = person()
    with refused(409, "not_verified"):
        staff(functions.revoke_verification, target=a.id, reason="never had one")
    staff(functions.decide_verification, request=ask(a)["body"]["id"], decision="approved", reason="papers seen")
    staff(functions.revoke_verification, target=a.id, reason="sold the account")
    assert row(a)["is_verified"] is False
    assert state(acting_as, a)["status"] == "revoked"


def test_no_reason_no_staff_no_such_decision_changes_nothing(acting_as, person, ask, staff, row):
    a, b = person(), person()
    request = ask(a)["body"]["id"]
    for status, code, given in (
        (400, "reason_required", {"reason": " "}),
        (400, "invalid", {"decision": "perhaps"}),
        (403, "not_staff", {"caller": Caller(None)}),
        (404, "not_found", {"request": a.id}),
    ):
        given = {"request": request, "decision": "approved", "reason": "because", **given}
        with refused(status, code):
            staff(functions.decide_verification, **given)
    with refused(404, "not_found"):
        staff(functions.revoke_verification, target=request, reason="because")
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.request_verification, actor=a.id, category="artist", full_name="x")
    with refused(403, "forbidden"), acting_as(b) as call:
        call(functions.get_verification, actor=a.id)
    assert row(a)["is_verified"] is False
    assert state(acting_as, a)["status"] == "pending"


def test_the_tables_checks_hold(ask, person, sql):
    a = person()
    for given in ({"category": "royalty"}, {"full_name": ""}, {"full_name": "x" * 101}, {"note": "x" * 1001}):
        with refused(400, "invalid"):
            ask(a, **given)
    assert sql("SELECT 1 FROM public.verification_requests WHERE user_id = %s", [a.id]) == []
