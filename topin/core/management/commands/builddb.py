"""Makes the database: roles, schemas, tables, functions, policies, and Django's own tables."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, call_command

from topin.core.db import build
from topin.core.db.owner import owner_connection


class Command(BaseCommand):
    """builddb: from an empty database to a ready one; on a ready one it changes nothing."""

    help = "Build the schema on an empty database; bring an existing one's functions up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", help="given to the logins; default: TOPIN_DB_PASSWORD")

    def handle(self, *args: Any, **options: Any) -> None:
        from django.conf import settings  # settings may be replaced by the caller's environment

        with owner_connection() as connection:
            if build.is_empty(connection):
                self.stdout.write("Building roles, tables, functions and policies ...")
                build.build(connection, options["password"] or settings.DB_PASSWORD)
            ours = build.is_ours(connection)
        call_command("migrate", verbosity=0, interactive=False)
        if ours:
            self.stdout.write("The database is ready.")
        else:
            self.stdout.write(
                "Another project's database: nothing but Django's own tables was made there. "
                "`manage.py sqlcheck` tells what differs, `manage.py adopt --plan` what would be added."
            )
