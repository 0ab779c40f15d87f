"""Writes the archive of a person's data: a JSON file for each table that holds rows of theirs, and their files."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from topin.core.db.session import acting
from topin.core.jobs.base import WORKER
from topin.core.storage.store import store

from . import functions

_LARGEST = 4 * 1024**3
_PERSONAL, _OTHER = "personal: ", "not personal: "


class StoredFile(Protocol):
    """A file of a person: the name it gets in the archive, and the key under which the store has it."""

    name: str
    key: str


FileSource = Callable[[str], Iterable[Any]]
# Rooms that store files are joined by the composition root (topin/celery.py).
file_sources: list[FileSource] = []


def write(person: str, target: Path) -> None:
    """The whole archive; `export.json` in it says what there is, and of each other table why it is left out.

    Each table is read as it stands at that moment, row by row: none is held in memory.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, acting(WORKER, alias="worker") as session:
        tables = session.call(functions.personal_tables)
        told: dict[str, Any] = {"account": person, "made_at": datetime.now(UTC).isoformat(), "tables": {}}
        for table in (table for table in tables if (table["rule"] or "").startswith(_PERSONAL)):
            rows = session.stream(functions.export_rows, person=person, of_table=table["name"])
            told["tables"][table["name"]] = _table(archive, table["name"], rows)
        told["left_out"] = {
            table["name"]: table["rule"].removeprefix(_OTHER)
            for table in tables
            if (table["rule"] or "").startswith(_OTHER)
        }
        told["files"] = [_file(archive, file) for source in file_sources for file in source(person)]
        archive.writestr("export.json", json.dumps(told, indent=1))


def _table(archive: zipfile.ZipFile, name: str, rows: Iterable[bytes]) -> int:
    """One JSON array; returns how many rows it holds."""
    count = 0
    with archive.open(f"data/{name}.json", "w", force_zip64=True) as file:
        file.write(b"[")
        for row in rows:
            file.write((b"," if count else b"") + b"\n" + row)
            count += 1
        file.write(b"\n]\n")
    return count


def _file(archive: zipfile.ZipFile, file: StoredFile) -> dict[str, Any]:
    """Copies one file into the archive as it is; a file that is gone is listed as missing."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "file")
        found = store().fetch(file.key, copy, _LARGEST)
        if found:
            archive.write(copy, f"files/{file.name}", zipfile.ZIP_STORED)
    return {"name": f"files/{file.name}", "missing": not found}
