"""`GET /api/sync`: position and events over HTTP, for one's own stream alone."""

import pytest


def test_without_a_position_it_gives_the_head_alone(api, people, follows):
    someone, other = people(2)
    empty = api.get("/api/sync", as_=someone).json()
    assert empty == {
        "epoch": "00000000-0000-0000-0000-000000000000",
        "seq": 0,
        "reset": False,
        "events": [],
        "more": False,
    }
    follows(other, someone)
    answer = api.get("/api/sync", as_=someone).json()
    assert (answer["seq"], answer["events"], answer["reset"]) == (1, [], False)


def test_it_gives_the_events_after_a_position_page_by_page(api, people, follows):
    someone, *others = people(4)
    for other in others:
        follows(other, someone)
    position = {"epoch": api.get("/api/sync", as_=someone).json()["epoch"], "after": 0, "limit": 2}
    first = api.get("/api/sync", as_=someone, params=position).json()
    assert ([event["q"] for event in first["events"]], first["more"]) == ([1, 2], True)
    last = api.get("/api/sync", as_=someone, params={**position, "after": 2}).json()
    assert ([event["q"] for event in last["events"]], last["more"]) == ([3], False)
    assert last["events"][0]["d"]["user"]["id"] == others[-1].id


def test_the_socket_shows_the_very_same_event(api, client, people, follows):
    someone, other = people(2)
    socket = client(someone)
    follows(other, someone)
    shown = socket.event()
    read = api.get("/api/sync", as_=someone, params={"epoch": socket.epoch, "after": 0}).json()["events"]
    assert read == [shown]


def test_a_position_that_is_none_of_this_stream_is_reset(api, people, follows):
    someone, other = people(2)
    follows(other, someone)
    answer = api.get("/api/sync", as_=someone, params={"epoch": other.id, "after": 0}).json()
    assert (answer["reset"], answer["events"], answer["seq"]) == (True, [], 1)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"epoch": "x", "after": 0}, "invalid"), ({"after": 0}, "required"), ({"epoch": "0" * 32}, "required"),
        ({"epoch": "0" * 32, "after": -1}, "min_value"), ({"epoch": "0" * 32, "after": "a"}, "invalid"),
        ({"epoch": "0" * 32, "after": 2**63}, "max_value"),
        ({"epoch": "0" * 32, "after": 0, "x": 1}, "unknown_field"),
        ({"limit": 0}, "invalid_limit"), ({"limit": 101}, "invalid_limit"),
    ],
)  # fmt: skip
def test_bad_input_is_refused(api, person, query, code):
    api.problem(api.get("/api/sync", as_=person(), params=query), 400, code)


def test_nobody_has_no_stream(api):
    api.problem(api.get("/api/sync"), 401, "authentication_required")
