"""The official JavaScript client, unmodified, over real HTTP (needs node; `npm ci` is run where it was not)."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from topin.core.testing.server import serving

from .issuer import CLIENT
from .test_admin_api import service
from .test_python_client import CHEAP
from .world import outside

_HERE = Path(__file__).parent / "js"


@pytest.mark.slow
def test_every_flow_and_every_public_method(settings: Any) -> None:
    if not (_HERE / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=_HERE, check=True)
    with (
        outside(settings) as world,
        serving(
            "auth",
            GOTRUE_MAILER_AUTOCONFIRM="true",
            GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED="true",
            GOTRUE_EXTERNAL_PHONE_ENABLED="true",
            GOTRUE_SMS_MAX_FREQUENCY="0",
            GOTRUE_SECURITY_MANUAL_LINKING_ENABLED="true",
            GOTRUE_EXTERNAL_GOOGLE_ENABLED="true",
            GOTRUE_EXTERNAL_GOOGLE_CLIENT_ID=CLIENT,
            TOPIN_EXTERNAL_GOOGLE_KEYS_URL=world.issuer.url,
            **CHEAP,
        ) as at_once,
        serving("auth", GOTRUE_JWT_ADMIN_ROLES="service_role", **CHEAP) as by_mail,
    ):
        ran = subprocess.run(
            ["node", "main.mjs", f"{at_once}/api/auth", f"{by_mail}/api/auth", world.url, service()],
            cwd=_HERE, capture_output=True, text=True, timeout=110,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
