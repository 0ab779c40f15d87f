"""private.explain_access and what staff reach it by: the command and the admin's page."""

import io
import uuid
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from posts import explain
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.db.session import Caller, acting


@pytest.fixture
def asked():
    """`asked(viewer_or_None, post)`: the words of each rule that stops the viewer."""

    def act(viewer, post):
        with acting(Caller(None), alias="staff") as session:
            return [rule.words for rule in explain.explain(session, viewer and viewer.id, post) if not rule.passed]

    return act


@pytest.fixture
def told():
    """`told(viewer, post)`: what the command prints, and whether it says that the post is shown."""

    def act(viewer, post):
        out = io.StringIO()
        try:
            call_command("explainaccess", viewer, post, stdout=out)
        except CommandError as error:
            return out.getvalue(), str(error)
        return out.getvalue(), None

    return act


def test_each_rule_that_stops_is_named_in_words(asked, person, write, follow, block, suspend, sql):
    a, b = person(), person()
    post = write(a, audience="mutuals")
    one, other = f"@{a.handle}", f"@{b.handle}"
    assert asked(a, post) == []
    assert asked(b, post) == [f"The post is for mutual followers; {other} does not follow {one}."]
    follow(b, a)
    assert asked(b, post) == [f"The post is for mutual followers; {other} follows {one} but is not followed back."]
    follow(a, b)
    assert asked(b, post) == []
    block(b, a)
    assert asked(b, post)[0] == f"{other} blocks {one}."
    suspend(a)
    assert f"{one}, who wrote it, is suspended; nobody sees their posts." in asked(b, post)
    sql("UPDATE public.posts SET deleted_at = '2026-01-02', hidden_at = '2026-01-01' WHERE id = %s", [post])
    words = asked(None, post)
    assert "The post was deleted on 2026-01-02; nobody sees it any more." in words
    assert "Moderation hid the post on 2026-01-01 from everybody but its author." in words


def test_who_waits_to_be_accepted_is_told_so(asked, person, write, follow, hide):
    a, b = person(), person()
    post = write(a)
    hide(a)
    follow(b, a)
    closed, asks = f"The account of @{a.handle} is for followers alone", f"@{b.handle} has asked to follow"
    assert asked(b, post) == [f"{closed}; {asks} and is not accepted yet."]


def test_an_unknown_post_or_viewer_is_said_to_be_unknown(asked, told, person, write):
    a = person()
    assert asked(a, str(uuid.uuid4())) == ["There is no post with this id."]
    nobody = str(uuid.uuid4())
    assert asked(SimpleNamespace(id=nobody), write(a)) == ["There is no account with this id."]
    assert told(nobody, write(a))[1] == f"There is no account {nobody}."
    assert told("@nobody.of.that.name", write(a))[1] == "There is no account @nobody.of.that.name."


def test_the_command_takes_a_handle_an_address_an_id_or_nobody(told, person, write, follow):
    a, b = person(), person()
    post = write(a, audience="followers")
    follow(b, a)
    for name in (b.handle, f"@{b.handle.upper()}", b.email, b.id):
        out, error = told(name, post)
        assert error is None and out.endswith("Shown.\n") and "FAIL" not in out
    out, error = told("anonymous", post)
    assert error == "Not shown."
    words = f"The post is for followers; somebody who is not signed in does not follow @{a.handle}."
    assert f"FAIL  audience    {words}" in out


def test_no_app_may_ask(acting_as, person, write):
    a = person()
    post = write(a)
    for who in (a, None):
        with pytest.raises(Exception, match="permission denied"), acting_as(who) as call:
            call("SELECT * FROM private.explain_access($1::uuid, $2::uuid)", a.id, post)


def test_the_page_answers_whom_it_is_asked_about(api_url, person, write, block):
    a, b = person(), person()
    post = write(a)
    ask = f"/admin/posts/post/{post}/ask/access/"
    with browsing(api_url, make_staff()) as browser:
        assert ask in browser.get(f"/admin/posts/post/{post}/change/").text
        assert 'id="staff-answer"' not in browser.get(ask).text
        assert f"@{b.handle} sees this post." in browser.get(ask, params={"viewer": f"@{b.handle}"}).text
        assert "is not signed in sees this post." in browser.get(ask, params={"viewer": "anonymous"}).text
        block(a, b)
        page = browser.get(ask, params={"viewer": f"@{b.handle}"}).text
        assert f"@{b.handle} does not see this post." in page and f"@{a.handle} blocks @{b.handle}." in page
        assert "There is no account @nobody.there." in browser.get(ask, params={"viewer": "@nobody.there"}).text
        assert browser.get(ask.replace("access", "other")).status_code == 404
    with browsing(api_url, make_staff("Analysts")) as browser:  # who may see the post, but not who blocks whom
        assert ask not in browser.get(f"/admin/posts/post/{post}/change/").text
        assert browser.get(ask).status_code == 403
