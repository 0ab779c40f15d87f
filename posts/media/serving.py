"""Files of this machine over HTTP: signed addresses of our own, and answers in whole or in part."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from topin.core.api.conditional import unchanged
from topin.core.storage import signed
from topin.core.storage.store import store

from . import places

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CHUNK = 256 * 1024
_SMALL = 2 * _CHUNK  # most pictures: handed over in one piece, which is cheaper than a stream
# Nobody's page shows it as anything but what it is, and it runs nothing.
_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
         "Cross-Origin-Resource-Policy": "cross-origin", "Content-Disposition": "attachment",
         "Accept-Ranges": "bytes"}  # fmt: skip


def lasts(found: dict[str, Any]) -> int:
    """For how many seconds an address of ours holds at least; that of a video for as long as one watches it."""
    return settings.VIDEO_LINK_SECONDS if is_video(found) else settings.LINK_SECONDS


def is_video(found: dict[str, Any]) -> bool:
    """Whether players come back to its address for each part."""
    return str(found["mime"]).startswith("video/")


def address(found: dict[str, Any], user_id: str | None, session_id: str | None) -> str:
    """Where this person and session can read an opened form for a while; asks again at each use."""
    values = {"media": found["id"], "variant": found["variant"], "user": user_id, "session": session_id}
    return "/api/media/files/" + signed.sign("file", values, lasts(found))


def elsewhere(found: dict[str, Any]) -> str | None:
    """Where a form lies in a bucket, for who may see it now; None where files lie on this machine.

    Nobody can call such an address back, so it holds for the seconds that it takes to follow a redirect; that of a
    video holds longer, since some players ask it for further parts instead of coming back to ours.
    """
    seconds = settings.LINK_SECONDS if is_video(found) else settings.REDIRECT_SECONDS
    return store().link(places.form(found["id"], found["variant"]), found["mime"], seconds)


def sent_to(url: str) -> HttpResponse:
    """A redirect that is not kept."""
    return HttpResponse(status=302, headers={"Location": url, "Cache-Control": "private, no-store"})


def answer(request: HttpRequest, path: Path, mime: str, tag: str) -> HttpResponseBase:
    """The file, or the one range that is asked for; 304 for who has it, 416 for a range beyond its end."""
    headers = {**_SAFE, "ETag": tag, "Cache-Control": f"private, max-age={settings.LINK_SECONDS}"}
    if unchanged(request, tag):
        return HttpResponse(status=304, headers=headers)
    size = path.stat().st_size
    asked = _RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    if asked is None or asked.group() == "bytes=-" or request.META.get("HTTP_IF_RANGE", tag) != tag:
        return _part(path, 0, size, mime, 200, headers)
    first, last = _bounds(asked, size)
    if first >= size or first > last:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return _part(path, first, last + 1 - first, mime, 206, headers)


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _part(
    path: Path, first: int, length: int, mime: str, status: int, headers: dict[str, str]
) -> HttpResponseBase:
    headers["Content-Length"] = str(length)
    chunks = _chunks(path, first, length)
    if length <= _SMALL:
        return HttpResponse(b"".join(chunks), status=status, content_type=mime, headers=headers)
    return StreamingHttpResponse(chunks, status=status, content_type=mime, headers=headers)


def _chunks(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
