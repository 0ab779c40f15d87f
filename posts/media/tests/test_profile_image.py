"""Avatar and cover (set_profile_image, remove_profile_image): who sees them, and that no file stays behind."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from posts.media.tests.conftest import stored
from posts.media.tests.files import SVG, picture, video

AVATAR, COVER = "/api/users/me/avatar", "/api/users/me/cover"


def change(api, who, path=AVATAR, content=None):
    return api.put(path, as_=who, files={"file": ("me.png", content or picture(), "image/png")})


def media_of(sql, who):
    rows = sql("SELECT id::text, used_as FROM public.media WHERE owner_id = %s ORDER BY used_as", [who.id])
    return {row["used_as"]: row["id"] for row in rows}


def opened(api, who, url):
    return api.get(url, as_=who, follow_redirects=True).status_code


def test_a_file_becomes_the_avatar(api, person, sql):
    a = person()
    answer = change(api, a)
    url = answer.json()["avatar_url"]
    assert answer.status_code == 200
    assert url == f"/api/media/{media_of(sql, a)['avatar']}/thumb"
    assert api.get(f"/api/users/{a.id}").json()["avatar_url"] == url
    assert [opened(api, who, url) for who in (a, person(), None)] == [200, 200, 200]


def test_an_upload_becomes_the_cover(api, person, upload, sql):
    a = person()
    made = upload(a)
    for _ in range(2):
        answer = api.put(COVER, as_=a, json={"media_id": made["id"]})
        assert answer.json()["cover_url"] == f"/api/media/{made['id']}/medium"
    assert media_of(sql, a) == {"cover": made["id"]}


def test_the_one_before_goes_with_its_files(api, person, sql, work):
    a = person()
    change(api, a)
    first = media_of(sql, a)["avatar"]
    change(api, a, COVER)
    change(api, a)
    assert media_of(sql, a)["avatar"] != first
    assert len(media_of(sql, a)) == 2
    work()
    assert stored(first) == set()


def test_it_can_be_removed(api, person, sql, work):
    a = person()
    change(api, a)
    media_id = media_of(sql, a)["avatar"]
    for _ in range(2):
        assert api.delete(AVATAR, as_=a).status_code == 204
    assert api.get("/api/users/me", as_=a).json()["avatar_url"] is None
    work()
    assert (media_of(sql, a), stored(media_id)) == ({}, set())


def test_who_sees_the_person_sees_the_avatar_and_who_sees_the_profile_the_cover(api, person, follow, block):
    a, follower, stranger, blocked = person(), person(), person(), person()
    follow(follower, a)
    block(a, blocked)
    avatar, cover = change(api, a).json()["avatar_url"], change(api, a, COVER).json()["cover_url"]
    viewers = (a, follower, stranger, None, blocked)
    assert [opened(api, who, avatar) for who in viewers] == [200, 200, 200, 200, 404]
    assert [opened(api, who, cover) for who in viewers] == [200, 200, 200, 200, 404]
    api.put("/api/settings/privacy", as_=a, json={"profile_visibility": "followers"})
    assert [opened(api, who, avatar) for who in viewers] == [200, 200, 200, 200, 404]
    assert [opened(api, who, cover) for who in viewers] == [200, 200, 404, 404, 404]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (SVG, 415, "media_type_not_supported"),
        (video(0.2), 400, "media_wrong_kind"),
        (picture()[:999], 422, "media_broken"),
    ],
    ids=["svg", "video", "truncated"],
)
def test_a_refused_file_leaves_everything_as_it_was(api, person, sql, content, status, code):
    a = person()
    before = change(api, a).json()["avatar_url"]
    api.problem(change(api, a, content=content), status, code)
    assert api.get("/api/users/me", as_=a).json()["avatar_url"] == before
    assert len(media_of(sql, a)) == 1


def test_another_s_upload_a_video_and_a_used_one_are_refused(api, person, upload, medium):
    a, b = person(), person()
    used = upload(a)
    api.post("/api/posts", as_=a, json={"type": "image", "media_ids": [used["id"]]})
    for media_id, status, code in (
        (upload(b)["id"], 400, "invalid_media"), (str(uuid.uuid4()), 400, "invalid_media"),
        (medium(a, kind="video"), 400, "media_wrong_kind"), (used["id"], 409, "media_in_use"),
        (medium(a, status="pending"), 409, "media_not_ready"),
    ):  # fmt: skip
        problem = api.problem(api.put(AVATAR, as_=a, json={"media_id": media_id}), status, code)
        assert problem["errors"][0]["field"] == "media_id"
    assert api.put(AVATAR, as_=a, json={"media_id": "x", "url": "y"}).status_code == 400
    assert api.get("/api/users/me", as_=a).json()["avatar_url"] is None


def test_changes_at_once_leave_one_avatar(api, person, sql):
    a = person()
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: change(api, a).status_code, range(4)))
    assert codes == [200] * 4
    url = api.get("/api/users/me", as_=a).json()["avatar_url"]
    assert url == f"/api/media/{media_of(sql, a)['avatar']}/thumb"
    assert len(sql("SELECT 1 FROM public.media WHERE owner_id = %s", [a.id])) == 1


def test_nobody_has_no_avatar(api):
    api.problem(api.delete(AVATAR), 401, "authentication_required")
    api.problem(change(api, None), 401, "authentication_required")
