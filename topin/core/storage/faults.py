"""What a store refuses with."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from topin.core.db.errors import Refusal

log = structlog.get_logger("topin.storage")


@contextmanager
def unavailable(*faults: type[Exception]) -> Iterator[None]:
    """Turns the store's own errors into 503 storage_unavailable; the log says what it was."""
    try:
        yield
    except faults as error:
        log.error("storage.failed", error=f"{type(error).__name__}: {error}")
        raise Refusal(503, "storage_unavailable", "Files cannot be reached right now.", retry_after=5) from error


def too_large(size: int, most: int) -> Refusal:
    """413 media_too_large, with what it is and what it may be."""
    return Refusal(413, "media_too_large", f"The file has {size} bytes; at most {most} are taken.", field="file")
