"""A real realtime process with short times, and what makes events."""

from collections.abc import Callable, Iterator

import pytest

from social.functions import follow_user
from topin.core.testing.server import serving

from .client import Client

TIMES = {
    "TOPIN_REALTIME_HEARTBEAT": "1",
    "TOPIN_REALTIME_PONG": "2",
    "TOPIN_REALTIME_HELLO": "2",
    "TOPIN_REALTIME_SNAPSHOT": "2",
    "TOPIN_REALTIME_GRACE": "3",
    "TOPIN_REALTIME_ORIGINS": "https://app.example",
}


@pytest.fixture(scope="session")
def realtime_url() -> Iterator[str]:
    """A real `serve realtime` on this test process's database."""
    with serving("realtime", **TIMES) as url:
        yield url


@pytest.fixture(scope="session")
def patient_url() -> Iterator[str]:
    """One whose heartbeat comes after any test's end: what happens there was told by a hint."""
    patience = {f"TOPIN_REALTIME_{name}": "60" for name in ("HEARTBEAT", "PONG", "HELLO")}
    with serving("realtime", **{**TIMES, **patience, "TOPIN_REALTIME_UNGREETED": "3"}) as url:
        yield url


@pytest.fixture
def client(realtime_url: str) -> Iterator[Callable[..., Client]]:
    """`client(person)` opens a socket and says hello; `client()` only opens it."""
    opened: list[Client] = []

    def make(person=None, *, url: str | None = None, **options) -> Client:
        one = Client(url or realtime_url, **options)
        opened.append(one)
        if person is not None:
            assert one.hello(person)["t"] == "welcome"
        return one

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def follows(acting_as):
    """`follows(follower, followed)`: by the real function, committed, as the API does it."""

    def make(follower, followed) -> None:
        with acting_as(follower, commit=True) as call:
            call(follow_user, actor=follower.id, target=followed.id)

    return make
