"""/api/social/block and /blocked over HTTP: a block is total, and silent."""

import uuid


def test_block_and_unblock(api, person):
    a, b = person(), person()
    first, again = (api.post(f"/api/social/block/{b.id}", as_=a) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"blocked": True}
    (entry,) = api.get("/api/social/blocked", as_=a).json()["results"]
    assert entry["id"] == b.id
    assert entry["viewer"]["blocked"] is True
    assert [api.delete(f"/api/social/block/{b.id}", as_=a).status_code for _ in range(2)] == [204, 204]
    assert api.get("/api/social/blocked", as_=a).json() == {"results": [], "next_cursor": None}


def test_the_blocker_sees_a_bare_summary_and_the_blocked_nothing(api, person, block):
    a, b = person(), person()
    block(a, b)
    seen = api.get(f"/api/users/{b.id}", as_=a).json()
    assert seen["user_handle"] == b.handle
    assert seen["viewer"]["blocked"] is True
    assert seen["bio"] is seen["details"] is seen["active"] is seen["followers_count"] is None
    unknown = api.get(f"/api/users/{uuid.uuid4()}", as_=b)
    for path in (a.id, f"@{a.handle}"):
        hidden = api.get(f"/api/users/{path}", as_=b)
        api.problem(hidden, 404, "not_found")
        assert hidden.content == unknown.content


def test_nothing_works_across_a_block_in_either_direction(api, person, block, graph):
    a, b = person(), person()
    block(a, b)
    for path in (f"social/follow/{a.id}", f"users/{a.id}/like", f"users/{a.id}/mute", f"social/block/{a.id}"):
        api.problem(api.post(f"/api/{path}", as_=b), 404, "not_found")
    for path in (f"social/follow/{b.id}", f"users/{b.id}/like", f"users/{b.id}/mute"):
        api.problem(api.post(f"/api/{path}", as_=a), 403, "blocked")
    assert graph(a, b)["edges"] == {}


def test_a_block_hides_each_from_the_other_in_lists_and_batches(api, person, follow, block):
    a, b, star = person(), person(), person()
    follow(a, star)
    follow(b, star)
    block(a, b)
    for viewer, other in ((a, b), (b, a)):
        listed = api.get(f"/api/social/followers/{star.id}", as_=viewer).json()["results"]
        assert other.id not in {entry["id"] for entry in listed}
    batch = api.get(f"/api/users?ids={a.id},{star.id}", as_=b).json()["results"]
    assert [entry["id"] for entry in batch] == [star.id]


def test_oneself_anon_and_the_unknown_are_refused(api, person, graph):
    a = person()
    api.problem(api.post(f"/api/social/block/{a.id}", as_=a), 403, "cannot_target_self")
    api.problem(api.post(f"/api/social/block/{uuid.uuid4()}", as_=a), 404, "not_found")
    api.problem(api.post(f"/api/social/block/{a.id}"), 401, "authentication_required")
    api.problem(api.get("/api/social/blocked"), 401, "authentication_required")
    assert not graph(a, a)["blocked"]
