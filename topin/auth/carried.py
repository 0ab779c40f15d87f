"""Refresh tokens of GoTrue's second algorithm, which a phone may hold from the project of before.

base64url of: version 0, session id (16 bytes), counter (unsigned varint), HMAC-SHA256 by the session's own key
(first 16 bytes), and a checksum (first 4 bytes of SHA-256 over all that). Source: supabase/auth, its documented
token format. This service hands out tokens of the first algorithm only.
"""

import base64
import binascii
import hashlib
import hmac
import uuid
from dataclasses import dataclass

_MAC, _SUM, _SHORTEST = 16, 4, 38


@dataclass(frozen=True)
class Carried:
    """A token that reads well; whether it is genuine, its session's key tells."""

    session_id: uuid.UUID
    counter: int
    signed: bytes
    mac: bytes

    def genuine(self, key: str) -> bool:
        """Whether it was signed by the key as GoTrue stores it (not where GoTrue encrypts keys at rest)."""
        try:
            secret = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(hmac.new(secret, self.signed, hashlib.sha256).digest()[:_MAC], self.mac)


def parsed(token: str) -> Carried | None:
    """The token's parts; None for what is no token of that form."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    if not _SHORTEST <= len(raw) <= _SHORTEST + 9 or raw[0] != 0:
        return None
    body, checksum = raw[:-_SUM], raw[-_SUM:]
    if not hmac.compare_digest(hashlib.sha256(body).digest()[:_SUM], checksum):
        return None
    signed, mac = body[:-_MAC], body[-_MAC:]
    counter = _varint(signed[17:])
    return None if counter is None else Carried(uuid.UUID(bytes=signed[1:17]), counter, signed, mac)


def _varint(raw: bytes) -> int | None:
    """Seven bits a byte, the lowest first; the top bit says that more follow. All of it must be used up."""
    value = 0
    for index, byte in enumerate(raw):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value if index == len(raw) - 1 and value < 2**63 else None
    return None
