"""What Google or Apple says of somebody: an id token, verified against the keys of its issuer.

The algorithm belongs to the key, the issuer to the provider, the audience to our settings; nonce and access token
are held against what the app sends, as GoTrue does. Keys are fetched over HTTPS and kept for ten minutes; for an
unknown `kid` they are asked for again, though not more often than every 30 seconds.
An issuer that is away is left alone for five, so that not all threads wait for it.
"""

import base64
import hashlib
import hmac
import time
from threading import Lock
from typing import Any, NamedTuple

import httpx
import jwt
import structlog
from django.conf import settings

from topin.auth.errors import AuthError
from topin.core.api.tokens import LEEWAY

log = structlog.get_logger(__name__)
_ALGORITHMS = {"RSA": ["RS256"], "EC": ["ES256"]}
_KEPT, _PAUSE, _AWAY, _LONGEST = 600, 30, 5, 16 * 1024
_SHOWN = ("name", "full_name", "given_name", "family_name", "picture", "locale")
_keys: dict[str, tuple[float, dict[str, Any]]] = {}
_failed: dict[str, float] = {}  # when an issuer could not be asked
_lock = Lock()


class Identity(NamedTuple):
    """Somebody at a provider: `subject` is their id there, `facts` what GoTrue keeps as identity_data."""

    provider: str
    subject: str
    email: str
    verified: bool
    facts: dict[str, Any]


def proved(body: Any) -> Identity:
    """The identity that a request proves by its id_token. Refuses 400; 503 where the issuer cannot be asked."""
    name, provider = _provider(body)
    claims = _verified(body.text("id_token"), provider)
    _require_nonce(claims, body.text("nonce"), provider)
    _require_access_token(claims, body.text("access_token"))
    email = str(claims.get("email") or "").lower()
    verified = bool(email) and str(claims.get("email_verified")).lower() == "true"
    facts = {key: claims[key] for key in _SHOWN if isinstance(claims.get(key), str)}
    return Identity(name, claims["sub"], email, verified, {
        **facts, "iss": claims["iss"], "sub": claims["sub"], "provider_id": claims["sub"], "email": email,
        "email_verified": verified, "phone_verified": False,
    })  # fmt: skip


def _provider(body: Any) -> tuple[str, dict[str, Any]]:
    """By name, or by client_id and issuer."""
    if not body.text("id_token"):
        raise AuthError(400, "validation_failed", "id_token required")
    name, issuer = body.text("provider"), body.text("issuer")
    if not name and not (body.text("client_id") and issuer):
        raise AuthError(400, "validation_failed", "provider or client_id and issuer required")
    for known, provider in settings.IDENTITY_PROVIDERS.items():
        if known == name or (not name and issuer in provider["issuers"]):
            if provider["enabled"] and provider["client_ids"]:
                return known, provider
            raise AuthError(
                400, "provider_disabled", f'Provider (issuer "{provider["issuers"][0]}") is not enabled'
            )
    raise AuthError(400, "validation_failed", f'Custom OIDC provider "{name or issuer}" not allowed')


def _verified(token: str, provider: dict[str, Any]) -> dict[str, Any]:
    try:
        if len(token) > _LONGEST:
            raise jwt.DecodeError
        key = _key(provider["keys_url"], str(jwt.get_unverified_header(token).get("kid")))
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=_ALGORITHMS[str(key.key_type)], issuer=provider["issuers"], leeway=LEEWAY,
            options={"verify_aud": False, "require": ["exp", "iat", "iss", "aud", "sub"]},
        )  # fmt: skip
    except (jwt.InvalidTokenError, KeyError, ValueError):
        raise _refused("Bad ID token") from None
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if not set(audiences) & set(provider["client_ids"]):
        raise _refused(f"Unacceptable audience in id_token: {audiences}")
    return claims


def _require_nonce(claims: dict[str, Any], given: str, provider: dict[str, Any]) -> None:
    """The token holds the SHA-256 of the nonce that the app made: both or neither."""
    if provider["skip_nonce"]:
        return
    held = str(claims.get("nonce") or "")
    if bool(held) != bool(given):
        raise _refused("Passed nonce and nonce in id_token should either both exist or not.")
    if held and not hmac.compare_digest(hashlib.sha256(given.encode()).hexdigest().encode(), held.encode()):
        raise _refused("Nonces mismatch", "invalid nonce")


def _require_access_token(claims: dict[str, Any], given: str) -> None:
    """Where the token names an access token (at_hash), it must come along and be that one."""
    held = claims.get("at_hash")
    half = hashlib.sha256(given.encode()).digest()[:16]
    if held and not hmac.compare_digest(base64.urlsafe_b64encode(half).rstrip(b"="), str(held).encode()):
        raise _refused("Bad ID token")


def _key(url: str, kid: str) -> jwt.PyJWK:
    """The issuer's key of this id; KeyError where there is none."""
    with _lock:
        fetched, keys = _keys.get(url, (float("-inf"), {}))
        age = time.monotonic() - fetched
        if age > _KEPT or (kid not in keys and age > _PAUSE):
            if time.monotonic() - _failed.get(url, float("-inf")) < _AWAY:
                raise _unreachable()  # else all threads would wait here, one after the other
            keys = _fetched(url)
            _keys[url] = time.monotonic(), keys
    found: jwt.PyJWK = keys[kid]
    return found


def _fetched(url: str) -> dict[str, Any]:
    try:
        answer = httpx.get(url, timeout=5, follow_redirects=False).raise_for_status().json()
        return {
            one["kid"]: jwt.PyJWK(one) for one in answer["keys"] if one.get("kty") in _ALGORITHMS and "kid" in one
        }
    except (httpx.HTTPError, ValueError, KeyError, TypeError, jwt.PyJWTError) as error:
        log.warning("identity.keys_unavailable", url=url, error=type(error).__name__)
        _failed[url] = time.monotonic()
        raise _unreachable() from None


def _unreachable() -> AuthError:
    return AuthError(
        503, "unexpected_failure", "The identity provider cannot be reached right now", retry_after=_AWAY
    )


def _refused(says: str, error: str = "invalid request") -> AuthError:
    """GoTrue answers these in OAuth's form; ours carries both that and the usual one."""
    return AuthError(400, "validation_failed", says, error=error, error_description=says)
