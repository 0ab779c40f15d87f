"""Passwords: bcrypt straight over UTF-8 as GoTrue stores it, its rules for new ones, and none revealed by time.

Source: supabase/auth 2.196.0. Its other forms (topin.auth.foreign_hashes) are read as well, and replaced at the
first sign-in.
"""

import re

import bcrypt
from django.conf import settings

from topin.auth import foreign_hashes
from topin.auth.errors import AuthError

_LONGEST = 72
_MOST_COST = 15  # some two seconds: whoever can write a hash must not stop the service
_BCRYPT = re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")


def hash_of(password: str) -> str:
    """A bcrypt hash ($2a$, GoTrue's own prefix) at the cost of the settings."""
    salt = bcrypt.gensalt(settings.TOPIN_PASSWORD_COST, prefix=b"2a")
    return bcrypt.hashpw(password.encode(), salt).decode()


def matches(password: str, stored: str) -> bool:
    """Whether it is the password of a hash; always costs the work of one, also where there is none."""
    if foreign_hashes.readable(stored):
        return foreign_hashes.matches(password, stored)
    usable = _is_bcrypt(stored)
    against = stored if usable else _decoy()
    try:
        same = bcrypt.checkpw(password.encode()[:_LONGEST], against.encode())
    except ValueError:
        return False
    return same and usable


def require_readable(stored: str) -> str:
    """A hash that is given for an account as it is; refuses (400) what this service cannot verify."""
    if not _is_bcrypt(stored) and not foreign_hashes.readable(stored):
        raise AuthError(400, "validation_failed", "Only bcrypt, argon2 and fbscrypt password hashes are supported")
    return stored


def _is_bcrypt(stored: str) -> bool:
    return _BCRYPT.fullmatch(stored) is not None and int(stored[4:6]) <= _MOST_COST


def renewed(password: str, stored: str) -> str | None:
    """A hash by today's policy in place of one that matched; None where that holds, or bcrypt cannot take it."""
    holds = _BCRYPT.fullmatch(stored) and int(stored[4:6]) >= settings.TOPIN_PASSWORD_COST
    return None if holds or len(password.encode()) > _LONGEST else hash_of(password)


def require_acceptable(password: str) -> None:
    """Refuses a password that may not be set: 400 over 72 bytes, 422 weak_password with its reasons."""
    if len(password.encode()) > _LONGEST:
        raise AuthError(400, "validation_failed", "Password cannot be longer than 72 characters")
    faults = weakness(password)
    if faults:
        raise AuthError(422, "weak_password", str(faults["message"]), weak_password={"reasons": faults["reasons"]})


def weakness(password: str) -> dict[str, object] | None:
    """{message, reasons} of a password below the rules of the settings; None for one that holds."""
    messages, reasons = [], []
    if len(password.encode()) < settings.GOTRUE_PASSWORD_MIN_LENGTH:
        messages.append(f"Password should be at least {settings.GOTRUE_PASSWORD_MIN_LENGTH} characters.")
        reasons.append("length")
    sets = _required_sets()
    if any(not set(password) & set(wanted) for wanted in sets):
        messages.append(f"Password should contain at least one character of each: {', '.join(sets)}.")
        reasons.append("characters")
    return {"message": " ".join(messages), "reasons": reasons} if reasons else None


def _required_sets() -> list[str]:
    """GoTrue's notation: sets separated by `:`, a literal colon written as `\\:`."""
    given = settings.GOTRUE_PASSWORD_REQUIRED_CHARACTERS.replace("\\:", "\0")
    return [part.replace("\0", ":") for part in given.split(":") if part]


def _decoy() -> str:
    """A hash of nobody's, at the cost of the settings: the work for an address that has no account."""
    return f"$2a${settings.TOPIN_PASSWORD_COST:02d}$" + "." * 22 + "." * 31
