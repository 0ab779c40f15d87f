"""The certificate of an erasure: counts by table under a keyed hash, and nothing else of whom it was.

Runs private.due_closures, erase_closed_account, personal_counts, counts_less, kept_with_reasons and
staff_find_certificates.
"""

import os

import psycopg
import pytest

from profiles import erasure, functions, tasks
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import Caller, call
from topin.core.testing.people import PASSWORD


def certified(who):
    """The certificate of an erasure, as Support finds it by the id that the account had."""
    staff = Caller(None)
    (found,) = call(functions.staff_find_certificates, staff, hashes=erasure.hashes(who.id))
    with psycopg.connect(os.environ["DATABASE_URL"]) as database:
        row = database.execute(
            "SELECT to_jsonb(c), c::text FROM private.erasure_certificates c WHERE id = %s", [found]
        ).fetchone()
    assert who.id not in row[1] and who.handle not in row[1] and who.email not in row[1]
    return row[0]


def test_a_certificate_counts_what_was_erased(api, person, sql):
    who, stays = person(), person()
    sql("INSERT INTO public.mutes (muter_id, muted_id) VALUES (%s, %s)", [who.id, stays.id])
    api.request("DELETE", "/api/users/me", as_=who, json={"password": PASSWORD})
    refused = call(
        functions.erase_closed_account, Caller(None), person=who.id, account_hash=erasure.hashes(who.id)[0]
    )
    assert refused is None, "not before its time"
    sql("UPDATE private.account_closures SET closed_at = now() - interval '31 days' WHERE user_id = %s", [who.id])
    tasks.erase_closed_accounts.apply(throw=True)
    certificate = certified(who)
    assert certificate["erased"]["auth.users"] == certificate["erased"]["public.profiles"] == 1
    assert certificate["erased"]["public.mutes"] == 1
    assert certificate["account_hash"] == erasure.hashes(who.id)[0]
    assert call(functions.staff_find_certificates, Caller(None), hashes=erasure.hashes(stays.id)) == []


def test_a_former_key_still_finds_it(settings):
    old = erasure.hashes("6f2c0a52-0000-4000-8000-000000000000")[0]
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-of-32-bytes-or-more-x"
    assert erasure.hashes("6f2c0a52-0000-4000-8000-000000000000")[1] == old


def test_support_finds_it_by_the_id_that_the_account_had(api, api_url, person, sql):
    who = person()
    api.request("DELETE", "/api/users/me", as_=who, json={"password": PASSWORD})
    sql("UPDATE private.account_closures SET closed_at = now() - interval '31 days' WHERE user_id = %s", [who.id])
    tasks.erase_closed_accounts.apply(throw=True)
    certificate, page = certified(who), "/admin/profiles/erasurecertificate/"
    with browsing(api_url, make_staff("Support")) as browser:
        assert certificate["account_hash"][:16] in browser.get(page, params={"q": who.id}).text
        assert certificate["account_hash"][:16] not in browser.get(page, params={"q": certificate["id"]}).text
        shown = browser.get(f"{page}{certificate['id']}/change/").text
        assert "public.profiles" in shown and "complete" in shown and who.id not in shown
    with browsing(api_url, make_staff("Moderators")) as browser:
        assert browser.get(page).status_code == 403


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET kept = '{{}}'"])
def test_nobody_amends_one(sql, statement):
    for login in ("definer", "staff", "worker"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql(statement.format("private.erasure_certificates"), login=login)
