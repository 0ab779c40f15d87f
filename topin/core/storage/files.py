"""Files in a folder of this machine. Written beside and renamed, so that none is ever seen in part."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from .faults import too_large, unavailable

_KEY = re.compile(r"[A-Za-z0-9-]+(/\.?[A-Za-z0-9-]+)*")
_FRESH = ".fresh-"


class FileStore:
    """The Store of a folder."""

    def __init__(self) -> None:
        self._folder = Path(settings.MEDIA_DIR)

    def put(self, key: str, source: Path, content_type: str) -> None:
        target = self._path(key)
        fresh = target.parent / f"{_FRESH}{secrets.token_hex(8)}"
        with unavailable(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(source, fresh)
                with fresh.open("rb+") as file:
                    os.fsync(file.fileno())
                fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)

    def fetch(self, key: str, target: Path, most: int) -> bool:
        with unavailable(OSError):
            path = self.open(key)
            if path is None:
                return False
            if (size := path.stat().st_size) > most:
                raise too_large(size, most)
            shutil.copyfile(path, target)
        return True

    def has(self, prefix: str, names: set[str]) -> bool:
        with unavailable(OSError):
            return all(self._path(f"{prefix}/{name}").is_file() for name in names)

    def delete(self, prefix: str) -> None:
        path = self._path(prefix)
        with unavailable(OSError), suppress(FileNotFoundError):  # gone already: somebody else did it
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def every(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """What a kill left half written is listed too, and so is swept with the rest."""
        for folder, _, names in os.walk(self._path(prefix)):
            for name in names:
                path = Path(folder, name)
                with suppress(FileNotFoundError):  # deleted while we look
                    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield path.relative_to(self._folder).as_posix(), modified

    def link(self, key: str, content_type: str, seconds: int) -> str | None:
        return None

    def upload_link(self, key: str, content_type: str, size: int) -> str | None:
        return None

    def open(self, key: str) -> Path | None:
        path = self._path(key)
        return path if path.is_file() else None

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no key")
        return self._folder / key
