"""/api/posts over real HTTP: the whole way of a post, shapes, headers, and hostile input."""

import json
import uuid

import pytest

from posts.serializers import Post


def publish(api, who, **data):
    response = api.post("/api/posts", json={"type": "text", "content": "Hello", **data}, as_=who)
    assert response.status_code == 201, response.text
    return response.json()


def walk(api, path, who, size):
    """All rows of a list, by its Link headers."""
    rows, url = [], f"{path}?limit={size}"
    while url:
        response = api.get(url, as_=who)
        assert response.status_code == 200, response.text
        rows += response.json()["results"]
        link = response.headers.get("link", "")
        assert bool(link) == (response.json()["next_cursor"] is not None)
        url = link.partition(">")[0].lstrip("<")
    return rows


def test_write_read_change_delete(api, person):
    a, b = person(), person()
    made = api.post("/api/posts/", json={"type": "text", "content": "Hello #World"}, as_=a)
    post = made.json()
    assert (made.status_code, set(post)) == (201, set(Post().fields))
    path = f"/api/posts/{post['id']}"
    read = api.get(path, as_=a)
    assert (read.json(), read.headers["etag"]) == (post, made.headers["etag"])
    assert api.get(path).json()["content"] == "Hello #World"
    assert api.get(path, as_=a, headers={"If-None-Match": read.headers["etag"]}).status_code == 304
    changed = api.put(path, json={"content": "Bye"}, as_=a, headers={"If-Match": read.headers["etag"]})
    assert (changed.status_code, changed.json()["content"], changed.json()["hashtags"]) == (200, "Bye", [])
    api.problem(
        api.patch(path, json={"content": "Late"}, as_=a, headers={"If-Match": read.headers["etag"]}),
        412,
        "stale_version",
    )
    history = api.get(f"{path}/history", as_=b).json()
    assert [row["content"] for row in history["results"]] == ["Bye", "Hello #World"]
    api.problem(api.delete(path, as_=b), 403, "not_author")
    assert [api.delete(path, as_=a).status_code for _ in range(2)] == [204, 204]
    for who in (a, b, None):
        api.problem(api.get(path, as_=who), 404, "not_found")


def test_lists_page_to_their_end(api, person, follow):
    a, fan = person(), person()
    follow(fan, a)
    made = [publish(api, a, content=str(n))["id"] for n in range(5)][::-1]
    for path, who in (("/api/posts", fan), (f"/api/posts/user/{a.id}", None), (f"/api/posts/user/{a.id}", fan)):
        for size in (1, 2, 5, 100):
            assert [row["id"] for row in walk(api, path, who, size)] == made
    assert api.get("/api/posts?mode=latest", as_=fan).json()["results"][0]["id"] == made[0]


def test_a_repost_counts_once_is_taken_back_and_needs_a_public_post(api, person):
    a, b = person(), person()
    path = f"/api/posts/{publish(api, a)['id']}/repost"
    assert api.get(path, as_=b).json() == {"reposted": False}
    answers = [api.post(path, as_=b) for _ in range(2)]
    assert [r.status_code for r in answers] == [201, 200]
    assert answers[0].json() == answers[1].json() == {"reposted": True, "repost_count": 1}
    assert api.get(path, as_=b).json() == {"reposted": True}
    assert [api.delete(path, as_=b).status_code for _ in range(2)] == [204, 204]
    closed = publish(api, a, audience="followers")["id"]
    api.problem(api.post(f"/api/posts/{closed}/repost", as_=a), 403, "audience_not_public")
    api.problem(api.post(f"/api/posts/{closed}/repost", as_=b), 404, "not_found")


def test_the_same_key_publishes_once(api, person):
    a = person()
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (
        api.post("/api/posts", json={"type": "text", "content": "Once"}, as_=a, headers=headers) for _ in range(2)
    )
    assert first.content == again.content
    assert again.headers["idempotent-replayed"] == "true"
    other = api.post("/api/posts", json={"type": "text", "content": "Other"}, as_=a, headers=headers)
    api.problem(other, 422, "idempotency_key_reused")
    assert len(walk(api, "/api/posts", a, 20)) == 1


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "required", "type"),
        ({"type": "poll", "content": "x"}, "invalid_choice", "type"),
        ({"type": "text", "content": "x", "audience": "friends"}, "invalid_choice", "audience"),
        ({"type": "text", "content": "x", "comments_from": "friends"}, "invalid_choice", "comments_from"),
        ({"type": "text", "content": 7}, "invalid", "content"),
        ({"type": "text", "content": None}, "null", "content"),
        ({"type": "text", "content": ["x"]}, "invalid", "content"),
        ({"type": "text", "content": "x" * 5001}, "max_length", "content"),
        ({"type": "text", "content": "x", "like_count": 9}, "unknown_field", "like_count"),
        ({"type": "text", "content": "x", "author": str(uuid.uuid4())}, "unknown_field", "author"),
        ({"type": "image", "media_ids": "all"}, "not_a_list", "media_ids"),
        ({"type": "image", "media_ids": ["1' OR '1'='1"]}, "invalid", "media_ids.0"),
        ({"type": "image", "media_ids": [str(uuid.UUID(int=1))] * 2}, "duplicate", "media_ids"),
        ({"type": "image", "media_ids": [str(uuid.UUID(int=1))]}, "invalid_media", "media_ids"),
        ({"type": "image", "media_ids": []}, "media_required", "media_ids"),
        ({"type": "text", "content": "x", "alt_texts": {"a": "b"}}, "invalid_alt_texts", "alt_texts"),
        ({"type": "text", "content": "x", "alt_texts": ["b"]}, "not_a_dict", "alt_texts"),
        ({"type": "text", "content": "  "}, "content_required", "content"),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(api, person, body, code, field):
    a = person()
    response = api.post("/api/posts", json=body, as_=a)
    problem = api.problem(response, 400, code)
    assert field in [error["field"].replace("[", ".").replace("]", "") for error in problem["errors"]]
    assert api.get("/api/posts", as_=a).json()["results"] == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"type":"text","content":"a\\u0000b"}',
     b'{"type":"text","content":"\\ud800"}', b'{"type":"text","content":"x","type":1e999}', b"[" * 100_000],
)  # fmt: skip
def test_bytes_that_are_no_body(api, person, content):
    a = person()
    headers = {"Content-Type": "application/json"}
    response = api.post("/api/posts", content=content, headers=headers, as_=a)
    assert response.status_code == 400, response.text
    assert response.json()["code"]
    assert api.get("/api/posts", as_=a).json()["results"] == []


def test_too_much_and_the_wrong_kind(api, person):
    a = person()
    big = json.dumps({"type": "text", "content": "x" * 10_000_000})
    response = api.post("/api/posts", content=big, headers={"Content-Type": "application/json"}, as_=a)
    assert response.status_code == 413
    form = api.post("/api/posts", data={"type": "text", "content": "x"}, as_=a)
    assert form.status_code == 415
    path = f"/api/posts/{publish(api, a)['id']}"
    wrong = api.post(path, json={}, as_=a)
    api.problem(wrong, 405, "method_not_allowed")
    assert "PUT" in wrong.headers["allow"]


def test_cursors_are_not_to_be_altered_or_carried_elsewhere(api, person):
    a = person()
    for n in range(3):
        publish(api, a, content=str(n))
    cursor = api.get("/api/posts?limit=1", as_=a).json()["next_cursor"]
    for bad in ("x", "", cursor[:-2], cursor[:-1] + ("A" if cursor[-1] != "A" else "B"), "%00", "é"):
        api.problem(api.get("/api/posts", params={"cursor": bad}, as_=a), 400, "invalid_cursor")
    elsewhere = api.get(f"/api/posts/user/{a.id}", params={"cursor": cursor}, as_=a)
    api.problem(elsewhere, 400, "invalid_cursor")
    for limit in ("0", "101", "-1", "x", "1e2"):
        assert api.get("/api/posts", params={"limit": limit}, as_=a).status_code == 400
    assert api.get("/api/posts?mode=magic", as_=a).status_code == 400


def test_who_is_nobody_reads_what_is_public_alone(api, person):
    a = person()
    shown, hidden = publish(api, a), publish(api, a, audience="followers")
    assert [row["id"] for row in api.get(f"/api/posts/user/{a.id}").json()["results"]] == [shown["id"]]
    api.problem(api.get(f"/api/posts/{hidden['id']}"), 404, "not_found")
    for method, path in (
        ("GET", "/api/posts"), ("POST", "/api/posts"), ("PUT", f"/api/posts/{shown['id']}"),
        ("DELETE", f"/api/posts/{shown['id']}"), ("GET", f"/api/posts/{shown['id']}/history"),
        ("POST", f"/api/posts/{shown['id']}/repost"), ("GET", f"/api/posts/{shown['id']}/repost"),
    ):  # fmt: skip
        assert api.request(method, path).status_code == 401, (method, path)
    bad = api.get(f"/api/posts/{shown['id']}", headers={"Authorization": "Bearer x.y.z"})
    api.problem(bad, 401, "invalid_token")


def test_the_blocked_pair_and_unknown_ids_are_one_404(api, person, block):
    a, b = person(), person()
    theirs = publish(api, a)["id"]
    block(b, a)
    bodies = set()
    for post in (theirs, str(uuid.uuid4())):
        for method, path in (
            ("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/history"), ("GET", "/repost"), ("POST", "/repost"),
            ("DELETE", "/repost"),
        ):  # fmt: skip
            body = {"json": {"content": "x"}} if method == "PUT" else {}
            bodies.add(api.request(method, f"/api/posts/{post}{path}", as_=b, **body).text)
    assert len(bodies) == 1, bodies
    assert json.loads(bodies.pop())["code"] == "not_found"
    api.problem(api.get(f"/api/posts/user/{a.id}", as_=b), 404, "not_found")
    for path in ("/api/posts/not-a-uuid", "/api/posts/user/%27", f"/api/posts/{theirs}/else"):
        assert api.get(path, as_=a).status_code == 404
