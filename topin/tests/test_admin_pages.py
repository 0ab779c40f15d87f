"""Every page of the admin opens: lists with each filter, a row of each, and what can be done or asked there."""

import re
from html import unescape

import pytest
from django.contrib import admin

from engagement.analytics.tasks import refresh
from posts.media.tests.conftest import upload  # noqa: F401 (a fixture)
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.jobs.schedule import seed
from topin.schedule import SCHEDULE

CERTIFICATE = """
INSERT INTO private.erasure_certificates (account_hash, closed_at, erased_at, erased, kept, unexplained)
VALUES (repeat('0', 64), now(), now(), '{"posts": 1}', '{}', '{}')
"""
CORRECTION = """
INSERT INTO private.corrections (kind, subject_id, user_id, stored, counted)
VALUES ('post', %s, %s, '{"likes": 2}', '{"likes": 1}')
"""
OUTBOX = "INSERT INTO private.outbox (kind, payload) VALUES ('test.page', '{}')"
# Of the libraries: the product makes no row of them.
EMPTY = {"django_celery_beat.ClockedSchedule", "django_celery_beat.SolarSchedule", "otp_totp.TOTPDevice"}
_LINK = re.compile(r'href="(/admin/[^"#]*|\?[^"#]*)"')


@pytest.fixture
def browser(api, api_url, person, upload, sql):  # noqa: F811
    """An administrator's, where each list has a row."""
    author = person()

    def send(path, body, method="POST"):
        answer = api.request(method, f"/api/{path}", as_=author, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else {}

    signed_up = {"email": f"{author.handle}@example.test", "password": "long enough 1", "data": {}}
    assert api.post("/api/auth/signup", json=signed_up).status_code == 200
    post = send("posts", {"type": "image", "content": "Look", "media_ids": [upload(author)["id"]]})
    send(f"engagement/comment/{post['id']}", {"content": "Well"})
    send("users/me/verification", {"category": "artist", "full_name": "Ada"})
    sql(CERTIFICATE)
    sql(CORRECTION, [post["id"], author.id])
    sql(OUTBOX)
    seed(SCHEDULE)
    refresh()
    with browsing(api_url, make_staff(None)) as browser:
        browser.submit(f"/admin/profiles/profile/{author.id}/do/suspend/", reason="A row of the audit log")
        yield browser


def links(page):
    """Where a page leads to, without what ends the session."""
    found = {unescape(link) for link in _LINK.findall(page.text)}
    return {str(page.url.join(link).raw_path, "ascii") for link in found if "logout" not in link}


def test_every_page_opens(browser):
    failed, opened = [], set()

    def open_(path):
        page = browser.get(path)
        if page.status_code != 200:
            failed.append((page.status_code, path))
        return page

    open_("/admin/")
    for model in admin.site._registry:
        name = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        lead = links(open_(name))
        for filtered in sorted(link for link in lead if link.startswith(f"{name}?")):
            open_(filtered)
        open_(f"{name}?q=a")
        row = next((link for link in sorted(lead) if re.fullmatch(f"{name}[^/?]+/change/", link)), None)
        if row is None:
            continue
        opened.add(model._meta.label)
        for link in links(open_(row)):
            if link.startswith(row.removesuffix("change/")):
                open_(link)
    assert failed == []
    assert {model._meta.label for model in admin.site._registry} - opened <= EMPTY


@pytest.mark.parametrize("group", ["Moderators", "Finance", "Support", "Analysts"])
def test_no_link_and_no_picture_leads_to_a_refusal(api_url, group, api, person, upload):  # noqa: F811
    author = person()
    avatar = {"media_id": upload(author)["id"]}
    assert api.put("/api/users/me/avatar", as_=author, json=avatar).status_code == 200
    post = api.post("/api/posts", as_=author, json={"type": "text", "content": "Look"}).json()
    with browsing(api_url, make_staff()) as moderator:
        moderator.submit(f"/admin/posts/post/{post['id']}/do/hide/", reason="A row of the log")
    refused = []
    with browsing(api_url, make_staff(group)) as browser:
        for path in (f"profiles/profile/{author.id}/change/", f"core/auditentry/?q={post['id']}"):
            page = browser.get(f"/admin/{path}")
            if page.status_code == 403:
                continue  # a page that no link of this group's leads to
            own = {one for one in re.findall(r'(?:href|src)="(/admin/[^"#]*)"', page.text) if "logout" not in one}
            refused += [one for one in sorted(own) if browser.get(unescape(one)).status_code == 403]
    assert refused == []
