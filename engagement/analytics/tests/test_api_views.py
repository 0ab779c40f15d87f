"""POST /api/posts/{id}/view and /api/posts/views over HTTP. Redis keeps nothing here: PostgreSQL has all."""

import threading
import uuid

import pytest

from topin.core.testing.server import Api, serving


@pytest.fixture
def views(read):
    """`views(who, post)`: the post's count of views."""
    return lambda who, post: read(who, post)["view_count"]


def test_a_view_counts_once_and_shows_as_viewed(api, person, write, read):
    a, b = person(), person()
    post = write(a)
    for _ in range(2):
        response = api.post(f"/api/posts/{post}/view", as_=b)
        assert (response.status_code, response.json()) == (202, {"accepted": True})
    assert api.post(f"/api/posts/{post}/view/", as_=b, json={"watched_ms": 1}).status_code == 202
    seen = api.get(f"/api/posts/{post}", as_=b).json()
    assert (seen["view_count"], seen["viewer"]["viewed"]) == (1, True)
    assert read(a, post)["viewer"]["viewed"] is False


def test_anonymous_viewers_are_one_an_address_and_no_address_is_kept(api, person, write, logged, sql):
    post = write(person())
    for _ in range(3):
        assert api.post(f"/api/posts/{post}/view").status_code == 202
    (row,) = logged(post)
    assert row["viewer_id"] is None and row["earns"] is False
    assert row["viewer_key"] and row["address_key"] and row["viewer_key"] != row["address_key"]
    stored = sql("SELECT row_to_json(l)::text AS row FROM public.post_view_logs l WHERE post_id = %s", [post])
    assert "127.0.0.1" not in stored[0]["row"]


def test_what_one_may_not_see_is_not_found_and_counts_nothing(api, person, write, block, logged):
    a, b = person(), person()
    private, public = write(a, audience="private"), write(a)
    block(a, b)
    for post, who in ((private, person()), (private, None), (public, b), (str(uuid.uuid4()), b)):
        api.problem(api.post(f"/api/posts/{post}/view", as_=who), 404, "not_found")
    batch = api.post("/api/posts/views", as_=b, json=[{"post_id": post} for post in (private, public)])
    assert batch.status_code == 202
    assert [result["status"] for result in batch.json()["results"]] == ["not_found", "not_found"]
    assert logged(private) == logged(public) == []


def test_a_batch_takes_what_is_good_and_says_what_is_not(api, person, write, views):
    a, b = person(), person()
    good = write(a)
    items = [
        {"post_id": good, "watched_ms": 1500, "at": "1970-01-01T00:00:00Z"},
        {"post_id": good, "at": "9999-12-31T23:59:59Z"},
        {"post_id": good, "at": "0001-01-01T00:00:00+23:00"},
        {"post_id": str(uuid.uuid4())},
        {"post_id": "'; DROP TABLE posts; --"},
        {"post_id": good, "watched_ms": -1},
        {"post_id": good, "watched_ms": 10**30},
        {"post_id": good, "watched_ms": True},
        {"post_id": good, "watched_ms": "5"},
        {"post_id": good, "at": 5},
        {"post_id": good, "at": "soon"},
        {"post_id": good, "viewer_id": a.id},
        {"post_id": [good]},
        {"post_id": 5},
        {}, [], None, 5, "x",
    ]  # fmt: skip
    response = api.post("/api/posts/views", as_=b, json=items)
    assert response.status_code == 202, response.text
    told = response.json()
    statuses = [result["status"] for result in told["results"]]
    assert statuses[:4] == ["accepted", "accepted", "invalid", "not_found"]
    assert set(statuses[4:]) == {"invalid"} and len(statuses) == len(items)
    assert told["accepted"] == 2
    assert views(a, good) == 1


def test_what_the_client_s_clock_says_is_noted_only_where_it_is_near(api, person, write, logged):
    a, b, c = person(), person(), person()
    post = write(a)
    api.post(f"/api/posts/{post}/view", as_=b, json={"at": "2001-01-01T00:00:00Z"})
    near = logged(post)[0]["seen_at"]
    api.post(f"/api/posts/{post}/view", as_=c, json={"at": near.isoformat(), "watched_ms": 7})
    assert [(row["client_at"], row["watched_ms"]) for row in logged(post)] == [(None, None), (near, 7)]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"{}", 400, "invalid"),
        (b"[]", 400, "invalid"),
        (b"[1", 400, "parse_error"),
        (b"[" * 10_000, 400, "parse_error"),
        (b"[NaN]", 400, "parse_error"),
        (b'[{"post_id": "\\u0000"}]', 400, "invalid_text"),
        (b'[{"post_id": "\\ud800"}]', 400, "invalid_text"),
        (b"[" + b",".join([b'{"post_id": "x"}'] * 101) + b"]", 400, "invalid"),
        (b"\xff\xfe", 400, "parse_error"),
        (b"x" * (1024 * 1024 + 1), 413, "body_too_large"),
    ],
)
def test_a_body_that_is_no_batch_is_refused(api, person, content, status, code):
    headers = {"Content-Type": "application/json"}
    api.problem(api.post("/api/posts/views", as_=person(), content=content, headers=headers), status, code)


def test_a_single_view_is_strict(api, person, write, views):
    a = person()
    post = write(a)
    for body in ({"user_id": a.id}, {"watched_ms": 1.5}, {"at": "yesterday"}, {"watched_ms": None}):
        assert api.post(f"/api/posts/{post}/view", as_=a, json=body).status_code == 400
    assert api.post("/api/posts/not-a-uuid/view", as_=a).status_code == 404
    assert views(a, post) == 0


def test_a_session_that_ended_takes_no_view(api, person, write, sql, views):
    a, b = person(), person()
    post = write(a)
    sql("DELETE FROM auth.sessions WHERE user_id = %s", [b.id])
    api.problem(api.post(f"/api/posts/{post}/view", as_=b), 401, "session_ended")
    api.problem(api.post("/api/posts/views", as_=b, json=[{"post_id": post}]), 401, "session_ended")
    assert views(a, post) == 0


def test_32_at_once_and_one_batch_five_times(api_url, people, write, read):
    a, b, *_ = people(2)
    posts, answers = [write(a) for _ in range(4)], []

    def send():
        with Api(base_url=api_url, timeout=30) as client:
            answers.append(client.post("/api/posts/views", as_=b, json=[{"post_id": post} for post in posts]))

    threads = [threading.Thread(target=send) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {202} and len(answers) == 32
    assert [read(a, post)["view_count"] for post in posts] == [1] * 4


def test_views_have_a_limit_of_their_own(person, write):
    a = person()
    post = write(a)
    with serving("api", TOPIN_VIEW_BUFFER="off") as url, Api(base_url=url, timeout=20) as client:
        answers = [client.post(f"/api/posts/{post}/view", as_=a) for _ in range(130)]
        assert {answer.status_code for answer in answers[:100]} == {202}
        client.problem(answers[-1], 429, "rate_limited")
        assert client.get(f"/api/posts/{post}", as_=a).status_code == 200


def test_a_batch_with_ids_sent_again_adds_no_row(api, people, write, logged):
    a, b = people(2)
    post, event = write(a), str(uuid.uuid4())
    items = [{"post_id": post, "event_id": event}, {"post_id": post, "event_id": "none"}]
    for _ in range(2):
        told = api.post("/api/posts/views", as_=b, json=items).json()
        assert [result["status"] for result in told["results"]] == ["accepted", "invalid"]
    assert len(logged(post)) == 1
