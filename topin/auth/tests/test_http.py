"""/api/auth as `serve api` serves it: any origin, slashes, request ids; and its tokens at the API itself."""

import secrets
from typing import Any

import pytest

from .conftest import PASSWORD, fresh_email, with_handle

ORIGIN = {"Origin": "https://app.example"}


@pytest.fixture
def session(api: Any, sql: Any) -> dict[str, Any]:
    """A session that the client got over HTTP, its address confirmed by hand."""
    email = fresh_email()
    body = {"email": email, "password": PASSWORD, "data": with_handle({})}
    assert api.post("/api/auth/signup", json=body).status_code == 200
    sql("UPDATE auth.users SET email_confirmed_at = now() WHERE email = %s", [email])
    answer = api.post("/api/auth/token?grant_type=password", json=body)
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def test_any_origin_may_call(api: Any) -> None:
    asked = {**ORIGIN, "Access-Control-Request-Method": "PUT",
             "Access-Control-Request-Headers": "authorization,apikey,content-type,x-client-info"}  # fmt: skip
    preflight = api.request("OPTIONS", "/api/auth/user", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] in ("*", ORIGIN["Origin"])
    assert "PUT" in preflight.headers["access-control-allow-methods"]
    allowed = preflight.headers["access-control-allow-headers"]
    assert all(name in allowed for name in asked["Access-Control-Request-Headers"].split(","))
    answer = api.get("/api/auth/health", headers=ORIGIN)
    assert "x-supabase-api-version" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-origin" not in api.get("/api/users/me", headers=ORIGIN).headers


def test_a_slash_means_nothing_and_redirects_nobody(api: Any) -> None:
    for path in ("/api/auth/health", "/api/auth/health/"):
        assert api.get(path, follow_redirects=False).status_code == 200
    assert api.get("/api/auth/").status_code == 404
    assert len(api.get("/api/auth/health").headers["x-request-id"]) == 32


def test_a_form_body_names_the_grant(api: Any) -> None:
    answer = api.post("/api/auth/token", data={"grant_type": "refresh_token"})
    assert answer.json()["error_code"] == "bad_json"


def test_the_api_refuses_at_the_next_request_what_ended(api: Any, session: dict[str, Any]) -> None:
    assert api.get("/api/users/me", headers=bearer(session)).status_code == 200
    assert api.post("/api/auth/logout", headers=bearer(session)).status_code == 204
    api.problem(api.get("/api/users/me", headers=bearer(session)), 401, "session_ended")


def test_a_publishable_key_is_no_obstacle(api: Any) -> None:
    headers = {"Authorization": f"Bearer sb_publishable_{secrets.token_hex(8)}", "apikey": "x"}
    body = {"email": fresh_email(), "password": PASSWORD, "data": with_handle({})}
    assert api.post("/api/auth/signup", json=body, headers=headers).status_code == 200


def test_where_supabase_clients_look_for_it(api: Any, session: dict[str, Any]) -> None:
    answer = api.get("/auth/v1/user", headers={**bearer(session), **ORIGIN})
    assert answer.json()["id"] == session["user"]["id"]
    assert answer.headers["access-control-allow-origin"] in ("*", ORIGIN["Origin"])
    refreshed = api.post(
        "/auth/v1/token?grant_type=refresh_token", json={"refresh_token": session["refresh_token"]}
    )
    assert refreshed.status_code == 200
    assert api.get("/auth/v1/nothing").status_code == 404
