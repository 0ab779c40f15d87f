"""Reads the keys of access tokens: what no process could sign or verify with stops the start."""

import json
import os
from typing import Any

import jwt
from django.core.exceptions import ImproperlyConfigured


def keys(name: str) -> str:
    """A JSON list of JWKs, as text; empty: none. Those for ES256 and RS256 are found by their `kid`."""
    given = os.environ.get(name, "").strip()
    try:
        for key in json.loads(given or "[]"):
            _require_usable(key)
    except (ValueError, TypeError, AttributeError, jwt.PyJWTError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read ({error}): give a JSON list of JWKs, as GoTrue's own."
        ) from None
    return given


def _require_usable(key: dict[str, Any]) -> None:
    algorithm = jwt.PyJWK(key).algorithm_name
    if algorithm in ("ES256", "RS256") and not key.get("kid"):
        raise ValueError(f"a key for {algorithm} has no kid")
