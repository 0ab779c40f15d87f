"""Makes an upload safe to show: hands it to the workshop, stores the forms that come out."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import structlog
from django.conf import settings

from topin.core.db.errors import Refusal
from topin.core.storage.store import store

from . import places

log = structlog.get_logger("topin.media")
_GB = 1024**3
# Processor seconds and memory that one file may cost.
_COSTS = {"image": {"seconds": 20, "memory": 3 * _GB // 2}, "video": {"seconds": 40, "memory": 2 * _GB}}
_PATIENCE = 2  # times the processor's seconds, by the clock; with the rest below TOPIN_OUTBOX_LEASE
# Each opened picture costs up to a gigabyte; the others wait.
_one_at_a_time = BoundedSemaphore(1)


@contextmanager
def workbench() -> Iterator[Path]:
    """A private folder for the files of one upload, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="topin-media-") as name:
        yield Path(name)


def make(media_id: str, kind: str, source: Path) -> dict[str, Any]:
    """Stores the forms of an image or video; returns its facts. Raises Refusal for what cannot be shown."""
    with workbench() as folder, _one_at_a_time:
        facts = _worked(kind, source, folder)
        for name in ("original", *facts["variants"]):
            mime = facts["mime"] if name == "original" else "image/webp"
            store().put(places.form(media_id, name), folder / name, mime)
    return facts


def _worked(kind: str, source: Path, folder: Path) -> dict[str, Any]:
    cost = _COSTS[kind]
    rules = {**cost, "pixels": settings.IMAGE_PIXELS, "duration": settings.VIDEO_SECONDS}
    command = [sys.executable, "-m", "posts.media.workshop", kind, str(source), str(folder), json.dumps(rules)]
    try:
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=_environment(), capture_output=True, check=False,
            stdin=subprocess.DEVNULL, timeout=cost["seconds"] * _PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _broken() from None
    if done.returncode != 0:
        log.warning(
            "media.workshop_died",
            kind=kind,
            code=done.returncode,
            said=done.stderr[-300:].decode("utf-8", "replace"),
        )
        raise _broken()
    answer = json.loads(done.stdout)
    if refused := answer.get("refused"):
        raise Refusal(refused["status"], refused["code"], refused["detail"], field="file")
    return dict(answer["facts"])


def _environment() -> dict[str, str]:
    """No secret of ours reaches a process that opens what strangers send."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}


def _broken() -> Refusal:
    return Refusal(422, "media_broken", "The file is damaged, or takes too much to open.", field="file")
