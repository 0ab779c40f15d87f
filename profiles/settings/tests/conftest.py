"""What the tests of settings look at."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from profiles.settings import functions
from topin.core.testing.people import Person


@pytest.fixture
def settings_of(acting_as: Callable[..., Any]) -> Callable[[Person], dict[str, Any]]:
    """`settings_of(a)`: the whole settings object."""

    def read(who: Person) -> dict[str, Any]:
        with acting_as(who) as call:
            return dict(json.loads(call(functions.get_settings, actor=who.id)["body"]))

    return read


@pytest.fixture
def update(acting_as: Callable[..., Any]) -> Callable[..., Any]:
    """`update(function, a, changes)`: changes a group; gives the answer's row."""

    def act(function: Any, who: Person, changes: dict[str, Any], **given: Any) -> Any:
        with acting_as(who, commit=True) as call:
            return call(function, actor=who.id, changes=changes, **given)

    return act
