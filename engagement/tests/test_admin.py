"""hide_comment and restore_comment: through the admin, with a reason, undone, seen by nobody meanwhile."""

import uuid

from engagement import functions
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import Caller
from topin.core.testing.refusals import refused


def test_hidden_and_restored(person, write, comment, comments, read, fold, staff, sql):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    staff(functions.hide_comment, target=below, reason="spam, thrice")
    fold()
    assert comments(a, post) == comments(None, post) == []
    assert [row["content"] for row in comments(b, post)] == ["A comment"]
    assert read(a, post)["comment_count"] == 0
    with refused(409, "already_hidden"):
        staff(functions.hide_comment, target=below, reason="again")
    staff(functions.restore_comment, target=below, reason="was none")
    fold()
    assert len(comments(a, post)) == read(a, post)["comment_count"] == 1
    with refused(409, "not_hidden"):
        staff(functions.restore_comment, target=below, reason="again")
    entries = sql("SELECT action, reason FROM private.audit_log WHERE target_id = %s ORDER BY id", [below])
    assert [(row["action"], row["reason"]) for row in entries] == [
        ("comment.hide", "spam, thrice"), ("comment.restore", "was none"),
    ]  # fmt: skip


def test_one_that_was_answered_is_a_tombstone_meanwhile(person, write, comment, comments, staff):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post)
    comment(a, post, "answer", below)
    staff(functions.hide_comment, target=below, reason="because")
    assert [(row["deleted"], row["content"]) for row in comments(a, post)] == [(True, "")]
    assert [row["content"] for row in comments(a, post, parent=below)] == ["answer"]


def test_no_reason_no_staff_no_such_comment_changes_nothing(person, write, comment, comments, staff):
    a = person()
    post = write(a)
    below = comment(a, post)
    for status, code, given in (
        (400, "reason_required", {"reason": " "}),
        (403, "not_staff", {"caller": Caller(None)}),
        (404, "not_found", {"target": str(uuid.uuid4())}),
    ):
        with refused(status, code):
            staff(functions.hide_comment, **{"target": below, "reason": "because", **given})
    with refused(404, "not_found"):
        staff(functions.restore_comment, target=str(uuid.uuid4()), reason="because")
    assert len(comments(None, post)) == 1


def test_a_comment_is_found_hidden_and_restored_in_the_admin(api_url, person, write, comment, comments):
    a, b = person(), person()
    post = write(a)
    below = comment(b, post, "Buy followers")
    page = f"/admin/engagement/comment/{below}"
    with browsing(api_url, make_staff()) as moderator:
        for term in (below, post, b.handle, f"@{b.handle}"):
            assert "Buy followers" in moderator.get("/admin/engagement/comment/", params={"q": term}).text
        for term in (a.handle, str(uuid.uuid4()), "\0", "'"):
            found = moderator.get("/admin/engagement/comment/", params={"q": term})
            assert found.status_code == 200
        assert "Buy followers" not in moderator.get("/admin/engagement/comment/", params={"q": a.handle}).text
        assert moderator.get("/admin/engagement/comment/", params={"state": "visible"}).status_code == 200
        after = moderator.submit(f"{page}/do/hide/", reason="Sells followers")
        assert "The comment is hidden." in after.text
        assert comments(None, post) == []
        assert "The comment is seen again." in moderator.submit(f"{page}/do/restore/", reason="An error").text
        assert len(comments(None, post)) == 1
    with browsing(api_url, make_staff("Analysts")) as analyst:
        assert analyst.get(f"{page}/change/").status_code == 200
        assert analyst.get(f"{page}/do/hide/").status_code == 403


def test_a_post_leads_to_its_comments(api_url, person, write, comment):
    a = person()
    post, other = write(a), write(a)
    below, elsewhere = comment(a, post), comment(a, other)
    found = f"/admin/engagement/comment/?q={post}"
    with browsing(api_url, make_staff()) as browser:
        assert f'href="{found}"' in browser.get(f"/admin/posts/post/{post}/change/").text
        listed = browser.get(found).text
    assert (str(below) in listed, str(elsewhere) in listed) == (True, False)


def test_corrections_are_shown_and_found(api_url, person, write, sql):
    a = person()
    post, day = write(a), "2015-02-03"
    sql(
        """SELECT private.note_correction('post', %(post)s, '{"like_count": 9}', '{"like_count": 1}'),
                  private.note_correction('post_day', %(post)s, '{"views": 7}', '{"views": 2}', %(day)s),
                  private.note_correction('product_day', NULL, '{"views": 70}', '{"views": 71}', %(day)s)""",
        {"post": post, "day": day},
    )
    page = "/admin/engagement/correction/"
    with browsing(api_url, make_staff("Analysts")) as analyst:
        for term in (post, a.id, a.handle):
            found = analyst.get(page, params={"q": term}).text
            assert "like count 9 → 1" in found and "views 7 → 2" in found and "70 → 71" not in found
        assert "like count" not in analyst.get(page, params={"q": post, "kind": "post_day"}).text
        assert "views 70 → 71" in analyst.get(page, params={"kind": "product_day"}).text
        (one,) = sql("SELECT id FROM private.corrections WHERE subject_id = %s AND kind = 'post'", [post])
        opened = analyst.get(f"{page}{one['id']}/change/").text
        assert "Like count: 9 → 1" in opened and f"/admin/posts/post/{post}/change/" in opened
    with browsing(api_url, make_staff("Moderators")) as moderator:
        assert moderator.get(page).status_code == 403
