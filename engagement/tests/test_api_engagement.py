"""The endpoints over real HTTP: statuses, headers, what is not taken, who is nobody, the blocked pair."""

import json
import uuid

import pytest

BIG = {"content": "x" * 2001}


@pytest.fixture
def post(api, person):
    """(its author, its id)"""
    a = person()
    made = api.post("/api/posts", json={"type": "text", "content": "A post"}, as_=a)
    return a, made.json()["id"]


def below(api, who, post, **body):
    return api.post(f"/api/engagement/comment/{post}", json={"content": "Well", **body}, as_=who)


def test_a_like_counts_once_and_is_taken_back(api, person, post):
    _, content = post
    b, path = person(), f"/api/engagement/like/{content}"
    first, again = api.post(path, as_=b), api.post(path + "/", as_=b)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"liked": True, "like_count": 1}
    likers = api.get(f"/api/engagement/likes/{content}").json()
    assert ([who["id"] for who in likers["results"]], likers["next_cursor"]) == ([b.id], None)
    for _ in range(2):
        gone = api.delete(path, as_=b)
        assert (gone.status_code, gone.json()) == (200, {"liked": False, "like_count": 0})


def test_commenting_rewording_and_deleting(api, person, post):
    a, content = post
    b = person()
    made = below(api, b, content)
    assert made.status_code == 201
    path = f"/api/engagement/comment/{made.json()['id']}"
    shown = api.get(path)
    assert (shown.json(), shown.headers["etag"]) == (made.json(), made.headers["etag"])
    assert api.get(path, headers={"If-None-Match": shown.headers["etag"]}).status_code == 304
    reworded = api.put(path, json={"content": "Oh"}, as_=b, headers={"If-Match": shown.headers["etag"]})
    assert (reworded.status_code, reworded.json()["content"]) == (200, "Oh")
    stale = api.put(path, json={"content": "No"}, as_=b, headers={"If-Match": shown.headers["etag"]})
    api.problem(stale, 412, "stale_version")
    api.problem(api.put(path, json={"content": "No"}, as_=a), 403, "not_author")
    assert [api.delete(path, as_=b).status_code for _ in range(2)] == [204, 204]
    api.problem(api.get(path), 404, "not_found")
    assert api.get(f"/api/engagement/comments/{content}").json()["results"] == []


def test_hiding_a_comment_and_showing_it_again(api, person, post):
    a, content = post
    b, c = person(), person()
    made = below(api, b, content).json()
    path = f"/api/engagement/comment/{made['id']}"
    read = api.get(path, as_=b)
    first, again = api.post(f"{path}/hide", as_=a), api.post(f"{path}/hide/", as_=a)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {**made, "hidden_by_author": True}
    for who in (a, b):
        shown = api.get(path, as_=who, headers={"If-None-Match": read.headers["etag"]})
        assert (shown.status_code, shown.json()["hidden_by_author"]) == (200, True)
    api.problem(api.get(path, as_=c), 404, "not_found")
    assert api.get(f"/api/engagement/comments/{content}", as_=c).json()["results"] == []
    assert [api.delete(f"{path}/hide", as_=a).status_code for _ in range(2)] == [204, 204]
    assert api.get(path).json() == made
    for method in ("POST", "DELETE"):
        assert api.request(method, f"{path}/hide").status_code == 401
        api.problem(api.request(method, f"{path}/hide", as_=b), 403, "not_author")
        api.problem(api.request(method, f"/api/engagement/comment/{content}/hide", as_=a), 404, "not_found")


def test_an_author_says_who_may_comment(api, person, post):
    a, content = post
    b = person()
    closed = api.put(f"/api/posts/{content}", json={"comments_from": "nobody"}, as_=a)
    assert (closed.status_code, closed.json()["comments_from"], closed.json()["edited_at"]) == (
        200,
        "nobody",
        None,
    )
    assert api.get(f"/api/posts/{content}", as_=b).json()["viewer"]["can_comment"] is False
    api.problem(below(api, b, content), 403, "comments_limited")
    assert api.get(f"/api/engagement/comments/{content}", as_=a).json()["results"] == []
    wrong = api.put(f"/api/posts/{content}", json={"comments_from": None}, as_=a)
    api.problem(wrong, 400, "null")
    api.put(f"/api/posts/{content}", json={"comments_from": "everyone"}, as_=a)
    assert below(api, b, content).status_code == 201


def test_the_same_comment_sent_twice_under_one_key_stands_once(api, post):
    a, content = post
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (
        api.post(f"/api/engagement/comment/{content}", json={"content": "x"}, as_=a, headers=headers) for _ in "12"
    )
    assert first.content == again.content
    assert len(api.get(f"/api/engagement/comments/{content}").json()["results"]) == 1


def test_pages_in_each_order_follow_their_cursor_and_no_other(api, post):
    a, content = post
    made = [below(api, a, content, content=str(n)).json()["id"] for n in range(5)]
    for sort, expected in (("old", made), ("new", made[::-1]), ("top", made[::-1])):
        found, path = [], f"/api/engagement/comments/{content}?sort={sort}&limit=2"
        query = path
        while query:
            page = api.get(query)
            found += [row["id"] for row in page.json()["results"]]
            cursor = page.json()["next_cursor"]
            query = f"{path}&cursor={cursor}" if cursor else None
        assert found == expected
    cursor = api.get(f"/api/engagement/comments/{content}?sort=old&limit=2").json()["next_cursor"]
    other = api.get(f"/api/engagement/comments/{content}?sort=top&limit=2&cursor={cursor}")
    api.problem(other, 400, "invalid_cursor")
    for query in ("sort=best", "parent_id=x", "parent_id=", "limit=0", "sort=new&x=1", "sort=%00"):
        assert api.get(f"/api/engagement/comments/{content}?{query}").status_code == 400, query


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "required", "content"), ({"content": ""}, "blank", "content"),
        ({"content": " \n"}, "blank", "content"),
        ({"content": None}, "null", "content"), ({"content": 7}, "invalid", "content"),
        ({"content": ["x"]}, "invalid", "content"), (BIG, "max_length", "content"),
        ({"content": "x", "parent_id": "1' OR '1'='1"}, "invalid", "parent_id"),
        ({"content": "x", "like_count": 9}, "unknown_field", "like_count"),
        ({"content": "x", "author_id": str(uuid.UUID(int=1))}, "unknown_field", "author_id"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_changes_nothing(api, post, body, code, field):
    a, content = post
    problem = api.problem(api.post(f"/api/engagement/comment/{content}", json=body, as_=a), 400, code)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert api.get(f"/api/engagement/comments/{content}").json()["results"] == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"content":"a\\u0000b"}', b'{"content":"\\ud800"}', b"[" * 100_000],
)
def test_bytes_that_are_no_body(api, post, content):
    a, target = post
    headers = {"Content-Type": "application/json"}
    answer = api.post(f"/api/engagement/comment/{target}", content=content, headers=headers, as_=a)
    assert (answer.status_code, bool(answer.json()["code"])) == (400, True)
    assert api.get(f"/api/engagement/comments/{target}").json()["results"] == []


def test_who_is_nobody_reads_what_is_public_alone(api, post):
    a, content = post
    comment = below(api, a, content).json()["id"]
    hidden = api.post("/api/posts", json={"type": "text", "content": "x", "audience": "followers"}, as_=a).json()[
        "id"
    ]
    secret = below(api, a, hidden).json()["id"]
    for path in (f"likes/{hidden}", f"comments/{hidden}", f"likes/{secret}", f"comment/{secret}"):
        api.problem(api.get(f"/api/engagement/{path}"), 404, "not_found")
    for method, path in (
        ("POST", f"like/{content}"), ("DELETE", f"like/{content}"), ("POST", f"comment/{content}"),
        ("PUT", f"comment/{comment}"), ("DELETE", f"comment/{comment}"),
    ):  # fmt: skip
        assert api.request(method, f"/api/engagement/{path}").status_code == 401, (method, path)


def test_the_blocked_pair_and_unknown_ids_are_one_404(api, person, post, block):
    a, content = post
    b = person()
    comment = below(api, a, content).json()["id"]
    block(b, a)
    bodies = set()
    for target, answered in ((content, comment), (str(uuid.uuid4()), str(uuid.uuid4()))):
        for method, path in (
            ("POST", f"like/{target}"), ("DELETE", f"like/{target}"), ("GET", f"likes/{target}"),
            ("POST", f"comment/{target}"), ("GET", f"comments/{target}"),
            ("GET", f"comments/{target}?parent_id={answered}"), ("POST", f"like/{answered}"),
            ("GET", f"comment/{answered}"), ("PUT", f"comment/{answered}"), ("DELETE", f"comment/{answered}"),
        ):  # fmt: skip
            body = {"json": {"content": "x"}} if method in ("PUT", "POST") else {}
            bodies.add(api.request(method, f"/api/engagement/{path}", as_=b, **body).text)
    assert len(bodies) == 1, bodies
    assert json.loads(bodies.pop())["code"] == "not_found"
    for path in ("like/x", "comments/%27", f"comment/{comment}/else"):
        assert api.get(f"/api/engagement/{path}", as_=a).status_code == 404


def test_counts_reach_everybody_within_seconds(api, person, post, fold):
    a, content = post
    b = person()
    api.post(f"/api/engagement/like/{content}", as_=b)
    below(api, b, content)
    seen = api.get(f"/api/posts/{content}", as_=b).json()
    assert seen["viewer"]["liked"] is True
    fold()  # the job, each three seconds
    seen = api.get(f"/api/posts/{content}", as_=a).json()
    assert (seen["like_count"], seen["comment_count"], seen["viewer"]["liked"]) == (1, 1, False)


def test_who_reposted_is_listed_page_by_page_the_latest_first(api, people, post):
    a, content = post
    crowd = people(3)
    for who in crowd:
        assert api.post(f"/api/posts/{content}/repost", as_=who).status_code == 201
    first = api.get(f"/api/posts/{content}/reposts?limit=2", as_=a)
    rest = api.get(f"/api/posts/{content}/reposts?limit=2&cursor={first.json()['next_cursor']}", as_=a)
    found = [who["user_handle"] for page in (first, rest) for who in page.json()["results"]]
    assert (found, rest.json()["next_cursor"]) == ([who.handle for who in reversed(crowd)], None)
    assert len(api.get(f"/api/posts/{content}/reposts").json()["results"]) == 3
    api.problem(api.get(f"/api/posts/{uuid.uuid4()}/reposts"), 404, "not_found")


def test_what_one_keeps(api, person, post):
    a, content = post
    b, path, own = person(), f"/api/posts/{content}/bookmark", "/api/users/me/bookmarks"
    first, again = api.post(path, as_=b), api.post(path + "/", as_=b)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"bookmarked": True}
    other = api.post("/api/posts", json={"type": "text", "content": "Another"}, as_=a).json()["id"]
    api.post(f"/api/posts/{other}/bookmark", as_=b)
    page = api.get(f"{own}?limit=1", as_=b).json()
    rest = api.get(f"{own}?limit=1&cursor={page['next_cursor']}", as_=b).json()
    assert [row["id"] for row in page["results"] + rest["results"]] == [other, content]
    assert (rest["next_cursor"], rest["results"][0]["viewer"]["bookmarked"]) == (None, True)
    assert api.get(own, as_=a).json()["results"] == []
    assert [api.delete(path, as_=b).status_code for _ in range(2)] == [204, 204]
    assert [row["id"] for row in api.get(own, as_=b).json()["results"]] == [other]
    assert api.get(own).status_code == 401
    for method in ("POST", "DELETE"):
        assert api.request(method, path).status_code == 401
        api.problem(api.request(method, f"/api/posts/{uuid.uuid4()}/bookmark", as_=b), 404, "not_found")


def test_what_somebody_likes(api, person, post):
    a, content = post
    b = person()
    api.post(f"/api/engagement/like/{content}", as_=b)
    page = api.get(f"/api/users/{b.id}/likes", as_=a).json()
    assert ([row["id"] for row in page["results"]], page["next_cursor"]) == ([content], None)
    shown = api.get(f"/api/users/{b.id}/likes", as_=b).json()["results"][0]
    assert (shown["viewer"]["liked"], shown["author"]["id"]) == (True, a.id)
    api.put("/api/settings/privacy", json={"show_liked_posts": False}, as_=b)
    api.problem(api.get(f"/api/users/{b.id}/likes", as_=a), 403, "likes_hidden")
    assert api.get(f"/api/users/{b.id}/likes", as_=b).status_code == 200
    assert api.get(f"/api/users/{b.id}/likes").status_code == 401
    api.problem(api.get(f"/api/users/{uuid.uuid4()}/likes", as_=a), 404, "not_found")
