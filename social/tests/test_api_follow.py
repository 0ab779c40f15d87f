"""/api/social/follow, /followers, /following, /mutuals over HTTP."""

import uuid

import pytest


def test_follow_answers_201_then_200_and_unfollow_204_every_time(api, person, graph):
    a, b = person(), person()
    first, again = (api.post(f"/api/social/follow/{b.id}", as_=a) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"state": "following"}
    assert [api.delete(f"/api/social/follow/{b.id}/", as_=a).status_code for _ in range(2)] == [204, 204]
    assert graph(a, b)["edges"] == {}


def test_a_private_account_answers_requested(api, person, hide):
    a, b = person(), person()
    hide(b)
    assert api.post(f"/api/social/follow/{b.id}", as_=a).json() == {"state": "requested"}
    assert api.get(f"/api/users/{b.id}", as_=a).json()["viewer"]["requested"] is True


def test_who_blocks_answers_as_an_unknown_id_does(api, person, block):
    a, b = person(), person()
    block(b, a)
    unknown = api.post(f"/api/social/follow/{uuid.uuid4()}", as_=a)
    hidden = api.post(f"/api/social/follow/{b.id}", as_=a)
    api.problem(hidden, 404, "not_found")
    assert hidden.content == unknown.content


def test_oneself_is_403(api, person):
    a = person()
    api.problem(api.post(f"/api/social/follow/{a.id}", as_=a), 403, "cannot_target_self")


@pytest.mark.parametrize("what", ["not-an-id", "1", "%00", "..%2f", "A" * 300])
def test_what_is_no_id_is_404(api, person, what):
    api.problem(api.post(f"/api/social/follow/{what}", as_=person()), 404, "not_found")


@pytest.mark.parametrize("path", ["followers", "following", "mutuals"])
def test_lists_page_through_everybody_once(api, person, people, follow, path):
    b, others = person(), people(5)
    for x in others:
        follow(x, b)
        follow(b, x)
    found, url = [], f"/api/social/{path}/{b.id}?limit=2"
    while url:
        page = api.get(url, as_=others[0])
        assert page.status_code == 200
        found += [entry["id"] for entry in page.json()["results"]]
        cursor = page.json()["next_cursor"]
        assert (cursor is not None) == ('rel="next"' in page.headers.get("link", ""))
        url = cursor and f"/api/social/{path}/{b.id}?limit=2&cursor={cursor}"
    assert sorted(found) == sorted(x.id for x in others)
    counts = api.get(f"/api/users/{b.id}", as_=others[0]).json()
    assert (counts["followers_count"], counts["following_count"]) == (5, 5)


def test_a_cursor_of_another_list_or_altered_is_refused(api, person, people, follow):
    b, others = person(), people(3)
    for x in others:
        follow(x, b)
        follow(b, x)
    cursor = api.get(f"/api/social/followers/{b.id}?limit=1", as_=b).json()["next_cursor"]
    for url in (f"following/{b.id}?cursor={cursor}", f"followers/{b.id}?cursor={cursor[:-4]}AAAA"):
        api.problem(api.get(f"/api/social/{url}", as_=b), 400, "invalid_cursor")
    for limit in ("0", "101", "-1", "x", "1e3"):
        api.problem(api.get(f"/api/social/followers/{b.id}?limit={limit}", as_=b), 400, "invalid_limit")


def test_a_closed_profile_is_403_and_one_that_blocks_404(api, person, hide, block):
    a, closed, blocking = person(), person(), person()
    hide(closed)
    block(blocking, a)
    for path in ("followers", "following", "mutuals"):
        api.problem(api.get(f"/api/social/{path}/{closed.id}", as_=a), 403, "profile_private")
        api.problem(api.get(f"/api/social/{path}/{blocking.id}", as_=a), 404, "not_found")


def test_a_follower_is_removed(api, person, follow, graph):
    a, b = person(), person()
    follow(b, a)
    assert api.delete(f"/api/social/followers/{b.id}", as_=a).status_code == 204
    assert graph(a, b)["edges"] == {}


def test_anon_may_neither_follow_nor_list(api, person, graph):
    a, b = person(), person()
    for method, path in (("POST", "follow"), ("DELETE", "follow"), ("GET", "followers"), ("GET", "following")):
        api.problem(api.request(method, f"/api/social/{path}/{b.id}"), 401, "authentication_required")
    assert graph(a, b)["counts"][1] == (0, 0)


def test_a_wrong_method_names_the_right_ones(api, person):
    a = person()
    response = api.put(f"/api/social/follow/{a.id}", as_=a)
    api.problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "DELETE, POST"


def test_the_same_idempotency_key_gives_the_first_answer_again(api, person):
    a, b = person(), person()
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (api.post(f"/api/social/follow/{b.id}", as_=a, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["idempotent-replayed"] == "true"
    assert first.content == again.content
