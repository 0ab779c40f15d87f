"""/api/users/{id}/mute over HTTP."""

import pytest


def test_mute_for_a_time_for_good_and_no_more(api, person):
    a, b = person(), person()
    first = api.post(f"/api/users/{b.id}/mute", as_=a, json={"until": "2099-01-01T00:00:00Z"})
    assert first.status_code == 201
    assert first.json() == {"muted": True, "until": "2099-01-01T00:00:00.000000Z"}
    again = api.post(f"/api/users/{b.id}/mute", as_=a)
    assert (again.status_code, again.json()) == (200, {"muted": True, "until": None})
    assert api.get(f"/api/users/{b.id}", as_=a).json()["viewer"]["muted"] is True
    assert api.get(f"/api/users/{a.id}", as_=b).json()["viewer"]["muted"] is False
    assert [api.delete(f"/api/users/{b.id}/mute", as_=a).status_code for _ in range(2)] == [204, 204]
    assert api.get(f"/api/users/{b.id}", as_=a).json()["viewer"]["muted"] is False


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"until": "2000-01-01T00:00:00Z"}, "invalid"),
        ({"until": "soon"}, "invalid"),
        ({"until": 5}, "invalid"),
        ({"until": "0001-01-01T00:00:00+14:00"}, "overflow"),
        ({"until": "9999-12-31T23:59:59-14:00"}, "overflow"),
        ({"for": "ever"}, "unknown_field"),
        ([], "invalid"),
    ],
)
def test_bad_input_is_400_and_mutes_nobody(api, person, body, code):
    a, b = person(), person()
    api.problem(api.post(f"/api/users/{b.id}/mute", as_=a, json=body), 400, code)
    assert api.get(f"/api/users/{b.id}", as_=a).json()["viewer"]["muted"] is False
