"""Under which keys files are stored."""

import uuid

UPLOADS, MEDIA = "uploads", "media"


def upload(media_id: str) -> str:
    """What a client sent, until it was made safe."""
    return f"{UPLOADS}/{media_id}"


def folder(media_id: str) -> str:
    """All forms of a medium; in 256 folders, so that none grows too large for a file system."""
    return f"{MEDIA}/{media_id[-2:]}/{media_id}"


def form(media_id: str, variant: str) -> str:
    """One form of a medium."""
    return f"{folder(media_id)}/{variant}"


def media_of(key: str) -> str | None:
    """The medium to which a stored file belongs; None for a key that is none of ours."""
    parts = key.split("/")
    name = parts[1] if parts[0] == UPLOADS and len(parts) > 1 else parts[2] if len(parts) > 2 else ""
    try:
        return str(uuid.UUID(name))
    except ValueError:
        return None
