"""What staff read when a page cannot be shown."""

import os

import httpx
import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory

from topin import urls
from topin.core.testing.product import until
from topin.core.testing.relay import relayed
from topin.core.testing.server import serving

from .staff import browsing, make_staff


def test_who_lacks_the_permission_is_told_so(api_url):
    with browsing(api_url, make_staff("Analysts")) as browser:
        refused = browser.get("/admin/core/outboxmessage/")
    assert refused.status_code == 403
    assert "You may not open this." in refused.text and refused.headers["x-request-id"] in refused.text


def test_a_form_without_its_token_says_what_to_do(api_url):
    with browsing(api_url, make_staff()) as browser:
        refused = browser.post("/admin/password_change/", data={"old_password": "x"})
    assert refused.status_code == 403
    assert "load the page anew" in refused.text and 'href="/admin/"' in refused.text


@pytest.mark.parametrize(
    "path", ["nothing/", "r/1/1/", "profiles/profile/00000000-0000-0000-0000-000000000000/do/suspend/"]
)
def test_what_is_not_there_is_a_page_that_leads_on(api_url, path):
    with browsing(api_url, make_staff()) as browser:
        missing = browser.get(f"/admin/{path}")
    assert missing.status_code == 404
    assert "There is no such page." in missing.text and 'href="/admin/"' in missing.text


def test_a_fault_names_the_request_and_nothing_of_itself():
    request = RequestFactory().get("/admin/")
    request.request_id = "a-request-of-staff"
    answer = urls.handler500(request)
    assert answer.status_code == 500
    assert "nothing of what you did was saved" in answer.text and "a-request-of-staff" in answer.text


def test_a_database_that_is_away_is_said_with_when_to_try_again(capfd):
    with (
        relayed(os.environ["DATABASE_URL"]) as relay,
        serving("api", DATABASE_URL=relay.url) as url,
        httpx.Client(base_url=url) as browser,
    ):
        assert browser.get("/admin/login/").status_code == 200
        relay.cut()
        answer = browser.get("/admin/login/")
        relay.mend()
        assert until(lambda: browser.get("/admin/login/").status_code == 200, 5)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1" and "cannot be reached right now" in answer.text
    assert "exc_type" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (psycopg.errors.AdminShutdown(), 503),
        (psycopg.OperationalError(), 503),
        (psycopg.errors.SyntaxError(), 500),
    ],
)
def test_a_database_that_goes_in_the_middle_of_a_page_is_no_fault_of_ours(error, status):
    request = RequestFactory().get("/admin/")
    try:
        raise OperationalError from error
    except OperationalError:
        answer = urls.handler500(request)
    assert answer.status_code == status
