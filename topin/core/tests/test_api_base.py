"""What holds for every endpoint: tokens, methods, unknown paths, request ids."""

import time

from topin.core.testing.people import sign


def test_an_unknown_path_answers_a_problem_with_a_request_id(api):
    response = api.get("/api/nothing/here", headers={"X-Request-ID": "abc-12345678"})
    api.problem(response, 404, "not_found")
    assert response.headers["x-request-id"] == "abc-12345678"


def test_a_token_that_was_altered_is_401_even_where_anon_would_do(api, person):
    token = person().token
    response = api.get("/api/users/check-handle/someone", headers={"Authorization": f"Bearer {token[:-3]}abc"})
    api.problem(response, 401, "invalid_token")
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_token_that_ended_is_401(api, person):
    someone = person()
    token = sign({**someone.claims, "iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600})
    api.problem(api.get("/api/users/me", headers={"Authorization": f"Bearer {token}"}), 401, "invalid_token")
