"""/api/users/me/verification over HTTP."""

from concurrent.futures import ThreadPoolExecutor

import pytest

_PATH = "/api/users/me/verification"


def test_ask_and_see(api, person):
    a = person()
    assert api.get(_PATH, as_=a).json()["status"] == "none"
    body = {"category": "artist", "full_name": "Ada", "evidence_media_id": None, "note": "Hé"}
    first, again = (api.post(_PATH, as_=a, json=body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == api.get(_PATH, as_=a).json()
    assert first.json().items() >= {**body, "status": "pending"}.items()


def test_32_at_once_make_one_request(api, person, sql):
    a = person()
    body = {"category": "artist", "full_name": "Ada"}
    with ThreadPoolExecutor(32) as pool:
        codes = sorted(pool.map(lambda _: api.post(_PATH, as_=a, json=body).status_code, range(32)))
    assert codes == [200] * 31 + [201]
    assert len(sql("SELECT 1 FROM public.verification_requests WHERE user_id = %s", [a.id])) == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"category", "full_name"}),
        ({"category": "king", "full_name": 5}, {"category", "full_name"}),
        ({"category": "artist", "full_name": "x" * 101, "status": "approved"}, {"full_name", "status"}),
        ({"category": "artist", "full_name": "x", "evidence_media_id": "x"}, {"evidence_media_id"}),
    ],
)
def test_bad_input_is_400_and_asks_for_nothing(api, person, body, fields):
    a = person()
    response = api.post(_PATH, as_=a, json=body)
    assert response.status_code == 400
    assert {error["field"] for error in response.json()["errors"]} == fields
    assert api.get(_PATH, as_=a).json()["status"] == "none"


def test_anon_asks_for_nothing(api):
    api.problem(api.post(_PATH, json={}), 401, "authentication_required")
