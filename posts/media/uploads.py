"""What becomes of an upload: an image is made safe at once, a video goes to the job of videos."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from topin.core.db import session
from topin.core.db.errors import DatabaseError, Refusal
from topin.core.db.session import Caller
from topin.core.jobs import outbox
from topin.core.storage.store import store

from . import functions, making, places, receiving
from .receiving import Received

QUEUE = "bulk"
# Faults that say nothing of the file: it may be completed again.
_NOT_THE_FILE = ("storage_unavailable", "upload_missing")


@contextmanager
def begun(caller: Caller, actor: str | None, upload: Received) -> Iterator[str]:
    """A pending medium for a file that came; taken back, with whatever was stored, when the block fails."""
    row = session.call(
        functions.start_upload, caller, checked=True, actor=actor, kind=upload.kind, bytes=upload.size
    )
    media_id = str(json.loads(row["body"])["id"])
    try:
        yield media_id
    except (Refusal, DatabaseError):
        discard(caller, actor, media_id)
        raise


def discard(caller: Caller, actor: str | None, media_id: str) -> None:
    """Take an upload back; its files go by the job of erasure."""
    session.call(functions.delete_media, caller, actor=actor, media=media_id)


def work(media_id: str, upload: Received) -> dict[str, Any]:
    """Stores what came: `outcome` and `facts` for settle_upload. Raises Refusal for what cannot be shown."""
    if upload.kind == "image":
        return {"outcome": "ready", "facts": making.make(media_id, "image", upload.path)}
    store().put(places.upload(media_id), upload.path, "application/octet-stream")
    return _for_the_job(upload)


def complete(caller: Caller, actor: str | None, media_id: str) -> dict[str, Any]:
    """The same for what was put where presign said. A refused file makes its medium a failed one."""
    with making.workbench() as folder:
        try:
            return _completed(media_id, folder / "upload")
        except Refusal as refusal:
            again = refusal.code in _NOT_THE_FILE
            facts = {} if again else {"code": refusal.code, "detail": refusal.detail}
            session.call(
                functions.settle_upload, Caller(None), actor=actor, media=media_id,
                outcome="pending" if again else "failed", facts=facts,
            )  # fmt: skip
            if not again:
                store().delete(places.upload(media_id))
            raise


def _completed(media_id: str, path: Path) -> dict[str, Any]:
    if not store().fetch(places.upload(media_id), path, receiving.most("video")):
        raise Refusal(409, "upload_missing", "Nothing has been put there yet.")
    upload = receiving.look_at(path)
    if upload.kind == "video":
        return _for_the_job(upload)
    made = {"outcome": "ready", "facts": making.make(media_id, "image", path)}
    store().delete(places.upload(media_id))
    return made


def _for_the_job(upload: Received) -> dict[str, Any]:
    return {"outcome": "processing", "facts": {"kind": upload.kind, "mime": upload.mime}}


def wake(given: dict[str, Any]) -> None:
    """Has the job of videos look at once, where there is something for it."""
    if given["outcome"] == "processing":
        outbox.wake(QUEUE)
