"""/api/users/me/handle and /check-handle over HTTP."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest


def _new():
    return f"n{uuid.uuid4().hex[:12]}"


def test_a_change_and_the_third_one(api, person):
    a = person()
    for new in (_new(), _new()):
        body = api.put("/api/users/me/handle", as_=a, json={"user_handle": new}).json()
        assert body["user_handle"] == new
    assert api.get(f"/api/users/@{a.handle}").json()["user_handle"] == new
    third = api.put("/api/users/me/handle", as_=a, json={"user_handle": _new()})
    api.problem(third, 429, "rate_limited")
    assert 0 < int(third.headers["retry-after"]) <= 14 * 86400


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"user_handle": "a"}, "handle_invalid"),
        ({"user_handle": "has space"}, "handle_invalid"),
        ({"user_handle": " padded "}, "handle_invalid"),
        ({"user_handle": "adｍin"}, "handle_invalid"),
        ({"user_handle": "Support"}, "handle_reserved"),
        ({"user_handle": 12345}, "invalid"),
        ({"user_handle": None}, "null"),
        ({"user_handle": "x" * 101}, "max_length"),
        ({}, "required"),
        ({"handle": "fine_handle"}, "invalid"),
    ],
)
def test_bad_handles_are_400_and_name_the_field(api, person, row, body, code):
    a = person()
    response = api.put("/api/users/me/handle", as_=a, json=body)
    problem = api.problem(response, 400, code)
    assert "user_handle" in {error["field"] for error in problem["errors"]}
    assert row(a)["user_handle"] == a.handle


def test_a_taken_handle_is_409(api, person, row):
    a, b = person(), person()
    api.problem(api.put("/api/users/me/handle", as_=a, json={"user_handle": b.handle}), 409, "handle_taken")
    assert row(a)["user_handle"] == a.handle


def test_32_people_wanting_one_handle_at_once_one_gets_it(api, people, sql):
    crowd, wanted = people(32), _new()

    def claim(number):
        handle = wanted.upper() if number % 2 else wanted
        return api.put("/api/users/me/handle", as_=crowd[number], json={"user_handle": handle}).status_code

    with ThreadPoolExecutor(32) as pool:
        outcomes = sorted(pool.map(claim, range(32)))
    assert outcomes == [200] + [409] * 31
    assert len(sql("SELECT 1 FROM public.profiles WHERE handle_key = %s", [wanted])) == 1


def test_check_handle_for_anon(api, person):
    a, free = person(), _new()
    assert api.get(f"/api/users/check-handle/{free}").json() == {"handle": free, "available": True, "reason": None}
    for handle, reason in ((a.handle, "handle_taken"), ("admin", "handle_reserved"), ("☃", "handle_invalid")):
        body = api.get(f"/api/users/check-handle/{handle}").json()
        assert body == {"handle": handle, "available": False, "reason": reason}
