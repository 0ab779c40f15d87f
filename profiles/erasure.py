"""Erasing closed accounts, and the hash under which the certificate of an erasure is found again."""

import hashlib
import hmac

import structlog
from django.conf import settings

from topin.core.db.session import call
from topin.core.jobs.base import WORKER

from . import functions

log = structlog.get_logger(__name__)


def hashes(account: str) -> list[str]:
    """Keyed hashes of an account's id (a uuid in its usual form): by SECRET_KEY first, then by former ones.

    Nobody without the key learns from a certificate, or from all of them, whose account it was.
    """
    secrets = (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    return [_hash(secret, account) for secret in secrets]


def erase_due() -> int:
    """Erase accounts that their owners closed 30 days ago, each in a transaction of its own; returns how many."""
    erased = 0
    for person in call(functions.due_closures, WORKER):
        left = call(functions.erase_closed_account, WORKER, person=person, account_hash=hashes(str(person))[0])
        if left:
            log.error("erasure.rows_left", rows=left)  # the certificate names the tables
        erased += left is not None
    return erased


def _hash(secret: str, account: str) -> str:
    key = hashlib.sha256(b"topin/v1/erasure" + secret.encode()).digest()
    return hmac.new(key, account.lower().encode(), hashlib.sha256).hexdigest()
