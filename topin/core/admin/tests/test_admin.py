"""The admin over real HTTP: who gets in, what they see, and that an action needs its permission and a reason."""

import re
import uuid

import pytest

from .staff import browsing, make_staff

STATE = "SELECT suspended_at, suspended_until FROM public.profiles WHERE id = %s"
LOG = "SELECT * FROM private.audit_log WHERE target_id = %s ORDER BY id"
LISTS = (
    "profiles/profile", "profiles/verificationrequest", "profiles/erasurecertificate", "posts/post", "posts/media",
    "engagement/comment",
    "core/auditentry",
    "core/jobrun", "core/outboxmessage", "django_celery_beat/periodictask", "auth/user", "auth/group",
)  # fmt: skip

_PEOPLE = {"profiles/profile", "posts/post", "engagement/comment"}


@pytest.fixture
def moderator(api_url):
    user = make_staff()
    with browsing(api_url, user) as browser:
        browser.user = user
        yield browser


def test_nobody_gets_in_without_signing_in(api_url, person):
    with browsing(api_url) as browser:
        for path in ("", *(f"{name}/" for name in LISTS)):
            assert browser.get(f"/admin/{path}").url.path == "/admin/login/"
        token = {"Authorization": f"Bearer {person().token}"}
        assert browser.get("/admin/profiles/profile/", headers=token).url.path == "/admin/login/"


def test_an_administrator_sees_every_page(api_url):
    with browsing(api_url, make_staff(None)) as browser:
        for path in ("", *(f"{name}/" for name in LISTS), "second-factor/"):
            assert browser.get(f"/admin/{path}").status_code == 200, path


@pytest.mark.parametrize(
    ("group", "seen"),
    [
        ("Moderators", _PEOPLE | {"posts/media", "profiles/verificationrequest", "core/auditentry"}),
        ("Finance", {"profiles/profile", "core/auditentry"}),
        ("Support", {*LISTS} - {"auth/user", "auth/group", "posts/media", "profiles/verificationrequest"}),
        ("Analysts", _PEOPLE),
    ],
)
def test_each_group_sees_its_pages_alone(api_url, group, seen):
    with browsing(api_url, make_staff(group)) as browser:
        assert browser.get("/admin/").status_code == 200
        assert {name for name in LISTS if browser.get(f"/admin/{name}/").status_code == 200} == seen


def test_what_a_page_is_drawn_with_is_there(moderator):
    styles = re.findall(r'href="(/static/[^"]+\.css)"', moderator.get("/admin/").text)
    assert any(one.endswith("staff.css") for one in styles)
    for one in styles:
        answer = moderator.get(one)
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/css"), one


def test_suspend_and_undo(moderator, person, sql, api):
    target = person()
    page = f"/admin/profiles/profile/{target.id}/change/"
    do = f"/admin/profiles/profile/{target.id}/do"
    assert f"{do}/suspend/" in moderator.get(page).text
    after = moderator.submit(f"{do}/suspend/", reason="Sells followers", days="7")
    assert after.url.path == page and "The account is suspended." in after.text
    assert f"{do}/restore/" in after.text and f"{do}/suspend/" not in after.text
    state = sql(STATE, [target.id])[0]
    assert 6.9 < (state["suspended_until"] - state["suspended_at"]).total_seconds() / 86400 < 7.1
    api.problem(api.get("/api/users/me", as_=target), 403, "account_suspended")
    moderator.submit(f"{do}/restore/", reason="It was somebody else")
    assert set(sql(STATE, [target.id])[0].values()) == {None}
    assert api.get("/api/users/me", as_=target).status_code == 200
    first, second = sql(LOG, [target.id])
    assert (first["staff_id"], first["staff_name"]) == (moderator.user.pk, moderator.user.username)
    assert (first["reason"], str(first["address"]), second["action"]) == (
        "Sells followers",
        "127.0.0.1",
        "account.restore",
    )
    assert len(first["request_id"]) == 32 and first["request_id"] != second["request_id"]


@pytest.mark.parametrize("fields", [{}, {"reason": "x"}, {"reason": "  "}, {"reason": "spam", "days": "9999"}])
def test_an_action_without_a_proper_form_changes_nothing(moderator, person, sql, fields):
    target = person()
    answer = moderator.submit(f"/admin/profiles/profile/{target.id}/do/suspend/", **fields)
    assert answer.status_code == 200 and "suspended." not in answer.text
    assert set(sql(STATE, [target.id])[0].values()) == {None} and sql(LOG, [target.id]) == []


def test_what_the_database_refuses_is_shown_and_changes_nothing(moderator, person, sql):
    target = person()
    path = f"/admin/profiles/profile/{target.id}/do/suspend/"
    moderator.submit(path, reason="spam")
    assert "suspended already" in moderator.submit(path, reason="again").text
    assert len(sql(LOG, [target.id])) == 1


@pytest.mark.parametrize("group", ["Analysts", "Finance", "Support"])
def test_who_may_not_suspend_is_refused_and_changes_nothing(api_url, group, person, sql):
    target = person()
    with browsing(api_url, make_staff(group)) as browser:
        path = f"/admin/profiles/profile/{target.id}/do/suspend/"
        assert path not in browser.get(f"/admin/profiles/profile/{target.id}/change/").text
        browser.get("/admin/password_change/")
        token = browser.cookies["staff_csrf"]
        answer = browser.post(path, data={"reason": "spam"}, headers={"X-CSRFToken": token})
        assert answer.status_code == 403
    assert set(sql(STATE, [target.id])[0].values()) == {None} and sql(LOG, [target.id]) == []


def test_a_post_without_the_csrf_token_is_refused(moderator, person, sql):
    target = person()
    answer = moderator.post(f"/admin/profiles/profile/{target.id}/do/suspend/", data={"reason": "spam"})
    assert answer.status_code == 403
    assert set(sql(STATE, [target.id])[0].values()) == {None}


@pytest.mark.parametrize(
    "name", ["profiles/profile", "posts/post", "core/auditentry", "core/jobrun", "core/outboxmessage"]
)
def test_app_tables_are_neither_added_nor_changed_nor_deleted_by_hand(api_url, person, name):
    person()
    with browsing(api_url, make_staff(None)) as browser:
        assert browser.get(f"/admin/{name}/add/").status_code == 403
        assert "delete_selected" not in browser.get(f"/admin/{name}/").text


def test_a_profile_can_be_looked_at_but_not_changed_or_deleted(api_url, person, sql):
    target = person()
    with browsing(api_url, make_staff(None)) as browser:
        assert browser.get(f"/admin/profiles/profile/{target.id}/delete/").status_code == 403
        assert browser.submit(f"/admin/profiles/profile/{target.id}/change/", display_name="x").status_code == 403
    assert sql("SELECT display_name FROM public.profiles WHERE id = %s", [target.id])[0]["display_name"] != "x"


@pytest.mark.parametrize(
    "path",
    ["profiles/profile/x/change/", f"profiles/profile/{uuid.UUID(int=7)}/do/suspend/", "core/jobrun/0/change/"],
)
def test_unknown_ids_are_no_fault_of_ours(api_url, path):
    with browsing(api_url, make_staff(None)) as browser:
        assert browser.get(f"/admin/{path}").status_code in (200, 404)


@pytest.mark.parametrize("term", ["", "%", "'", "\x00", "@", "a" * 300, "é", "0" * 32])
def test_any_search_is_answered(api_url, term):
    with browsing(api_url, make_staff(None)) as browser:
        for name in ("profiles/profile", "posts/post", "core/auditentry"):
            assert browser.get(f"/admin/{name}/", params={"q": term}).status_code == 200, name


def test_people_and_their_posts_are_found(moderator, person, acting_as):
    author, other = person(), person()
    with acting_as(author, commit=True) as call:
        call(
            "SELECT body FROM public.create_post($1, $2)",
            author.id,
            '{"type": "text", "content": "Seen by staff"}',
        )
    found = moderator.get("/admin/profiles/profile/", params={"q": author.email}).text
    assert f"@{author.handle}" in found and f"@{other.handle}" not in found
    assert "Seen by staff" in moderator.get("/admin/posts/post/", params={"q": author.handle}).text
    assert "Seen by staff" not in moderator.get("/admin/posts/post/", params={"q": other.handle}).text


def test_pages_load_nothing_from_elsewhere_and_say_so(moderator):
    policy = moderator.get("/admin/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self' 'unsafe-eval'" in policy
    assert "http:" not in policy and "frame-ancestors 'none'" in policy


def test_a_dead_letter_is_replayed_with_a_reason(api_url, sql):
    message = sql(
        "INSERT INTO private.outbox (kind, status, finished_at, tries, queue, payload)"
        " VALUES ('test.dead', 'dead', now(), 12, 'money',"
        ' \'{"to": "x", "secret": "sealed"}\') RETURNING id'
    )[0]["id"]
    with browsing(api_url, make_staff("Support")) as browser:
        shown = browser.get(f"/admin/core/outboxmessage/{message}/change/").text
        assert "sealed" not in shown
        browser.submit(f"/admin/core/outboxmessage/{message}/do/replay/", reason="The mail server is back")
    row = sql("SELECT status, tries FROM private.outbox WHERE id = %s", [message])[0]
    assert row == {"status": "waiting", "tries": 0}
    assert sql(LOG, [str(message)])[0]["action"] == "outbox.replay"
    sql("DELETE FROM private.outbox WHERE id = %s", [message])


@pytest.mark.parametrize(
    ("action", "status", "tick"), [("approve", "approved", True), ("reject", "rejected", False)]
)
def test_a_request_for_the_blue_tick_is_decided(moderator, person, acting_as, sql, action, status, tick):
    someone = person()
    with acting_as(someone, commit=True) as act:
        act("SELECT body FROM public.request_verification($1, 'artist', 'A Painter')", someone.id)
    asked = sql("SELECT id FROM public.verification_requests WHERE user_id = %s", [someone.id])[0]["id"]
    assert f"@{someone.handle}" in moderator.get("/admin/profiles/verificationrequest/?status=pending").text
    page = f"/admin/profiles/verificationrequest/{asked}/do/{action}/"
    after = moderator.submit(page, reason="Looked at the evidence")
    assert f"The request is {status}." in after.text and page not in after.text
    state = (
        "SELECT status, is_verified FROM public.verification_requests v JOIN public.profiles p ON p.id = user_id"
    )
    assert sql(f"{state} WHERE v.id = %s", [asked]) == [{"status": status, "is_verified": tick}]
    assert [entry["action"] for entry in sql(LOG, [str(asked)])] == [f"verification.{status}"]
