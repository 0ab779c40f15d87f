"""Encrypts what an outbox message carries and nobody may read: one-time codes, tokens, links that hold them.

It is sealed in Python before SQL sees it, opened in the worker for its handler alone, and erased when the
message is done. Backups, logs, the admin and a SQL session hold ciphertext only.
"""

import base64
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotOpen(Exception):
    """The secret was sealed with a key that is not among ours, or was changed."""


def seal(values: dict[str, Any]) -> str:
    """The values as text for `payload.secret`; JSON types only."""
    return _keys(_secrets()).encrypt(json.dumps(values).encode()).decode()


def open_sealed(sealed: str) -> dict[str, Any]:
    """What `seal` was given. Raises CannotOpen."""
    try:
        values: dict[str, Any] = json.loads(_keys(_secrets()).decrypt(sealed.encode()))
    except InvalidToken:
        raise CannotOpen("sealed with an unknown key") from None
    return values


def _secrets() -> tuple[str, ...]:
    # After SECRET_KEY was rotated, its predecessors open what is still on its way.
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@cache
def _keys(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret))) for secret in secrets])


def _derived(secret: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"topin outbox secret").derive(secret.encode())
