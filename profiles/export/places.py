"""Where an export lies, and the short-lived address under which it can be fetched."""

from typing import Any

from topin.core.storage import signed
from topin.core.storage.store import store

MIME = "application/zip"
_PURPOSE, _SECONDS = "export", 300
_BEGUN_WITHIN = 30  # seconds in which a download from a bucket begins; it may last longer


def key(export: str) -> str:
    """Under which key the store has it."""
    return f"exports/{export}"


def address(export: str, user_id: str | None, session_id: str | None) -> str:
    """Where this person can fetch it (GET /exports/{word}); 5 to 10 minutes, while the session stands."""
    values = {"export": export, "user": user_id, "session": session_id}
    return "/api/exports/" + signed.sign(_PURPOSE, values, _SECONDS)


def named(word: str) -> dict[str, Any] | None:
    """What an address is for: export, user, session; None where it has ended or is none of ours."""
    return signed.opened(_PURPOSE, word)


def elsewhere(export: str) -> str | None:
    """Where it lies in a bucket, for who may have it now; None where files lie on this machine."""
    return store().link(key(export), MIME, _BEGUN_WITHIN)
