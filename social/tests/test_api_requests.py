"""/api/social/requests over HTTP: ask, accept, decline, withdraw."""

import uuid


def test_asked_listed_accepted(api, person, hide, graph):
    a, b = person(), person()
    hide(b)
    api.post(f"/api/social/follow/{b.id}", as_=a)
    (entry,) = api.get("/api/social/requests", as_=b).json()["results"]
    assert entry["id"] == a.id
    first, again = (api.post(f"/api/social/requests/{a.id}", as_=b) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"state": "following"}
    assert graph(a, b)["edges"] == {"ab": False}
    assert api.get(f"/api/users/{b.id}", as_=a).json()["details"] is not None


def test_declined_and_withdrawn_requests_are_gone(api, person, hide):
    a, b = person(), person()
    hide(b)
    for path, who in ((f"social/requests/{a.id}", b), (f"social/follow/{b.id}", a)):
        api.post(f"/api/social/follow/{b.id}", as_=a)
        assert [api.delete(f"/api/{path}", as_=who).status_code for _ in range(2)] == [204, 204]
        assert api.get("/api/social/requests", as_=b).json()["results"] == []


def test_who_never_asked_is_404_and_nobody_accepts_for_another(api, person, hide, graph):
    a, b, other = person(), person(), person()
    hide(b)
    api.post(f"/api/social/follow/{b.id}", as_=a)
    api.problem(api.post(f"/api/social/requests/{a.id}", as_=other), 404, "not_found")
    api.problem(api.post(f"/api/social/requests/{uuid.uuid4()}", as_=b), 404, "not_found")
    api.problem(api.post(f"/api/social/requests/{b.id}", as_=a), 404, "not_found")
    assert graph(a, b)["edges"] == {}
