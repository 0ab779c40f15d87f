"""Short-lived signed words for addresses of our own, in the way of S3's presigned ones."""

import time
from typing import Any

from django.core.signing import BadSignature, Signer

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
