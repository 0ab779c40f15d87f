"""Jobs of media: videos made safe, files erased, old uploads swept, files and rows held against each other."""

import time
from datetime import UTC, datetime, timedelta

import structlog

from topin.core.db.errors import Refusal
from topin.core.db.session import call
from topin.core.jobs import outbox
from topin.core.jobs.base import WORKER, job
from topin.core.storage.store import store

from . import functions, making, places, receiving

log = structlog.get_logger("topin.media")
_BATCH = 500
_SECONDS = 120  # of one run; the next goes on where this one stopped
# So old must a file be to be an orphan: what is being written has no row for a moment, or no longer.
_GRACE = timedelta(days=1)
# A store in which so much is missing is not the right one, or not all there: nothing is marked.
_SUSPICIOUS = 0.2
_FEW = 20


@outbox.handler("media.video")
def make_video(message: outbox.Message) -> None:
    """Probe a video that was uploaded, store it without what else was in it, and say what became of it."""
    media_id = message.payload["media_id"]
    try:
        outcome, facts = "ready", _made(media_id)
    except Refusal as refusal:
        if refusal.status == 503:  # the store is away: try again later
            raise
        outcome, facts = "failed", {"code": refusal.code, "detail": refusal.detail}
    with message.settle() as session:
        session.call(functions.finish_video, media=media_id, outcome=outcome, facts=facts)
    store().delete(places.upload(media_id))


def _made(media_id: str) -> dict[str, object]:
    with making.workbench() as folder:
        source = folder / "upload"
        if not store().fetch(places.upload(media_id), source, receiving.most("video")):
            raise Refusal(409, "upload_missing", "Nothing has been put there.")
        return making.make(media_id, "video", source)


@outbox.handler("media.erase")
def erase_files(message: outbox.Message) -> None:
    """Erase the files of media that are gone."""
    for media_id in message.payload["media_ids"]:
        store().delete(places.folder(media_id))
        store().delete(places.upload(media_id))


@job("media.sweep", queue="bulk")
def sweep() -> int:
    """Delete uploads that nobody finished or used, and evidence that has served its time."""
    total = 0
    while count := int(call(functions.sweep_media, WORKER)):
        total += count
    return total


@job("media.reconcile", queue="bulk")
def reconcile() -> int:
    """Hold files and rows against each other: erase files of no medium, mark media whose files are lost."""
    return _orphans(places.MEDIA, False) + _orphans(places.UPLOADS, True) + _lost()


def _orphans(prefix: str, unfinished: bool) -> int:
    """Erases the files below the prefix whose medium is not there (any more); returns of how many media."""
    found: dict[str, list[str]] = {}
    erased, before = 0, datetime.now(UTC) - _GRACE
    for key, modified in store().every(prefix):
        media_id = places.media_of(key)
        if media_id and modified < before:
            found.setdefault(media_id, []).append(key)
        if len(found) >= _BATCH:
            erased += _erased(found, unfinished)
            found = {}
    return erased + _erased(found, unfinished)


def _erased(found: dict[str, list[str]], unfinished: bool) -> int:
    if not found:
        return 0
    unknown = call(functions.unknown_media, WORKER, ids=list(found), unfinished=unfinished)
    for media_id in map(str, unknown):
        log.warning("media.orphan_erased", media=media_id, files=len(found[media_id]))
        for key in found[media_id]:
            store().delete(key)
    return len(unknown)


def _lost() -> int:
    """Marks media whose files are not all there; returns how many. Stops where a store seems to be another."""
    until, total = time.monotonic() + _SECONDS, 0
    while time.monotonic() < until:
        rows = call(functions.unchecked_media, WORKER, batch=_BATCH)
        missing = [
            str(row["media_id"])
            for row in rows
            if not store().has(places.folder(str(row["media_id"])), set(row["variants"]))
        ]
        if len(missing) > max(_FEW, len(rows) * _SUSPICIOUS):
            raise RuntimeError(f"{len(missing)} of {len(rows)} media have no files: is this the right store?")
        if not rows:
            break
        for media_id in missing:
            log.error("media.file_missing", media=media_id)
        seen = [str(row["media_id"]) for row in rows]
        total += int(call(functions.note_checked_media, WORKER, seen=seen, missing=missing))
    return total
