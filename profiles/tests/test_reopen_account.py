"""private.reopen_account: staff give a closed account back, with a reason."""

import json

from profiles import functions
from topin.core.db.session import Caller, acting
from topin.core.testing.people import PASSWORD
from topin.core.testing.refusals import refused

_STAFF = Caller(None, json.dumps({"staff_id": 7, "staff_name": "mo", "address": "127.0.0.1", "request_id": "r"}))


def _reopen(target, reason="the owner asked on the phone", caller=_STAFF):
    with acting(caller, alias="staff") as session:
        session.call(functions.reopen_account, target=target, reason=reason)


def test_back_in_sight_and_erased_no_more(api, person, row, sql):
    a = person()
    api.request("DELETE", "/api/users/me", as_=a, json={"password": PASSWORD})
    assert row(a)["deactivated_at"] is not None
    _reopen(a.id)
    assert row(a)["deactivated_at"] is None
    assert sql("SELECT 1 FROM private.account_closures WHERE user_id = %s", [a.id]) == []
    assert api.get(f"/api/users/{a.id}").status_code == 200
    login = {"email": a.email, "password": PASSWORD}
    assert api.post("/api/auth/token?grant_type=password", json=login).status_code == 200


def test_refusals_change_nothing(api, person, row, sql):
    a, open_ = person(), person()
    api.request("DELETE", "/api/users/me", as_=a, json={"password": PASSWORD})
    with refused(409, "not_closed"):
        _reopen(open_.id)
    with refused(404, "not_found"):
        _reopen(a.session_id)
    with refused(400, "reason_required"):
        _reopen(a.id, reason="")
    with refused(403, "not_staff"):
        _reopen(a.id, caller=Caller(None))
    assert row(a)["deactivated_at"] is not None
    assert len(sql("SELECT 1 FROM private.account_closures WHERE user_id = %s", [a.id])) == 1
