"""The door to a person's files, for the export of their data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from topin.core.db.session import call
from topin.core.jobs.base import WORKER

from . import functions, places

_ENDINGS = {"image/webp": "webp", "video/mp4": "mp4", "video/webm": "webm"}


@dataclass(frozen=True)
class UserFile:
    """A file: the name it gets in the archive, and the key under which the store has it (`store().fetch`)."""

    name: str
    key: str
    mime: str
    created_at: datetime


def files_of(user_id: str) -> Iterator[UserFile]:
    """The largest form of everything that the person has uploaded and that is ready."""
    for row in call(functions.files_of_user, WORKER, owner=user_id):
        media_id = str(row["media_id"])
        place = "posts" if row["post_id"] else row["used_as"] or "uploads"
        name = f"media/{place}/{media_id}.{_ENDINGS[row['mime']]}"
        yield UserFile(name, places.form(media_id, row["variant"]), row["mime"], row["created_at"])
