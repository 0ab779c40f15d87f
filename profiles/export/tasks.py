"""The jobs of the data export: making archives, and deleting those that have had their time."""

import tempfile
from pathlib import Path

from topin.core.db.session import call
from topin.core.jobs import outbox
from topin.core.jobs.base import WORKER, job
from topin.core.storage.store import store

from . import archive, functions, places


@job("profiles.export", queue="bulk")
def make_exports() -> int:
    """Make the archives that were asked for, the least tried first; one that fails is tried again with the job."""
    made = 0
    while (taken := call(functions.take_export, WORKER))["export"] is not None:
        _make(str(taken["export"]), str(taken["person"]))
        made += 1
    return made


@job("profiles.export_sweep", queue="bulk")
def sweep_exports() -> int:
    """Delete archives after a week, and those of accounts that are gone."""
    ended = [str(export) for export in call(functions.ended_exports, WORKER)]
    for export in ended:
        store().delete(places.key(export))
    return int(call(functions.drop_exports, WORKER, ended=ended))


@outbox.handler("profiles.export")
def start(message: outbox.Message) -> None:
    """Somebody asked for their data: the job runs now, and not with the schedule."""
    make_exports.delay()


def _make(export: str, person: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.zip")
        archive.write(person, path)
        store().put(places.key(export), path, places.MIME)
        if not call(functions.finish_export, WORKER, export=export, size=path.stat().st_size):
            store().delete(places.key(export))
