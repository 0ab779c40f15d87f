"""What staff read when a page cannot be shown."""

import pytest
from django.test import RequestFactory

from topin import urls

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
