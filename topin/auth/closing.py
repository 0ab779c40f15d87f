"""Closes an account for its owner, who proves to be it by the password or by a reauthentication code."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest

from topin.auth import context, functions, passwords
from topin.core.db import session
from topin.core.db.errors import DatabaseError, Refusal, refusal_from
from topin.core.db.session import Caller

_SERVICE = Caller(None)


def close(request: HttpRequest, claims: dict[str, Any], *, password: str | None, code: str | None) -> None:
    """Sign out everywhere and hide at once; a job erases it 30 days later, unless its owner signs in before.

    Refuses 403 wrong_password, 403 reauthentication_needed where there is neither, 403 reauthentication_not_valid.
    """
    with _in_the_apis_words():
        _close(request, claims, password, code)


def _close(request: HttpRequest, claims: dict[str, Any], password: str | None, code: str | None) -> None:
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


@contextmanager
def _in_the_apis_words() -> Iterator[None]:
    """Who may not act is told as by every other endpoint outside of /api/auth, not with GoTrue's codes."""
    try:
        yield
    except DatabaseError as error:
        refusal = refusal_from(error)
        if refusal is not None and refusal.code in ("session_not_found", "user_not_found"):
            raise Refusal(401, "session_ended", "This session has ended. Sign in again.") from None
        if refusal is not None and refusal.code == "user_banned":
            raise Refusal(403, "account_suspended", "This account is suspended.") from None
        raise
