"""Asserts a refusal of the database as its caller is told it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from topin.core.db.errors import refusal_from


@contextmanager
def refused(status: int, code: str, field: str | None = None) -> Iterator[None]:
    """The block must end in this refusal. Around `acting_as(…, commit=True)`, so nothing else undoes it."""
    with pytest.raises(psycopg.Error) as caught:
        yield
    refusal = refusal_from(caught.value)
    assert refusal is not None, caught.value
    assert (refusal.status, refusal.code) == (status, code), caught.value
    assert field is None or refusal.field == field
