"""hide_post, restore_post, inspect_post: with a reason, undone, told to the author, seen by nobody meanwhile."""

import json
import uuid

import pytest

from posts import functions
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import Caller, acting
from topin.core.testing.people import STAFF
from topin.core.testing.refusals import refused


def test_hidden_from_all_but_its_author_and_restored(person, write, read, feed, follow, staff, sql, told):
    a, b = person(), person()
    follow(b, a)
    post = write(a, "Buy followers")
    staff(functions.hide_post, target=post, reason="spam, thrice")
    assert read(a, post)["content"] == "Buy followers"
    for stranger in (b, None):
        with refused(404, "not_found"):
            read(stranger, post)
    assert feed(b) == []
    with refused(409, "already_hidden"):
        staff(functions.hide_post, target=post, reason="again")
    assert told(a) == [{"type": "moderation", "actor": None, "count": 1, "entity": {"type": "post", "id": post}}]
    staff(functions.restore_post, target=post, reason="was none")
    assert read(None, post)["id"] == post
    assert [row["id"] for row in feed(b)] == [post]
    with refused(409, "not_hidden"):
        staff(functions.restore_post, target=post, reason="again")
    assert [row["type"] for row in told(a)] == ["moderation"] * 2
    assert told(b) == []
    entries = sql("SELECT action, reason FROM private.audit_log WHERE target_id = %s ORDER BY id", [post])
    assert [(row["action"], row["reason"]) for row in entries] == [
        ("post.hide", "spam, thrice"), ("post.restore", "was none"),
    ]  # fmt: skip


@pytest.mark.parametrize("function", [functions.hide_post, functions.restore_post, functions.inspect_post])
def test_no_reason_no_staff_no_such_post_changes_nothing(function, person, write, staff, sql):
    post = write(person())
    if function is functions.restore_post:
        staff(functions.hide_post, target=post, reason="to be restored")
    before = sql("SELECT version, hidden_at FROM public.posts WHERE id = %s", [post])
    for status, code, given in (
        (400, "reason_required", {"reason": " "}),
        (403, "not_staff", {"caller": Caller(None)}),
        (404, "not_found", {"target": str(uuid.uuid4())}),
    ):
        with refused(status, code):
            staff(function, **{"target": post, "reason": "because", **given})
    assert sql("SELECT version, hidden_at FROM public.posts WHERE id = %s", [post]) == before


def test_a_post_is_hidden_and_restored_in_the_admin(api_url, person, write, read):
    a = person()
    post = write(a, "Buy followers")
    page = f"/admin/posts/post/{post}"
    with browsing(api_url, make_staff()) as moderator:
        assert "The post is hidden." in moderator.submit(f"{page}/do/hide/", reason="Sells followers").text
        with refused(404, "not_found"):
            read(None, post)
        assert "Buy followers" in moderator.get("/admin/posts/post/", params={"state": "hidden"}).text
        assert "The post is seen again." in moderator.submit(f"{page}/do/restore/", reason="An error").text
        assert read(None, post)["id"] == post
        log = moderator.get("/admin/core/auditentry/", params={"q": post}).text
        assert ("Sells followers" in log, "An error" in log, page in log) == (True, True, True)
        assert f"/admin/core/auditentry/?q={post}" in moderator.get(f"{page}/change/").text
        assert "Nothing matches" in moderator.get(f"/admin/posts/post/?state=hidden&q={a.handle}").text
        for state in ("visible", "deleted"):
            assert moderator.get("/admin/posts/post/", params={"state": state}).status_code == 200
    with browsing(api_url, make_staff("Analysts")) as analyst:
        assert analyst.get(f"{page}/change/").status_code == 200
        assert analyst.get(f"{page}/do/hide/").status_code == 403


def test_what_is_not_public_is_read_after_it_was_opened_alone(api_url, person, write, hide, sql):
    a, closed = person(), person()
    hide(closed)
    gone = write(a, "Deleted words")
    sql("UPDATE public.posts SET deleted_at = now() WHERE id = %s", [gone])
    few, home = write(a, "For few", "followers"), write(closed, "At home")
    posts = {few: "For few", home: "At home", gone: "Deleted words"}
    with browsing(api_url, make_staff()) as moderator, browsing(api_url, make_staff()) as other:
        for post, words in posts.items():
            pages = f"/admin/posts/post/?q={post}", f"/admin/posts/post/{post}/change/"
            asked = f"/admin/posts/post/{post}/do/inspect/"
            assert [words in moderator.get(page).text for page in (*pages, asked)] == [False] * 3
            assert words in moderator.submit(asked, reason="A report").text
            assert [words in moderator.get(page).text for page in pages] == [True] * 2
            assert [words in other.get(page).text for page in pages] == [False] * 2
            assert moderator.get(pages[0].replace("post/?", "post/?state=deleted&")).status_code == 200
    with browsing(api_url, make_staff("Support")) as helper:
        assert helper.get(f"/admin/posts/post/{gone}/do/inspect/").status_code == 403
    log = sql("SELECT action FROM private.audit_log WHERE target_id = ANY (%s)", [[*posts]])
    assert [row["action"] for row in log] == ["post.inspect"] * 3


def test_opened_for_half_an_hour_and_for_its_opener(person, write, staff):
    post = write(person(), audience="private")
    staff(functions.inspect_post, target=post, reason="A report")
    asked = "SELECT private.inspected('post', $1)"
    for caller, later, seen in (
        (STAFF, "29 minutes", True), (STAFF, "31 minutes", False),
        (Caller(None, json.dumps({"staff_id": 8})), "0", False), (Caller(None), "0", False),
    ):  # fmt: skip
        with acting(caller, alias="staff") as session:
            session.execute("SELECT set_config('topin.now', (now() + $1::interval)::text, true)", [later])
            assert session.execute(asked, [post]) is seen
