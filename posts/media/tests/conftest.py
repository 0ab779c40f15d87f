"""What the tests of media share."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from posts.media import places, tasks, uploads  # noqa: F401 (tasks: registers the handlers)
from posts.media.tests.files import picture
from posts.tests.conftest import block, follow, medium, suspend  # noqa: F401 (fixtures)
from topin.core.jobs import outbox
from topin.core.storage.store import store
from topin.core.testing.people import Person
from topin.core.testing.server import Api


@pytest.fixture
def upload(api: Api) -> Callable[..., dict[str, Any]]:
    """`upload(person, content=a picture)`: the Media of a file sent in one request."""

    def act(who: Person, content: bytes | None = None, **options: Any) -> dict[str, Any]:
        answer = send(api, who, picture() if content is None else content, **options)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    return act


@pytest.fixture
def work() -> Callable[[], None]:
    """`work()`: the worker does what waits for it: videos, files to erase."""
    return lambda: drain(uploads.QUEUE)


def drain(queue: str) -> None:
    """Work until nothing is due."""
    while outbox.drain(queue, 60):
        pass


def send(api: Api, who: Person | None, content: bytes, name: str = "x.jpg", **options: Any) -> httpx.Response:
    """POST /media of one file."""
    return api.post("/api/media", as_=who, files={"file": (name, content, "image/jpeg")}, **options)


def stored(media_id: str) -> set[str]:
    """The names under which forms of a medium lie in the store."""
    return {key.rpartition("/")[2] for key, _ in store().every(places.folder(media_id))}
