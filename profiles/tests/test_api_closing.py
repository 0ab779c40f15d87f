"""DELETE /api/users/me (private.auth_close_account): hidden and signed out at once, erased after 30 days."""

import uuid

import pytest

from profiles import tasks
from topin.core.testing.people import PASSWORD


def test_closed_hidden_signed_out_and_counted_no_more(api, person, follows, sql):
    a, b = person(), person()
    follows(a, b)
    follows(b, a)
    assert api.request("DELETE", "/api/users/me", as_=a, json={"password": PASSWORD}).status_code == 204
    api.problem(api.get("/api/users/me", as_=a), 401, "session_ended")
    unknown = api.get(f"/api/users/{uuid.uuid4()}", as_=b)
    assert api.get(f"/api/users/{a.id}", as_=b).content == unknown.content
    assert api.get(f"/api/users/{b.id}", as_=b).json()["followers_count"] == 0
    taken = api.get(f"/api/users/check-handle/{a.handle}").json()
    assert taken["available"] is False
    assert len(sql("SELECT 1 FROM private.account_closures WHERE user_id = %s", [a.id])) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 403, "reauthentication_needed"),
        ({"password": "wrong"}, 403, "wrong_password"),
        ({"password": ""}, 400, "blank"),
        ({"password": 5}, 400, "invalid"),
        ({"code": "000000"}, 403, "reauthentication_not_valid"),
        ({"password": PASSWORD, "sure": True}, 400, "unknown_field"),
    ],
)
def test_without_proof_nothing_happens(api, person, row, body, status, code):
    a = person()
    api.problem(api.request("DELETE", "/api/users/me", as_=a, json=body), status, code)
    assert row(a)["deactivated_at"] is None
    assert api.get("/api/users/me", as_=a).status_code == 200


def test_a_reauthentication_code_is_proof_once(api, person, sql):
    a = person()
    sql(
        "UPDATE auth.users SET reauthentication_token = private.auth_code_hash(email, '123456'),"
        " reauthentication_sent_at = now() WHERE id = %s",
        [a.id],
        login="auth",
    )
    assert api.request("DELETE", "/api/users/me", as_=a, json={"code": "123456"}).status_code == 204


def test_erased_after_30_days_and_not_before(api, person, sql):
    a, early = person(), person()
    for who in (a, early):
        api.request("DELETE", "/api/users/me", as_=who, json={"password": PASSWORD})
    sql("UPDATE private.account_closures SET closed_at = now() - interval '30 days' WHERE user_id = %s", [a.id])
    tasks.erase_closed_accounts.apply(throw=True)
    found = sql("SELECT id::text FROM auth.users WHERE id IN (%s, %s)", [a.id, early.id], login="auth")
    assert found == [{"id": early.id}]
    assert sql("SELECT 1 FROM public.profiles WHERE id = %s", [a.id]) == []


def test_anon_closes_nothing(api):
    api.problem(api.request("DELETE", "/api/users/me", json={"password": "x"}), 401, "authentication_required")


def test_a_session_that_has_ended_closes_nothing_and_is_told_as_everywhere(api, person, sql):
    a = person()
    assert api.post("/api/auth/logout", as_=a).status_code == 204
    for body in ({"password": PASSWORD}, {"code": "123456"}):
        api.problem(api.request("DELETE", "/api/users/me", as_=a, json=body), 401, "session_ended")
    assert sql("SELECT deactivated_at FROM public.profiles WHERE id = %s", [a.id]) == [{"deactivated_at": None}]
