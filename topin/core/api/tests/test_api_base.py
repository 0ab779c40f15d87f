"""What holds for every endpoint: tokens, methods, bodies, ids of requests, repeated and conditional requests."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from topin.core.testing.people import sign

ME = "/api/users/me"


def headers(token):
    return {"Authorization": f"Bearer {token}"}


def test_an_unknown_path_answers_a_problem_and_echoes_the_request_id(api):
    response = api.get("/api/nothing/here", headers={"X-Request-ID": "abc-12345678"})
    api.problem(response, 404, "not_found")
    assert response.headers["x-request-id"] == "abc-12345678"


@pytest.mark.parametrize("given", ["short", "has space in it", "x" * 200, "évil-évil-évil"])
def test_a_request_id_of_another_form_is_replaced(api, given):
    response = api.get("/api/nothing", headers={"X-Request-ID": given.encode()})
    assert len(response.headers["x-request-id"]) == 32


def test_without_a_token_what_is_ones_own_is_401(api):
    response = api.get(ME)
    api.problem(response, 401, "authentication_required")
    assert response.headers["www-authenticate"] == "Bearer"


def test_an_altered_token_is_401_even_where_anon_would_do(api, person):
    token = person().token
    response = api.get("/api/users/check-handle/someone", headers=headers(token[:-3] + "abc"))
    api.problem(response, 401, "invalid_token")
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_token_that_ended_is_401(api, person):
    long_ago = int(time.time()) - 7200
    token = sign({**person().claims, "iat": long_ago, "exp": long_ago + 3600})
    api.problem(api.get(ME, headers=headers(token)), 401, "invalid_token")


def test_a_token_of_an_ended_session_is_401(api, person, sql):
    someone = person()
    assert api.get(ME, as_=someone).status_code == 200
    sql("DELETE FROM auth.sessions WHERE id = %s", [someone.session_id])
    response = api.get(ME, as_=someone)
    api.problem(response, 401, "session_ended")
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_token_of_someone_elses_session_is_401(api, people):
    one, other = people(2)
    token = sign({**one.claims, "session_id": other.session_id, "exp": int(time.time()) + 60})
    api.problem(api.get(ME, headers=headers(token)), 401, "session_ended")


def test_a_service_token_opens_no_endpoint_of_people(api):
    token = sign({"role": "service_role", "exp": int(time.time()) + 60})
    api.problem(api.get(ME, headers=headers(token)), 403, "forbidden")


def test_another_scheme_than_bearer_is_401(api):
    api.problem(api.get(ME, headers={"Authorization": "Basic dTpw"}), 401, "invalid_token")


def test_a_wrong_method_names_the_right_ones(api, person):
    response = api.delete("/api/users/check-handle/abc", as_=person())
    api.problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/api/docs", "/api/docs/errors", "/api/schema", "/healthz", "/readyz"])
def test_what_is_about_the_api_is_only_read(api, path):
    for method in ("OPTIONS", "POST", "DELETE"):
        response = api.request(method, path)
        api.problem(response, 405, "method_not_allowed")
        assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/api/docs", "/api/schema"])
def test_the_document_and_its_page_have_one_form_for_every_client(api, path):
    for accept in ("text/html", "application/json", "image/png", "x;;;"):
        assert api.get(path, headers={"Accept": accept}).status_code == 200
    assert api.get(path, params={"format": "yaml"}).status_code == 200


def test_the_document_is_not_sent_again_to_who_has_it(api):
    first = api.get("/api/schema")
    again = api.get("/api/schema", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_bare_address_leads_to_the_page(api):
    response = api.get("/")
    assert (response.status_code, response.headers["location"]) == (302, "/api/docs")


def test_a_path_works_with_a_trailing_slash_and_is_not_redirected(api, person):
    someone = person()
    assert api.get(ME + "/", as_=someone).json() == api.get(ME, as_=someone).json()


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"{", 400, "parse_error"),
        (b"\xff\xfe", 400, "parse_error"),
        (b'{"display_name": NaN}', 400, "parse_error"),
        (b"[" * 100_000, 400, "parse_error"),
        (b'{"display_name": "a\\u0000b"}', 400, "invalid_text"),
        (b'{"display_name": "\\ud800"}', 400, "invalid_text"),
        (b'{"\\u0000": 1}', 400, "invalid_text"),
        (b"[]", 400, "invalid"),
        (b'"text"', 400, "invalid"),
        (b'{"is_verified": true}', 400, "unknown_field"),
        (b'{"display_name": {"$ne": 1}}', 400, "invalid"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused_and_changes_nothing(api, person, content, status, code):
    someone = person()
    before = api.get(ME, as_=someone).json()
    response = api.put(ME, as_=someone, content=content, headers={"Content-Type": "application/json"})
    api.problem(response, status, code)
    assert api.get(ME, as_=someone).json() == before


def test_every_fault_of_the_input_is_told_at_once(api, person):
    response = api.put(ME, as_=person(), json={"display_name": 5, "nope": 1, "is_verified": True, "bio": ["x"]})
    fields = {fault["field"] for fault in api.problem(response, 400, "invalid")["errors"]}
    assert {"nope", "is_verified", "bio"} <= fields


def test_another_media_type_is_415(api, person):
    response = api.put(ME, as_=person(), content=b"a=b", headers={"Content-Type": "text/plain"})
    api.problem(response, 415, "unsupported_media_type")


def test_a_body_over_the_limit_is_413(api, person):
    body = b'{"bio": "' + b"x" * 10_000_000 + b'"}'
    response = api.put(ME, as_=person(), content=body, headers={"Content-Type": "application/json"})
    api.problem(response, 413, "body_too_large")


def test_an_unchanged_resource_is_304(api, person):
    someone = person()
    tag = api.get(ME, as_=someone).headers["etag"]
    response = api.get(ME, as_=someone, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_write_against_a_stale_version_is_412_and_changes_nothing(api, person):
    someone = person()
    tag = api.get(ME, as_=someone).headers["etag"]
    assert api.put(ME, as_=someone, json={"bio": "one"}, headers={"If-Match": tag}).status_code == 200
    response = api.put(ME, as_=someone, json={"bio": "two"}, headers={"If-Match": tag})
    api.problem(response, 412, "stale_version")
    assert api.get(ME, as_=someone).json()["bio"] == "one"


def test_an_if_match_that_is_no_etag_is_400(api, person):
    api.problem(api.put(ME, as_=person(), json={"bio": "x"}, headers={"If-Match": "abc"}), 400, "invalid_if_match")


def follow(api, who, whom, key):
    return api.post(f"/api/social/follow/{whom.id}", as_=who, headers={"Idempotency-Key": key.encode()})


def test_the_same_key_gives_the_first_answer_byte_for_byte(api, people):
    one, other = people(2)
    key = uuid.uuid4().hex
    first = follow(api, one, other, key)
    again = follow(api, one, other, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers


def test_the_same_key_for_another_request_is_422(api, people):
    one, other, third = people(3)
    key = uuid.uuid4().hex
    follow(api, one, other, key)
    api.problem(follow(api, one, third, key), 422, "idempotency_key_reused")
    assert api.get(f"/api/users/{third.id}", as_=one).json()["viewer"]["follows"] is False


def test_a_key_is_each_users_own(api, people):
    one, other, third = people(3)
    key = uuid.uuid4().hex
    assert follow(api, one, third, key).status_code == 201
    assert follow(api, other, third, key).status_code == 201


def test_32_at_once_with_one_key_have_one_effect(api, people):
    one, other = people(2)
    key = uuid.uuid4().hex
    with ThreadPoolExecutor(32) as pool:
        found = list(pool.map(lambda _: follow(api, one, other, key), range(32)))
    assert {response.status_code for response in found} <= {201, 409}
    assert sum("idempotent-replayed" not in r.headers for r in found if r.status_code == 201) == 1
    assert {r.json()["code"] for r in found if r.status_code == 409} <= {"idempotency_in_progress"}


def test_a_refusal_is_not_kept_under_its_key(api, people):
    one, other = people(2)
    key = uuid.uuid4().hex
    nobody = api.post(f"/api/social/follow/{uuid.uuid4()}", as_=one, headers={"Idempotency-Key": key.encode()})
    api.problem(nobody, 404, "not_found")
    assert follow(api, one, other, key).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "with space", "café"])
def test_a_key_that_is_no_key_is_400(api, people, key):
    one, other = people(2)
    response = follow(api, one, other, key)
    api.problem(response, 400, "invalid_idempotency_key")
    assert api.get(f"/api/users/{other.id}", as_=one).json()["viewer"]["follows"] is False


def test_a_head_request_has_no_body(api, person):
    response = api.request("HEAD", ME, as_=person())
    assert (response.status_code, response.content) == (200, b"")
