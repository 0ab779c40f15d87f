"""public.change_handle: claim, history of 14 days, two changes in 14 days."""

import json
import uuid

from profiles import functions
from topin.core.testing.refusals import refused


def _new():
    return f"n{uuid.uuid4().hex[:12]}"


def _change(acting_as, who, handle):
    with acting_as(who, commit=True) as call:
        return call(functions.change_handle, actor=who.id, user_handle=handle)


def test_the_handle_changes_and_the_old_one_leads_to_its_owner(acting_as, person):
    a, new = person(), _new()
    answer = _change(acting_as, a, new)
    assert json.loads(answer["body"])["user_handle"] == new
    assert answer["version"] == 2
    with acting_as(None) as call:
        for handle in (new, a.handle.upper()):
            found = call(functions.get_profile_by_handle, viewer=None, handle=handle)
            assert json.loads(found["body"])["id"] == a.id


def test_an_old_handle_is_its_owners_for_14_days_and_anybodys_after(acting_as, person, row, sql):
    a, b = person(), person()
    _change(acting_as, a, _new())
    with refused(409, "handle_taken", "user_handle"):
        _change(acting_as, b, a.handle)
    assert row(b)["user_handle"] == b.handle
    sql("UPDATE private.handle_history SET released_at = now() - interval '14 days' WHERE user_id = %s", [a.id])
    _change(acting_as, b, a.handle)
    assert row(b)["user_handle"] == a.handle
    with acting_as(None) as call:
        found = call(functions.get_profile_by_handle, viewer=None, handle=a.handle)
    assert json.loads(found["body"])["id"] == b.id


def test_one_may_take_ones_own_old_handle_back(acting_as, person, row):
    a = person()
    _change(acting_as, a, _new())
    _change(acting_as, a, a.handle)
    assert row(a)["user_handle"] == a.handle


def test_a_third_change_in_14_days_is_refused_and_another_spelling_is_no_change(acting_as, person, row, sql):
    a, second = person(), _new()
    _change(acting_as, a, _new())
    _change(acting_as, a, second)
    with refused(429, "rate_limited"):
        _change(acting_as, a, _new())
    assert row(a)["user_handle"] == second
    _change(acting_as, a, second.upper())
    assert row(a)["user_handle"] == second.upper()
    sql(
        "UPDATE private.handle_history SET released_at = released_at - interval '14 days' WHERE user_id = %s",
        [a.id],
    )
    _change(acting_as, a, _new())


def test_taken_reserved_and_malformed_handles_change_nothing(acting_as, person, row, sql):
    a, b = person(), person()
    for status, code, handle in (
        (409, "handle_taken", b.handle.upper()),
        (400, "handle_reserved", "adm1n"),
        (400, "handle_invalid", "no"),
    ):
        with refused(status, code, "user_handle"):
            _change(acting_as, a, handle)
    assert (row(a)["user_handle"], row(a)["version"]) == (a.handle, 1)
    assert sql("SELECT 1 FROM private.handle_history WHERE user_id = %s", [a.id]) == []


def test_nobody_changes_anothers_handle(acting_as, person, row):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.change_handle, actor=a.id, user_handle=_new())
    assert row(a)["user_handle"] == a.handle
