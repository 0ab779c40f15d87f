"""Views and likes that are refused are counted for /metrics, by kind and reason; what is taken is not."""

import re
import uuid

import pytest

_LINE = re.compile(r'topin_events_refused_total\{event="(\w+)",reason="(\w+)"\} (\S+)')


@pytest.fixture
def refused(api):
    """`refused()`: what was refused so far, (event, reason) -> how often."""

    def look():
        found = _LINE.findall(api.get("/metrics").text)
        return {(event, reason): int(float(times)) for event, reason, times in found}

    return look


@pytest.fixture
def more(refused):
    """`more(act)`: what was refused more after `act()`."""

    def run(act):
        before = refused()
        act()
        return {key: times - before.get(key, 0) for key, times in refused().items() if times != before.get(key, 0)}

    return run


def test_a_batch_counts_what_is_malformed_and_what_is_not_there(api, people, write, more):
    a, b = people(2)
    items = [{"post_id": write(a)}, {"post_id": str(uuid.uuid4())}, {"post_id": 5}, {}, "x", None]
    told = more(lambda: api.post("/api/posts/views", as_=b, json=items))
    assert told == {("view", "malformed"): 4, ("view", "not_found"): 1}


@pytest.mark.parametrize(
    ("path", "body", "counted"),
    [
        ("/api/posts/{good}/view", {}, None),
        ("/api/posts/{good}/view", {"watched_ms": -1}, ("view", "malformed")),
        ("/api/posts/{bad}/view", {}, ("view", "not_found")),
        ("/api/posts/views", [], ("view", "malformed")),
        ("/functions/v1/track-view", {"post_id": "x"}, ("view", "malformed")),
        ("/functions/v1/track-like", {"post_id": "{good}", "action": "hate"}, ("like", "malformed")),
        ("/functions/v1/track-like", {"post_id": "{bad}"}, ("like", "not_found")),
        ("/functions/v1/track-like", {"post_id": "{good}"}, None),
        ("/api/engagement/like/{bad}", None, ("like", "not_found")),
        ("/api/engagement/like/{good}", None, None),
    ],
)
def test_each_way_in_counts_what_it_refuses(api, people, write, more, path, body, counted):
    a, b = people(2)
    ids = {"good": write(a), "bad": str(uuid.uuid4())}
    if body and "post_id" in body:
        body = {**body, "post_id": body["post_id"].format(**ids)}
    told = more(lambda: api.post(path.format(**ids), as_=b, json=body))
    assert told == ({counted: 1} if counted else {})
