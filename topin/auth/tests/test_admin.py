"""Staff and accounts: sessions are found and ended with a reason, events are searched by Support.

Runs private.staff_find_sessions, staff_find_auth_events and staff_end_session.
"""

import re

import pytest

from topin.core.admin.tests.staff import browsing, make_staff

from .conftest import GoTrue, fresh_email

SESSIONS, EVENTS = "/admin/accounts/usersession/", "/admin/accounts/authevent/"


@pytest.fixture
def support(api_url):
    with browsing(api_url, make_staff("Support")) as browser:
        yield browser


def test_a_session_is_found_and_ended(support, autoconfirm: GoTrue, sql) -> None:
    email = fresh_email()
    session = autoconfirm.sign_up(email)
    person = session["user"]["id"]
    (row,) = sql("SELECT id FROM auth.sessions WHERE user_id = %s", [person])
    (profile,) = sql("SELECT user_handle FROM public.profiles WHERE id = %s", [person], login="definer")
    assert f"@{profile['user_handle']}" in support.get(SESSIONS, params={"q": person}).text
    for term in (email, person, f"@{profile['user_handle']}"):
        assert str(row["id"]) in support.get(SESSIONS, params={"q": term}).text
    assert str(row["id"]) not in support.get(SESSIONS, params={"q": fresh_email()}).text
    refused = support.submit(f"{SESSIONS}{row['id']}/do/end/", reason="x")
    assert "at least 3 characters" in refused.text
    assert autoconfirm.get("user", token=session["access_token"]).status_code == 200
    done = support.submit(f"{SESSIONS}{row['id']}/do/end/", reason="Phone was stolen")
    assert "The session has ended." in done.text and "do/end" not in done.text
    autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "session_not_found")
    (entry,) = sql("SELECT action, reason FROM private.audit_log WHERE target_id = %s", [str(row["id"])])
    assert entry == {"action": "session.end", "reason": "Phone was stolen"}


def test_events_are_searched(support, autoconfirm: GoTrue) -> None:
    email = fresh_email()
    autoconfirm.sign_up(email)
    autoconfirm.sign_in(email)
    page = support.get(EVENTS, params={"q": email}).text
    assert "Signed up" in page and "Signed in" in page
    assert "Signed up" not in support.get(EVENTS, params={"q": fresh_email()}).text
    row = re.search(rf"{EVENTS}[0-9a-f-]+/change/", page)
    assert row and "Provider: email" in support.get(row[0]).text


def test_others_see_neither(api_url) -> None:
    with browsing(api_url, make_staff("Analysts")) as browser:
        assert [browser.get(path).status_code for path in (SESSIONS, EVENTS)] == [403, 403]
