"""Conditional requests: `ETag: "version.hash"`, If-None-Match on reads, If-Match on writes."""

import hashlib
import re

from django.http import HttpRequest

from topin.core.db.errors import Refusal

_TAG = re.compile(r'"(\d{1,18})(?:\.[0-9a-f]+)?"')


def etag(version: int, body: bytes) -> str:
    """The tag of a resource: its row's version, and a hash, since the viewer's own part may change without it."""
    return f'"{version}.{hashlib.sha256(body).hexdigest()[:16]}"'


def unchanged(request: HttpRequest, tag: str) -> bool:
    """Whether the client holds this very representation (If-None-Match)."""
    given = request.META.get("HTTP_IF_NONE_MATCH")
    if not given:
        return False
    held = {part.strip().removeprefix("W/") for part in given.split(",")}
    return tag in held or "*" in held


def expected_version(request: HttpRequest) -> int | None:
    """The version that If-Match demands; None where it demands none; 400 where it cannot be read."""
    given = request.META.get("HTTP_IF_MATCH")
    if given is None or given.strip() == "*":
        return None
    found = _TAG.fullmatch(given.strip())
    if not found:
        raise Refusal(
            400, "invalid_if_match", "If-Match must be an ETag that this resource gave.", field="If-Match"
        )
    return int(found.group(1))
