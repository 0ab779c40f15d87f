"""Time-based one-time passwords (RFC 6238) as GoTrue makes them: SHA-1, 6 digits, 30 seconds, one step of skew."""

import base64
import hashlib
import hmac
import io
import secrets
import struct
import time
from urllib.parse import quote, urlencode

import segno

_STEP = 30


def fresh_secret() -> str:
    """A new secret: 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def matches(secret: str, code: str) -> bool:
    """Whether it is the code of this step, the one before or the one after; compared in constant time."""
    now = int(time.time()) // _STEP
    found = [hmac.compare_digest(at(secret, now + skew).encode(), code.encode()) for skew in (-1, 0, 1)]
    return any(found)


def at(secret: str, step: int) -> str:
    """The code of a step of 30 seconds since 1970."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def uri(secret: str, issuer: str, account: str) -> str:
    """What an authenticator app reads."""
    query = urlencode({"algorithm": "SHA1", "digits": 6, "issuer": issuer, "period": _STEP, "secret": secret})
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"


def picture(text: str) -> str:
    """A QR code as bare SVG; clients put `data:image/svg+xml;utf-8,` before it."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()
