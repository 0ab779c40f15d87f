"""Signs access tokens with GoTrue's claims, and publishes the public keys.

The key: the first of GOTRUE_JWT_KEYS that may sign, else the shared secret (HS256, its raw bytes). Rotation: add
the new key for verifying alone, let the processes and other verifiers learn it, then let it sign; drop the old one
after GOTRUE_JWT_EXP. Source: supabase/auth 2.196.0.
"""

import json
import secrets
import string
import time
from functools import cache
from typing import Any

import jwt
from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from jwt.algorithms import get_default_algorithms

_ALPHABET = string.ascii_lowercase + string.digits
_LONGEST = 7000  # characters: proxies take a header of 8 kB, and no longer one
_PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k", "oth"}


def fresh_refresh_token() -> str:
    """A refresh token as GoTrue makes it: 12 characters of a-z and 0-9 (62 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


def sign(grant: dict[str, Any]) -> tuple[str, int]:
    """The access token of a grant of private.auth_grant, and when it ends (unix seconds).

    Metadata that would make it too long for a header stays out of it: its account could do nothing, not even
    shorten it. The user object has it in any case.
    """
    user, now = grant["user"], int(time.time())
    claims = {
        "sub": user["id"],
        "aud": settings.GOTRUE_JWT_AUD,
        "exp": now + settings.GOTRUE_JWT_EXP,
        "iat": now,
        "email": user["email"],
        "phone": user["phone"],
        "app_metadata": user["app_metadata"],
        "user_metadata": user["user_metadata"],
        "role": user["role"],
        "aal": grant["aal"],
        "amr": grant["amr"],
        "session_id": grant["session_id"],
        "is_anonymous": user["is_anonymous"],
    }
    if settings.GOTRUE_JWT_ISSUER:
        claims["iss"] = settings.GOTRUE_JWT_ISSUER
    token = _signed(claims)
    if len(token) > _LONGEST:
        token = _signed({**claims, "user_metadata": {}})
    return token, claims["exp"]


def _signed(claims: dict[str, Any]) -> str:
    key, algorithm, key_id = _signer()
    return jwt.encode(claims, key, algorithm, headers={"kid": key_id} if key_id else None)


def session(grant: dict[str, Any]) -> dict[str, Any]:
    """The session object that a client gets for a grant."""
    access_token, expires_at = sign(grant)
    return {
        "access_token": access_token,
        "token_type": "bearer",
        "expires_in": settings.GOTRUE_JWT_EXP,
        "expires_at": expires_at,
        "refresh_token": grant["refresh_token"],
        "user": grant["user"],
    }


def public_keys() -> list[dict[str, Any]]:
    """The asymmetric keys of GOTRUE_JWT_KEYS without their private parts, for jwks.json."""
    return [
        {**{name: part for name, part in key.items() if name not in _PRIVATE}, "key_ops": ["verify"], "use": "sig"}
        for key in _configured()
        if key.get("kty") in ("EC", "RSA", "OKP")
    ]


def _configured() -> list[dict[str, Any]]:
    return list(json.loads(settings.GOTRUE_JWT_KEYS or "[]"))


@cache
def _signer() -> tuple[Any, str, str]:
    """The key, the algorithm and the kid to sign with."""
    for key in _configured():
        if "sign" in key.get("key_ops", []):
            algorithm = key.get("alg") or {"EC": "ES256", "RSA": "RS256"}.get(key["kty"], "HS256")
            return get_default_algorithms()[algorithm].from_jwk(key), algorithm, key.get("kid", "")
    return settings.GOTRUE_JWT_SECRET, "HS256", settings.GOTRUE_JWT_KEY_ID


@receiver(setting_changed)
def forget(**kwargs: Any) -> None:
    """A changed key signs from now on."""
    _signer.cache_clear()
