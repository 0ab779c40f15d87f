"""The bounded queue of one client, the token bucket, and the count of silent sockets an address."""

import pytest

from topin.core.realtime.limits import Bucket, Ungreeted, address
from topin.core.realtime.outbound import Outbound
from topin.core.realtime.server import TwistedLine, WebSocketProtocol


class Line:
    """A line that takes frames until it is told not to."""

    def __init__(self):
        self.paused, self.sent, self.on_drain = False, [], lambda: None

    def write(self, frame):
        self.sent.append(frame)

    def close(self, code):
        self.sent.append(code)


@pytest.fixture
async def outbound():
    events = []
    line = Line()
    queue = Outbound(line, lambda: events.append("drained"), lambda: events.append("given up"))
    yield queue, line, events
    queue.stop()


async def test_frames_wait_in_order_while_the_line_is_full(outbound):
    queue, line, events = outbound
    queue.push("a")
    line.paused = True
    queue.push("b")
    queue.push("c")
    assert (line.sent, queue.idle) == (["a"], False)
    line.paused = False
    line.on_drain()
    assert (line.sent, queue.idle, events) == (["a", "b", "c"], True, ["drained"])


async def test_what_is_ephemeral_makes_way_before_the_client_is_given_up(outbound, settings):
    settings.REALTIME_QUEUE_FRAMES = 3
    queue, line, events = outbound
    line.paused = True
    for frame in ("a", "b"):
        queue.push(frame)
        queue.push("typing", ephemeral=True)
    assert events == []
    queue.push("c")
    assert events == []
    queue.push("d")
    assert events == ["given up"]
    line.paused = False
    line.on_drain()
    assert line.sent == ["a", "b", "c", "d"]


async def test_too_many_bytes_give_the_client_up(outbound, settings):
    settings.REALTIME_QUEUE_BYTES = 100
    queue, line, events = outbound
    line.paused = True
    queue.push("x" * 101)
    assert events == ["given up"]


@pytest.mark.parametrize("state", ["STATE_CLOSING", "STATE_CLOSED"])
def test_a_line_that_is_being_closed_takes_a_frame_without_an_error(state):
    """Whose frame was too long, and who does not answer the close, stood in the way of everybody's heartbeat."""
    protocol = WebSocketProtocol()
    protocol.state = getattr(protocol, state)
    line = TwistedLine(protocol)
    line.write("{}")
    line.close(1000)


def test_a_bucket_lets_a_burst_through_and_then_the_rate(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    bucket = Bucket(20, 40)
    assert [bucket.take() for _ in range(41)] == [True] * 40 + [False]
    now[0] += 0.5
    assert [bucket.take() for _ in range(11)] == [True] * 10 + [False]


def test_an_address_may_hold_so_many_silent_sockets():
    silent = Ungreeted(2)
    first, second = silent.enter("a"), silent.enter("a")
    assert first is not None
    assert second is not None
    assert silent.enter("a") is None
    assert silent.enter("b") is not None
    first()
    first()
    assert silent.enter("a") is not None
    assert silent.enter("a") is None


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, "6.6.6.6", "127.0.0.1"), (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"), (1, "", "127.0.0.1"), (3, "1.2.3.4", "1.2.3.4"),
    ],
)  # fmt: skip
def test_an_address_is_believed_as_far_as_proxies_are_trusted(settings, hops, forwarded, expected):
    settings.TRUSTED_PROXIES = hops
    scope = {"headers": [(b"x-forwarded-for", forwarded.encode())], "client": ["127.0.0.1", 1]}
    assert address(scope) == expected
