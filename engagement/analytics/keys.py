"""Turns addresses into keyed hashes: what is kept of an anonymous viewer. The raw address goes no further."""

import hmac
import json
import uuid
from datetime import date
from hashlib import sha256
from threading import Lock

from topin.core.api import limits
from topin.core.db.session import Caller, call

from . import functions

_lock = Lock()
_known: dict[date, dict[str, bytes]] = {}


def hashes(address: str, day: date) -> tuple[str, str]:
    """(viewer key of the UTC day, address key of 90 days) of a client's address, as UUIDs.

    The first tells apart the anonymous viewers of one day, the second links accounts for moderation.
    """
    keys, place = _keys(day), limits.place(address).encode()
    return _hash(keys["viewer"], place), _hash(keys["address"], place)


def _keys(day: date) -> dict[str, bytes]:
    """The database's keys; asked for once a day and process. At midnight its day may be one ahead of `day`."""
    with _lock:
        if day not in _known:
            given = json.loads(call(functions.view_keys, Caller(None)))
            _known.clear()
            _known[day] = {name: bytes.fromhex(given[name]) for name in ("viewer", "address")}
        return _known[day]


def _hash(key: bytes, place: bytes) -> str:
    return str(uuid.UUID(bytes=hmac.new(key, place, sha256).digest()[:16]))
