"""Who is here: each heartbeat tells, in one batch, the people whose sockets answered."""

from collections.abc import Callable

import psycopg
import structlog

from topin.core.db.background import Background
from topin.core.db.function import SqlFunction

from .hub import Presence

log = structlog.get_logger(__name__)


def recorder(function: SqlFunction) -> Callable[[Background], Presence]:
    """Presence written by a function of one argument, `people uuid[]`; a room that keeps it declares that."""

    def bind(database: Background) -> Presence:
        async def record(people: list[str]) -> None:
            try:
                await database.call(function, people=people)
            except psycopg.Error as error:  # shown a heartbeat late; nothing else depends on it
                log.warning("realtime.presence_not_written", error=type(error).__name__)

        return record

    return bind
