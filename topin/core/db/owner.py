"""The owner's connection: exists only while the schema is made or changed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from psycopg import Connection, sql

from topin.settings.databases import database

from . import build, roles
from .errors import first_line


@contextmanager
def owner_connection() -> Iterator[Connection]:
    """A driver connection of OWNER_DATABASE_URL; says in one line what is wrong when there is none."""
    if not settings.OWNER_DATABASE_URL:
        raise CommandError("No database: set DATABASE_URL, or run `make run` first to start the embedded one.")
    try:
        connection = build.connect(settings.OWNER_DATABASE_URL)
    except psycopg.Error as error:
        name = "OWNER_DATABASE_URL" if os.environ.get("OWNER_DATABASE_URL") else "DATABASE_URL"
        raise CommandError(f"The database of {name} cannot be reached: {first_line(error)}") from None
    with connection:
        yield connection


@contextmanager
def definer_connection() -> Iterator[Connection]:
    """The owner's connection acting as the definer, who sees and writes every row: for loading data in bulk."""
    with owner_connection() as connection:
        roles.become_owner(connection)
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(roles.DEFINER)))
        yield connection


@contextmanager
def owner_alias() -> Iterator[str]:
    """Django's alias `owner` for the length of the block; tables it makes go to the schema `django`."""
    entry: dict[str, Any] = database(None, settings.OWNER_DATABASE_URL, schema="django,public")
    with owner_connection() as connection, connection.transaction():
        if roles.is_superuser(connection):
            entry["OPTIONS"]["options"] += f" -c role={roles.owner_of(connection)}"
    connections.settings["owner"] = connections.configure_settings({"owner": entry, "default": {}})["owner"]
    try:
        yield "owner"
    finally:
        connections["owner"].close()
        del connections["owner"]
        del connections.settings["owner"]
