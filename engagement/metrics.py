"""What comes in as an event and is none: counted for /metrics by kind and reason, beside the answer to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter

from topin.core.db.errors import DatabaseError, Refusal, refusal_from

REFUSED = Counter(
    "topin_events_refused",
    "Views and likes that were refused: malformed, or of a post that is not there for who sent it.",
    ["event", "reason"],
)
_REASONS = {400: "malformed", 404: "not_found"}


def count(event: str, reason: str, times: int = 1) -> None:
    """Count refused events; `event` is view or like, `reason` malformed or not_found."""
    if times:
        REFUSED.labels(event, reason).inc(times)


@contextmanager
def counting(event: str) -> Iterator[None]:
    """Count the event where what happens inside refuses it for what it says; the refusal goes on."""
    try:
        yield
    except (Refusal, DatabaseError) as error:
        refusal = error if isinstance(error, Refusal) else refusal_from(error)
        if refusal and refusal.status in _REASONS:
            count(event, _REASONS[refusal.status])
        raise
