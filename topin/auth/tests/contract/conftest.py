"""The service with everything on, and an issuer of id tokens."""

from collections.abc import Iterator
from typing import Any

import pytest

from topin.auth import identities
from topin.auth.tests.conftest import GoTrue
from topin.auth.tests.issuer import CLIENT, ISSUER, Issuer, issuing

from .world import World


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with issuing() as one:
        yield one


@pytest.fixture
def world(autoconfirm: GoTrue, settings: Any, sql: Any, mails: Any, issuer: Issuer, monkeypatch: Any) -> World:
    known = {"client_ids": [CLIENT], "skip_nonce": False, "issuers": [ISSUER], "keys_url": issuer.url}
    settings.IDENTITY_PROVIDERS = {"google": {**known, "enabled": True}, "apple": {**known, "enabled": False}}
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED, settings.GOTRUE_SMS_MAX_FREQUENCY = True, 0
    settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED = True
    identities._keys.clear()
    identities._failed.clear()
    issuer.down = False
    return World(autoconfirm, settings, sql, mails, issuer, monkeypatch)
