"""Django's migrate, as the owner: builds an empty database first and ends in sqlsync."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate

from topin.core.admin.groups import seed_groups
from topin.core.db import build, roles, sync
from topin.core.db.owner import owner_alias, owner_connection

_SCHEMA = """
CREATE SCHEMA IF NOT EXISTS django;
REVOKE ALL ON SCHEMA django FROM PUBLIC;
GRANT USAGE ON SCHEMA django TO topin_staff, topin_worker;
"""
_GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA django TO topin_staff, topin_worker;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA django TO topin_staff, topin_worker;
"""


class Command(DjangoMigrate):
    """migrate: versioned changes, then the repeatable track."""

    help = "Build an empty database, or apply versioned migrations; then re-apply changed SQL files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")
        for action in parser._actions:
            if action.dest == "database":
                action.choices = None

    def handle(self, *args: Any, **options: Any) -> None:
        """On a database that another project made, Django's own tables alone: the rest is `adopt`'s."""
        with owner_connection() as connection:
            if build.is_empty(connection):
                build.build(connection, settings.DB_PASSWORD)
            ours = build.is_ours(connection)
            if not ours:
                roles.ensure_roles(connection, settings.DB_PASSWORD)
                roles.become_owner(connection)
                connection.execute(_SCHEMA)
        with owner_alias() as alias:
            super().handle(*args, **{**options, "database": alias})
            seed_groups(alias)
        with owner_connection() as connection:
            roles.ensure_roles(connection, None)
            roles.become_owner(connection)
            connection.execute(_GRANTS)
            if ours:
                sync.sync(connection)
