"""Media in the admin: pictures on the pages of posts and media, and evidence for whom decides on it alone."""

import uuid

import pytest
from django.contrib.auth.models import Permission

from posts.media.tests.files import video
from topin.core.admin.tests.staff import browsing, make_staff


@pytest.fixture
def moderator(api_url):
    with browsing(api_url, make_staff()) as browser:
        yield browser


def test_a_post_and_its_media_are_shown(moderator, api, person, upload):
    a = person()
    made = upload(a)
    post = api.post("/api/posts", as_=a, json={"type": "image", "media_ids": [made["id"]]}).json()
    source = f"/admin/posts/media/{made['id']}/file/thumb/"
    assert source in moderator.get(f"/admin/posts/post/{post['id']}/change/").text
    assert source in moderator.get(f"/admin/posts/post/?q={a.handle}").text
    assert source in moderator.get("/admin/posts/media/?use=post").text
    page = moderator.get(f"/admin/posts/media/{made['id']}/change/").text
    assert source.replace("thumb", "medium") in page
    assert f"@{a.handle}" in page
    shown = moderator.get(source)
    assert (shown.headers["content-type"], shown.content[8:12]) == ("image/webp", b"WEBP")
    assert moderator.get(source.replace("thumb", "original")).status_code == 404
    assert moderator.get(f"/admin/posts/media/{uuid.uuid4()}/file/thumb/").status_code == 404


def test_who_may_not_see_media_is_shown_posts_without_them(api_url, api, person, upload):
    a = person()
    ids = [upload(a)["id"] for _ in range(2)]
    post = api.post("/api/posts", as_=a, json={"type": "image", "media_ids": ids}).json()
    pages = f"/admin/posts/post/?q={a.handle}", f"/admin/posts/post/{post['id']}/change/"
    with browsing(api_url, make_staff()) as browser:
        listed, shown = (browser.get(page).text for page in pages)
        assert (ids[0] in listed, "+1" in listed, ids[1] in shown) == (True, True, True)
    with browsing(api_url, make_staff("Support")) as browser:
        for page in pages:
            assert a.handle in browser.get(page).text
            assert [one for one in ids if one in browser.get(page).text] == []


def test_a_video_is_shown_by_its_poster(moderator, person, upload, work):
    made = upload(person(), video(0.3))
    assert "processing" in moderator.get(f"/admin/posts/media/{made['id']}/change/").text
    work()
    moderator.submit(f"/admin/posts/media/{made['id']}/do/inspect/", reason="A report")
    assert f"{made['id']}/file/poster/" in moderator.get(f"/admin/posts/media/{made['id']}/change/").text
    assert moderator.get(f"/admin/posts/media/{made['id']}/file/poster/").status_code == 200


def test_what_has_no_picture_is_not_called_closed(moderator, person, upload, work):
    made = upload(person(), video(0.3, codec="mpeg4"))
    pages = f"/admin/posts/media/?q={made['id']}", f"/admin/posts/media/{made['id']}/change/"
    for words in ("no picture yet", "no picture"):
        for page in pages:
            text = moderator.get(page).text
            assert words in text
            assert (">closed<" in text, "open it to read it" in text) == (False, False)
        work()
    assert "no picture yet" not in moderator.get(pages[0]).text


def test_each_use_can_be_listed(moderator, api, person, upload):
    a = person()
    free, avatar = upload(a), upload(a)
    api.put("/api/users/me/avatar", as_=a, json={"media_id": avatar["id"]})
    for use, shown, hidden in (("nothing", free, avatar), ("avatar", avatar, free)):
        for narrower in ("", f"&q={a.handle}", f"&q={shown['id']}&kind=image&status=ready"):
            page = moderator.get(f"/admin/posts/media/?use={use}{narrower}").text
            assert (shown["id"] in page, hidden["id"] in page) == (True, False)
        assert shown["id"] not in moderator.get(f"/admin/posts/media/?use={use}&kind=video").text
    assert free["id"] not in moderator.get(f"/admin/posts/media/?q={person().handle}").text


def test_what_is_not_public_is_shown_after_it_was_opened_alone(api_url, moderator, api, person, upload, sql):
    a = person()
    free, hung = upload(a), upload(a)
    made = {"type": "image", "media_ids": [hung["id"]], "audience": "followers"}
    post = api.post("/api/posts", as_=a, json=made).json()["id"]
    opens = {free["id"]: f"/admin/posts/media/{free['id']}", hung["id"]: f"/admin/posts/post/{post}"}
    for medium, page in opens.items():
        source = f"/admin/posts/media/{medium}/file/thumb/"
        pages = f"/admin/posts/media/?q={medium}", f"{page}/change/"
        assert moderator.get(source).status_code == 403
        assert [source in moderator.get(one).text for one in pages] == [False] * 2
        moderator.submit(f"{page}/do/inspect/", reason="A report")
        assert moderator.get(source).status_code == 200
        assert source in moderator.get(pages[0]).text
        with browsing(api_url, make_staff()) as other:
            assert other.get(source).status_code == 403
    log = sql("SELECT action, reason FROM private.audit_log WHERE target_id IN (%s, %s)", [free["id"], post])
    assert sorted((row["action"], row["reason"]) for row in log) == [
        ("media.inspect", "A report"), ("post.inspect", "A report"),
    ]  # fmt: skip


def test_evidence_is_seen_by_who_decides_alone(api_url, moderator, api, person, upload, sql):
    a = person()
    made = upload(a)
    body = {"category": "artist", "full_name": "Ada", "evidence_media_id": made["id"]}
    assert api.post("/api/users/me/verification", as_=a, json=body).status_code == 201
    asked = sql("SELECT id::text FROM public.verification_requests WHERE user_id = %s", [a.id])[0]["id"]
    source = f"/admin/posts/media/{made['id']}/file/medium/"
    page = moderator.get(f"/admin/profiles/verificationrequest/{asked}/change/").text
    assert source in page
    assert f'href="/admin/profiles/profile/{a.id}/change/"' in page
    assert [moderator.get(source).status_code for _ in range(2)] == [200, 200]
    log = sql("SELECT action, reason FROM private.audit_log WHERE target_id = %s", [made["id"]])
    assert [tuple(row.values()) for row in log] == [
        ("media.inspect", f"Evidence of the request for the blue tick {asked}")
    ]
    other = make_staff("Support")
    with browsing(api_url, other) as browser:
        assert browser.get(source).status_code == 403
        other.user_permissions.add(Permission.objects.get(codename="view_media"))
        assert browser.get(source).status_code == 404
        assert made["id"] not in browser.get("/admin/posts/media/").text
        assert browser.get("/admin/posts/media/").status_code == 200


def test_nobody_else_opens_a_file_there(api_url, person, upload):
    a = person()
    made = upload(a)
    with browsing(api_url) as browser:
        token = {"Authorization": f"Bearer {a.token}"}
        answer = browser.get(f"/admin/posts/media/{made['id']}/file/thumb/", headers=token)
        assert answer.url.path == "/admin/login/"
