"""Short-lived signed words for addresses of our own, in the way of S3's presigned ones."""

import json
import time
from typing import Any

from django.core.signing import BadSignature, Signer

from topin.core.db.session import ANON, Caller

_SALT = "topin.storage."


def sign(purpose: str, values: dict[str, Any], seconds: int) -> str:
    """A word that holds for `seconds` at least and twice as long at most.

    The end is rounded up, so that the same values give the same word for a while: caches can use it.
    """
    end = (int(time.time()) // seconds + 2) * seconds
    return Signer(salt=_SALT + purpose).sign_object({**values, "end": end})


def opened(purpose: str, word: str) -> dict[str, Any] | None:
    """What was signed for this purpose; None where it was not, was altered, or has ended."""
    try:
        values: dict[str, Any] = Signer(salt=_SALT + purpose).unsign_object(word)
    except (BadSignature, ValueError):
        return None
    return values if values["end"] > time.time() else None


def bearer(values: dict[str, Any]) -> Caller:
    """To whom an address was given, who needs no token there: `user` (None: anybody) and `session` of it.

    A call as them, `checked`, is refused when that session has ended.
    """
    if values["user"] is None:
        return ANON
    claims = {"sub": values["user"], "role": "authenticated", "session_id": values["session"]}
    return Caller("authenticated", json.dumps({name: value for name, value in claims.items() if value}))
