"""Takes a file from a request onto this machine's disk, never more of it than may come."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.http.request import UnreadablePostError

from topin.core.db.errors import Refusal
from topin.core.storage.faults import too_large

from . import kinds

_AROUND = 64 * 1024  # boundaries and headers of a multipart body
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Received:
    """A file that came, and what it is by its content."""

    path: Path
    size: int
    kind: str
    mime: str

    @property
    def digest(self) -> bytes:
        """The SHA-256 of its content."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()


def most(kind: str) -> int:
    """The largest file of a kind, in bytes."""
    return int(settings.IMAGE_BYTES if kind == "image" else settings.VIDEO_BYTES)


def look_at(path: Path) -> Received:
    """What lies there. Raises Refusal 415 media_type_not_supported, 413 media_too_large."""
    with path.open("rb") as file:
        kind, mime = kinds.sniff(file.read(kinds.HEAD))
    size = path.stat().st_size
    if size > most(kind):
        raise too_large(size, most(kind))
    return Received(path, size, kind, mime)


def is_form(request: HttpRequest) -> bool:
    """Whether the body is a form with a file, and not JSON."""
    return request.content_type == "multipart/form-data"


@contextmanager
def posted(request: HttpRequest, limit: int) -> Iterator[Received]:
    """The part `file` of a multipart body, gone at the end. Raises Refusal 400, 413 or 415."""
    if not is_form(request):
        raise Refusal(415, "unsupported_media_type", "Send multipart/form-data with a part named file.")
    _announced(request, limit + _AROUND)
    with _only_file(request) as file:
        yield look_at(Path(file.temporary_file_path()))


def save(request: HttpRequest, target: Path, size: int) -> None:
    """Writes a body of exactly `size` bytes to the path. Raises Refusal 400 wrong_size, 413."""
    if _announced(request, size) != size:
        raise Refusal(400, "wrong_size", f"{size} bytes were announced; send exactly these.")
    came = 0
    try:
        with target.open("wb") as file:
            while chunk := request.read(_CHUNK):
                came += file.write(chunk)
    except UnreadablePostError:
        raise Refusal(400, "parse_error", "The body could not be read.") from None
    if came != size:
        raise Refusal(400, "wrong_size", f"{size} bytes were announced, {came} came.")


def _announced(request: HttpRequest, limit: int) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > limit:
        raise Refusal(413, "body_too_large", f"The body may have at most {limit} bytes; {length} are announced.")
    return int(length)


@contextmanager
def _only_file(request: HttpRequest) -> Iterator[TemporaryUploadedFile]:
    handlers = [TemporaryFileUploadHandler(request)]
    try:
        fields, files = MultiPartParser(request.META, request, handlers, "utf-8").parse()
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise Refusal(400, "parse_error", "The body is not a well-formed form.") from None
    try:
        found = [file for name in files for file in files.getlist(name)]
        if unknown := sorted({*fields, *files} - {"file"}):
            raise Refusal(400, "unknown_field", "There is no such field to set.", field=unknown[0][:100])
        if len(found) != 1 or not found[0].size:
            raise Refusal(400, "file_required", "Send one file, in a part named file.", field="file")
        yield found[0]
    finally:
        for file in (one for name in files for one in files.getlist(name)):
            file.close()
