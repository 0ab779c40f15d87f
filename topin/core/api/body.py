"""Parses a JSON body, and refuses what no field could take: broken JSON, NUL, lone surrogates, NaN."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import RawPostDataException, UnreadablePostError

from topin.core.db.errors import Refusal

_BROKEN = "The body is not valid JSON."


def read(request: HttpRequest) -> bytes:
    """The body's bytes; 413 over the limit, before they are read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.MAX_BODY:
        raise Refusal(413, "body_too_large", f"The body may have at most {settings.MAX_BODY} bytes.")
    try:
        return bytes(request.body)
    except (UnreadablePostError, RawPostDataException):
        raise Refusal(400, "parse_error", "The body could not be read.") from None


def parse(request: HttpRequest, *, any_type: bool = False) -> Any:
    """The JSON value of the body, {} for none; 400 parse_error or invalid_text.

    415 where it is called something else, but with `any_type`.
    """
    raw = read(request)
    if not raw:
        return {}
    if not any_type and request.content_type not in ("application/json", "text/json"):
        raise Refusal(415, "unsupported_media_type", "Send application/json.")
    try:
        value = json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "parse_error", _BROKEN) from None
    if b"\\u" in raw:
        _refuse_unstorable(value)
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _refuse_unstorable(value: Any) -> None:
    """PostgreSQL stores neither NUL nor half a surrogate pair; both can only come as an escape."""
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Refusal(400, "invalid_text", "Text holds a character that cannot be stored.")
