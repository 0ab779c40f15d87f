"""private.reopen_account: staff give a closed account back, with a reason."""

import pytest

from profiles import functions
from topin.core.db.session import Caller
from topin.core.testing.people import PASSWORD
from topin.core.testing.refusals import refused


@pytest.fixture
def reopen(staff):
    """`reopen(target, reason=…, caller=…)`."""

    def act(target, reason="the owner asked on the phone", **more):
        staff(functions.reopen_account, target=target, reason=reason, **more)

    return act


def test_back_in_sight_and_erased_no_more(api, person, row, sql, reopen):
    a = person()
    api.request("DELETE", "/api/users/me", as_=a, json={"password": PASSWORD})
    assert row(a)["deactivated_at"] is not None
    reopen(a.id)
    assert row(a)["deactivated_at"] is None
    assert sql("SELECT 1 FROM private.account_closures WHERE user_id = %s", [a.id]) == []
    assert api.get(f"/api/users/{a.id}").status_code == 200
    login = {"email": a.email, "password": PASSWORD}
    assert api.post("/api/auth/token?grant_type=password", json=login).status_code == 200


def test_refusals_change_nothing(api, person, row, sql, reopen):
    a, open_ = person(), person()
    api.request("DELETE", "/api/users/me", as_=a, json={"password": PASSWORD})
    with refused(409, "not_closed"):
        reopen(open_.id)
    with refused(404, "not_found"):
        reopen(a.session_id)
    with refused(400, "reason_required"):
        reopen(a.id, reason="")
    with refused(403, "not_staff"):
        reopen(a.id, caller=Caller(None))
    assert row(a)["deactivated_at"] is not None
    assert len(sql("SELECT 1 FROM private.account_closures WHERE user_id = %s", [a.id])) == 1
