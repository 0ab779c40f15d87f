"""The one door to stored files: what a store can do, and which one this installation has.

A key is `part/part/name` of letters, digits and dashes. What is stored is replaced as a whole or not at all.
Every method raises Refusal 503 storage_unavailable when the store cannot be reached.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string


class Store(Protocol):
    """What rooms may do with files."""

    def put(self, key: str, source: Path, content_type: str) -> None:
        """Store the file under the key."""

    def fetch(self, key: str, target: Path, most: int) -> bool:
        """Copy a stored file of at most `most` bytes to the path; False where there is none.

        Raises Refusal 413 media_too_large.
        """

    def has(self, prefix: str, names: set[str]) -> bool:
        """Whether all these names stand under `prefix/`."""

    def delete(self, prefix: str) -> None:
        """Delete the file of this key, or all below `prefix/`; nothing there is nothing to do."""

    def every(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Key and time of each file below `prefix/`."""

    def link(self, key: str, content_type: str, seconds: int) -> str | None:
        """A signed address from which the file can be read for so many seconds; None: serve `open` yourself."""

    def upload_link(self, key: str, content_type: str, size: int) -> str | None:
        """A signed address that takes one PUT of exactly this type and size; None: take it yourself, to `put`."""

    def open(self, key: str) -> Path | None:
        """The file on this machine, to be served from here; None where there is none or `link` gives addresses."""


@cache
def store() -> Store:
    """This installation's store."""
    made: Store = import_string(settings.MEDIA_STORE)()
    return made


@receiver(setting_changed)
def _forget(**kwargs: object) -> None:
    store.cache_clear()
