"""Declared functions on an event loop: the sockets' way to the database, without a thread and without the ORM.

Each call is one statement and so one transaction. There is no session around it: a function called from here
takes the claims itself and becomes the caller (private.socket_read), so that row-level security holds.
"""

from typing import Any

import psycopg
from django.db import connections
from psycopg.adapt import Loader
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from .function import SqlFunction

_GONE = ("08", "57P")  # classes of SQLSTATE that end a connection


class AsText(Loader):
    """Ids stay the text they came as."""

    def load(self, data: Any) -> str:
        return bytes(data).decode()


class Background:
    """A small pool of connections as one login; opened on first use, within the running loop."""

    def __init__(self, alias: str, size: int, wait: float = 8.0) -> None:
        self._alias, self._size, self._wait = alias, size, wait
        self._pool: AsyncConnectionPool | None = None

    async def call(self, function: SqlFunction, /, **given: Any) -> list[tuple[Any, ...]]:
        """The rows, as tuples in the order of the declared columns.

        Tried again on another connection when one turns out to be dead, so only for what may run twice.
        Raises psycopg.Error as PostgreSQL raised it; an OperationalError when it is away.
        """
        values = function.bind(given)
        for _ in range(self._size):
            try:
                return await self._once(function.sql, values)
            except psycopg.OperationalError as error:
                if isinstance(error, PoolTimeout) or not (error.sqlstate or "08").startswith(_GONE):
                    raise
        return await self._once(function.sql, values)

    async def close(self) -> None:
        """Close every connection."""
        if self._pool is not None:
            await self._pool.close()

    async def _once(self, statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
        pool = await self._opened()
        async with pool.connection(timeout=self._wait) as connection:
            cursor = psycopg.AsyncRawCursor(connection)
            await cursor.execute(statement, values, prepare=True)
            return await cursor.fetchall()

    async def _opened(self) -> AsyncConnectionPool:
        if self._pool is None:
            entry = connections[self._alias].settings_dict
            self._pool = AsyncConnectionPool(
                kwargs={
                    "host": entry["HOST"], "port": entry["PORT"], "dbname": entry["NAME"], "user": entry["USER"],
                    "password": entry["PASSWORD"], "autocommit": True, "connect_timeout": 5,
                    "application_name": f"{entry['OPTIONS']['application_name']} sockets",
                },
                min_size=1, max_size=self._size, open=False, configure=_configure,
                reconnect_timeout=4,  # its pauses double; a new request begins with short ones again
            )  # fmt: skip
            await self._pool.open()
        return self._pool


async def _configure(connection: psycopg.AsyncConnection[Any]) -> None:
    connection.adapters.register_loader("uuid", AsText)
