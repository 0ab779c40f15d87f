"""Verifies access tokens: GoTrue's claims, by the keys in settings, each token once.

Source: supabase/auth 2.196.0. HS256 by the raw bytes of GOTRUE_JWT_SECRET; ES256 and
RS256 by the public keys of GOTRUE_JWT_KEYS, chosen by `kid`. Nothing in a token decides how it is verified:
the algorithm belongs to the key.
"""

import hashlib
import json
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Any

import jwt
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError

from topin.core.db.session import ANON, Caller

LEEWAY = 30
_LONGEST = 16 * 1024
_KEPT = 10_000
_SENT = ("sub", "role", "aud", "session_id", "aal", "amr", "email", "phone", "app_metadata", "is_anonymous")


class BadToken(Exception):
    """The token is not one of ours, was altered, or has ended."""


@dataclass(frozen=True)
class Verified:
    """What a verified token says: `role`, the user's id for role authenticated, and the caller for SQL."""

    role: str
    user_id: str | None
    session_id: str | None
    expires_at: int
    claims: dict[str, Any]
    caller: Caller


NOBODY = Verified("anon", None, None, 0, {}, ANON)
_verified: OrderedDict[bytes, Verified] = OrderedDict()
_lock = Lock()


def verify(token: str) -> Verified:
    """The token's meaning; BadToken if it has none. Answers from memory until the token ends."""
    if token.startswith("sb_publishable_"):
        return _publishable(token)
    if len(token) > _LONGEST:
        raise BadToken
    key = hashlib.sha256(token.encode("utf-8", "replace")).digest()
    known = _verified.get(key)
    if known is None:
        known = _verify(token)
        with _lock:
            _verified[key] = known
            if len(_verified) > _KEPT:
                _verified.popitem(last=False)
    if known.expires_at + LEEWAY <= time.time():
        raise BadToken
    return known


def decode(token: str) -> dict[str, Any]:
    """The claims of a token whose signature, life and algorithm hold; BadToken otherwise."""
    try:
        header = jwt.get_unverified_header(token)
        backend = _backends().get(header.get("kid")) or _backends()[None]
        if header.get("alg") != backend.algorithm:
            raise BadToken
        return dict(backend.decode(token))  # type: ignore[arg-type]
    except (jwt.PyJWTError, TokenBackendError, KeyError, TypeError, ValueError) as error:
        raise BadToken from error


def _publishable(token: str) -> Verified:
    if settings.PUBLISHABLE_KEYS and token not in settings.PUBLISHABLE_KEYS:
        raise BadToken
    return NOBODY


def _verify(token: str) -> Verified:
    claims = decode(token)
    role, expires_at = claims.get("role"), claims.get("exp")
    if not isinstance(expires_at, int) or role not in ("anon", "authenticated", "service_role"):
        raise BadToken
    if settings.GOTRUE_JWT_ISSUERS and claims.get("iss", "") not in settings.GOTRUE_JWT_ISSUERS:
        raise BadToken
    if role != "authenticated":
        return Verified(role, None, None, expires_at, claims, ANON)
    if claims.get("aud") != settings.GOTRUE_JWT_AUD:
        raise BadToken
    user_id = _uuid(claims.get("sub"))
    session_id = _uuid(claims["session_id"]) if "session_id" in claims else None
    sent = {name: claims[name] for name in _SENT if name in claims}
    return Verified(role, user_id, session_id, expires_at, claims, Caller("authenticated", json.dumps(sent)))


def _uuid(value: Any) -> str:
    try:
        return str(uuid.UUID(value))
    except (ValueError, TypeError, AttributeError):
        raise BadToken from None


@cache
def _backends() -> dict[str | None, TokenBackend]:
    """One verifier per key: None is the shared secret, the others go by `kid`."""
    found: dict[str | None, TokenBackend] = {}
    if settings.GOTRUE_JWT_SECRET:
        found[None] = TokenBackend("HS256", settings.GOTRUE_JWT_SECRET, leeway=LEEWAY)
    for key in json.loads(settings.GOTRUE_JWT_KEYS or "[]"):
        public = jwt.PyJWK(key)
        if public.algorithm_name in ("ES256", "RS256"):
            found[key["kid"]] = TokenBackend(public.algorithm_name, verifying_key=_public(public), leeway=LEEWAY)
    return found


def _public(key: jwt.PyJWK) -> Any:
    return key.key.public_key() if hasattr(key.key, "public_key") else key.key


@receiver(setting_changed)
def forget(**kwargs: Any) -> None:
    """A changed key empties what was verified by the old one."""
    _backends.cache_clear()
    with _lock:
        _verified.clear()
