"""A database built from the SQL of this tree and dropped again: the source of the reference catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import Connection, sql

from topin.core.embedded.services import start

from . import build, rooms

_NAME = "topin_scratch"


@contextmanager
def built_database() -> Iterator[Connection]:
    """A connection to a new database with the whole schema, on the server of OWNER_DATABASE_URL, or on an
    embedded one where that is not set; its user must be allowed to make databases."""
    with _server() as url, psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_NAME)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(_NAME)))
        try:
            with build.connect(urlsplit(url)._replace(path=f"/{_NAME}").geturl()) as connection:
                build.build(connection, None)
                yield connection
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_NAME)))


@contextmanager
def _server() -> Iterator[str]:
    if settings.OWNER_DATABASE_URL:
        yield settings.OWNER_DATABASE_URL
        return
    services = start(rooms.ROOT / ".data" / "test", fast=True)
    try:
        yield services.database_url
    finally:
        services.stop()
