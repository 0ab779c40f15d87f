"""GET and PUT /api/posts/marker: another device goes on where one has read."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def head(api):
    """`head(person)`: that of a reading of their feed now."""
    return lambda who: api.get("/api/posts", as_=who).json()["head"]


def test_another_device_goes_on_where_one_has_read(api, person, write, follow, head):
    me, a = person(), person()
    follow(me, a)
    write(a)
    read = head(me)
    later = write(a)
    said = api.put("/api/posts/marker", as_=me, json={"head": read})
    assert said.status_code == 200
    marker = api.get("/api/posts/marker", as_=me).json()
    assert marker == said.json()
    assert marker["head"] == read
    page = api.get(f"/api/posts?since={marker['head']}", as_=me).json()
    assert [post["id"] for post in page["results"]] == [later]


def test_each_page_of_a_reading_is_of_its_moment(api, person, write):
    me = person()
    for _ in range(2):
        write(me)
    first = api.get("/api/posts?limit=1", as_=me).json()
    second = api.get(f"/api/posts?limit=1&cursor={first['next_cursor']}", as_=me).json()
    for page in (first, second, first):
        assert api.put("/api/posts/marker", as_=me, json={"head": page["head"]}).status_code == 200


def test_the_device_that_is_behind_gets_409_and_what_stands(api, person, head):
    me = person()
    early, late = head(me), head(me)
    stands = api.put("/api/posts/marker", as_=me, json={"head": late}).json()
    behind = api.put("/api/posts/marker", as_=me, json={"head": early})
    api.problem(behind, 409, "marker_behind")
    assert behind.json()["current"] == stands == api.get("/api/posts/marker", as_=me).json()


def test_of_32_at_once_the_latest_stands(api, person, head, sql):
    me = person()
    heads = [head(me) for _ in range(32)]
    mixed = heads[::2] + heads[1::2][::-1]
    with ThreadPoolExecutor(32) as pool:
        answers = list(
            pool.map(lambda one: (one, api.put("/api/posts/marker", as_=me, json={"head": one})), mixed)
        )
    place = {one: n for n, one in enumerate(heads)}
    for one, response in answers:
        if response.status_code == 409:
            assert place[response.json()["current"]["head"]] > place[one]
        else:
            assert (response.status_code, response.json()["head"]) == (200, one)
    assert dict(answers)[heads[-1]].status_code == 200
    assert api.get("/api/posts/marker", as_=me).json()["head"] == heads[-1]
    told = sql("SELECT count(*) AS n FROM private.stream_event WHERE user_id = %s AND kind = 'marker'", [me.id])
    assert told[0]["n"] == sum(response.status_code == 200 for _, response in answers)


def test_other_devices_are_told(api, person, head):
    me, other = person(), person()
    said = api.put("/api/posts/marker", as_=me, json={"head": head(me)}).json()
    epoch = api.get("/api/sync", as_=me).json()["epoch"]
    missed = api.get(f"/api/sync?epoch={epoch}&after=0", as_=me).json()["events"]
    assert [(event["k"], event["d"]) for event in missed] == [("marker", said)]
    assert api.get("/api/sync", as_=other).json()["seq"] == 0


def test_a_head_is_only_taken_as_it_was_given(api, person, write, head):
    me = person()
    for _ in range(2):
        write(me)
    good = head(me)
    cursor = api.get("/api/posts?limit=1", as_=me).json()["next_cursor"]
    for bad in ("x", good[:-2] + "AA", cursor, "ä"):
        api.problem(api.put("/api/posts/marker", as_=me, json={"head": bad}), 400, "invalid_head")
    for body in ({}, {"head": None}, {"head": 7}, {"head": "x" * 501}, {"head": good, "at": "2026-01-01"}):
        assert api.put("/api/posts/marker", as_=me, json=body).status_code == 400
    assert api.get("/api/posts/marker", as_=me).json() == {"head": None, "at": None}


def test_anon_has_no_marker(api, person, head):
    api.problem(api.get("/api/posts/marker"), 401, "authentication_required")
    api.problem(api.put("/api/posts/marker", json={"head": head(person())}), 401, "authentication_required")
    api.problem(api.post("/api/posts/marker", as_=person(), json={}), 405, "method_not_allowed")
