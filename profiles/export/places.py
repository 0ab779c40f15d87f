"""Where an export lies, and the short-lived address under which it can be fetched."""

from topin.core.storage import signed
from topin.core.storage.store import store

MIME = "application/zip"
_PURPOSE, _SECONDS = "export", 300


def key(export: str) -> str:
    """Under which key the store has it."""
    return f"exports/{export}"


def address(export: str) -> str:
    """The store's own signed address, or one of ours (GET /exports/{word}); 5 to 10 minutes."""
    link = store().link(key(export), MIME)
    return link or "/api/exports/" + signed.sign(_PURPOSE, {"export": export}, _SECONDS)


def named(word: str) -> str | None:
    """The export that an address of ours is for; None where it has ended or is none of ours."""
    found = signed.opened(_PURPOSE, word)
    return str(found["export"]) if found else None
