"""/api/users over HTTP: oneself, others, batches."""

import uuid

import pytest


def test_me_has_an_etag_that_saves_the_second_read(api, person):
    a = person()
    first = api.get("/api/users/me", as_=a)
    assert first.status_code == 200
    assert first.json()["email"] == a.email
    second = api.get("/api/users/me", as_=a, headers={"If-None-Match": first.headers["etag"]})
    assert (second.status_code, second.content) == (304, b"")


def test_put_and_patch_change_the_given_fields(api, person):
    a = person(display_name="Before")
    details = {"website": "https://example.org/a", "birth_date": "2000-02-29", "interests": ["sea"]}
    assert api.put("/api/users/me", as_=a, json={"bio": "Hé 👋", "details": details}).status_code == 200
    body = api.patch("/api/users/me/", as_=a, json={"details": {"country": "NO", "language": "nb-NO"}}).json()
    assert (body["display_name"], body["bio"]) == ("Before", "Hé 👋")
    assert body["details"] | details == body["details"]
    assert (body["details"]["country"], body["details"]["language"]) == ("NO", "nb-NO")


def test_two_edits_of_one_version_the_second_is_stale(api, person):
    a = person()
    tag = api.get("/api/users/me", as_=a).headers["etag"]
    first, second = (
        api.put("/api/users/me", as_=a, json={"bio": bio}, headers={"If-Match": tag}) for bio in ("one", "two")
    )
    assert first.status_code == 200
    api.problem(second, 412, "stale_version")
    assert api.get("/api/users/me", as_=a).json()["bio"] == "one"
    api.problem(api.put("/api/users/me", as_=a, json={}, headers={"If-Match": "x"}), 400, "invalid_if_match")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"is_verified": True}, {"is_verified"}),
        ({"id": "x", "followers_count": 9, "bio": 5}, {"id", "followers_count", "bio"}),
        ({"display_name": ""}, {"display_name"}),
        ({"display_name": "a\nb", "details": {"location": "\u202egnp.exe"}}, {"display_name", "details.location"}),
        ({"display_name": "\u200b\u00a0\u200b"}, {"display_name"}),
        ({"display_name": "x" * 51, "bio": "x" * 501}, {"display_name", "bio"}),
        ({"display_name": None, "details": "x"}, {"display_name", "details"}),
        ({"details": {"user_id": 1, "country": "no", "website": "javascript:1", "gender": 7}},
         {"details.user_id", "details.country", "details.website", "details.gender"}),
        ({"details": {"birth_date": "2999-01-01", "language": "no such"}},
         {"details.birth_date", "details.language"}),
        ({"details": {"birth_date": "1800-01-01", "pronouns": "x" * 41}},
         {"details.birth_date", "details.pronouns"}),
        ({"details": {"birth_date": 20000101}}, {"details.birth_date"}),
        ({"details": {"interests": ["x"] * 21}}, {"details.interests"}),
    ],
)  # fmt: skip
def test_bad_fields_are_all_named_and_nothing_changes(api, person, row, body, fields):
    a = person()
    response = api.put("/api/users/me", as_=a, json=body)
    assert response.status_code == 400
    assert {error["field"] for error in response.json()["errors"]} == fields
    assert row(a)["version"] == 1


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"{", 400, "parse_error"),
        (b'{"bio": NaN}', 400, "parse_error"),
        (b"[" * 5000, 400, "parse_error"),
        (b'{"bio": "\\u0000"}', 400, "invalid_text"),
        (b'{"bio": "\\ud800"}', 400, "invalid_text"),
        (b'{"bio": "\xff"}', 400, "parse_error"),
        (b"[]", 400, "invalid"),
        (b'"bio"', 400, "invalid"),
        (b'{"bio": "' + b"x" * 2_000_000 + b'"}', 413, "body_too_large"),
    ],
)
def test_broken_bodies_are_refused_and_nothing_changes(api, person, row, raw, status, code):
    a = person()
    headers = {"Content-Type": "application/json"}
    api.problem(api.put("/api/users/me", as_=a, content=raw, headers=headers), status, code)
    assert row(a)["version"] == 1


def test_another_media_type_is_415(api, person):
    api.problem(api.put("/api/users/me", as_=person(), data={"bio": "x"}), 415, "unsupported_media_type")


def test_others_by_id_and_handle_also_for_anon(api, person):
    a, b = person(), person()
    for path in (b.id, f"@{b.handle}", f"@{b.handle.upper()}"):
        for who in (a, None):
            response = api.get(f"/api/users/{path}", as_=who)
            assert response.status_code == 200, path
            assert response.json()["id"] == b.id
            assert "email" not in response.json()


@pytest.mark.parametrize(
    "path", ["00000000-0000-4000-8000-000000000000", "@nobody_here", "@", "x", "@%25", "1", "..", "@" + "x" * 500]
)
def test_who_is_nobody_is_404_with_one_body(api, path):
    response = api.get(f"/api/users/{path}")
    api.problem(response, 404, "not_found")
    assert response.content == api.get(f"/api/users/{uuid.uuid4()}").content


def test_a_nul_in_the_path_is_no_fault_of_ours(api):
    api.problem(api.get("/api/users/@a%00b"), 400, "invalid_text")
    api.problem(api.get("/api/users/check-handle/a%00b"), 400, "invalid_text")


def test_a_closed_profile_is_a_summary_with_counts(api, person, change):
    a, b = person(), person()
    change(b, profile_visibility="followers")
    for who in (a, None):
        body = api.get(f"/api/users/{b.id}", as_=who).json()
        assert body["is_private"] is True
        assert body["followers_count"] == 0
        assert body["details"] is body["active"] is body["bio"] is None


def test_a_batch_keeps_the_order_and_leaves_out_who_is_not_there(api, person, people, blocks):
    viewer, (a, b, blocking) = person(), people(3)
    blocks(blocking, viewer)
    ids = [b.id, blocking.id, str(uuid.uuid4()), a.id]
    body = api.get(f"/api/users?ids={','.join(ids)}", as_=viewer).json()
    assert [entry["id"] for entry in body["results"]] == [b.id, a.id]
    assert body["next_cursor"] is None


@pytest.mark.parametrize("query", ["", "?ids=", "?ids=x", "?ids=1,2", "?ids=%00", "?id=1"])
def test_a_batch_of_what_is_no_id_is_400(api, person, query):
    assert api.get(f"/api/users{query}", as_=person()).status_code == 400


def test_a_batch_of_51_is_too_many(api, person):
    ids = ",".join(str(uuid.uuid4()) for _ in range(51))
    assert api.get(f"/api/users?ids={ids}", as_=person()).status_code == 400


def test_anon_has_no_self_and_no_batch(api, person):
    for method, path in (("GET", "me"), ("PUT", "me"), ("PUT", "me/handle"), ("POST", f"{person().id}/like")):
        api.problem(api.request(method, f"/api/users/{path}", json={}), 401, "authentication_required")
    api.problem(api.get(f"/api/users?ids={uuid.uuid4()}"), 401, "authentication_required")


def test_a_like_is_made_once_and_taken_back_as_often_as_one_likes(api, person):
    a, b = person(), person()
    first, again = (api.post(f"/api/users/{b.id}/like", as_=a) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {"liked": True, "like_count": 1}
    assert api.get(f"/api/users/{b.id}", as_=a).json()["viewer"]["liked"] is True
    assert [api.delete(f"/api/users/{b.id}/like", as_=a).status_code for _ in range(2)] == [204, 204]
    assert api.get(f"/api/users/{b.id}", as_=a).json()["like_count"] == 0
    api.problem(api.post(f"/api/users/{a.id}/like", as_=a), 403, "cannot_target_self")
    api.problem(api.post(f"/api/users/{uuid.uuid4()}/like", as_=a), 404, "not_found")
