"""Closes an account for its owner, who proves to be it by the password or by a reauthentication code."""

import json
from typing import Any

from django.http import HttpRequest

from topin.auth import context, functions, passwords
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.db.session import Caller

_SERVICE = Caller(None)


def close(request: HttpRequest, claims: dict[str, Any], *, password: str | None, code: str | None) -> None:
    """Sign out everywhere and hide at once; a job erases it 30 days later, unless its owner signs in before.

    Refuses 403 wrong_password, 403 reauthentication_needed where there is neither, 403 reauthentication_not_valid.
    """
    proved = None
    if password is not None:
        stored = session.call(functions.password_of, _SERVICE, claims=claims)
        if not passwords.matches(password, stored):
            raise Refusal(403, "wrong_password", "This is not the password of the account.")
        proved = stored
    elif code is None:
        raise Refusal(403, "reauthentication_needed", "Send the password, or a reauthentication code.")
    done = json.loads(
        session.call(
            functions.close_account,
            _SERVICE,
            claims=claims,
            proved_hash=proved,
            code=code,
            context=context.of(request),
        )
    )
    if not done["closed"]:
        raise Refusal(403, "reauthentication_not_valid", "The code has ended or is not the one sent.")
