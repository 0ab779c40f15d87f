"""Re-applies the SQL files that changed; with --check only says which."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from topin.core.db import roles, sync
from topin.core.db.owner import owner_connection


class Command(BaseCommand):
    """sqlsync: functions, views, triggers and policies as they stand in the tree."""

    help = "Re-apply changed SQL files (functions, views, triggers, policies), all in one transaction."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="apply nothing; exit 1 if something would be")
        parser.add_argument("--all", action="store_true", help="apply every file, changed or not")

    def handle(self, *args: Any, **options: Any) -> None:
        with owner_connection() as connection:
            roles.become_owner(connection)
            if options["check"]:
                self._check([file.name for file in sync.pending(connection)], sync.removed(connection))
                return
            for name in sync.sync(connection, everything=options["all"]):
                self.stdout.write(f"applied {name}")

    def _check(self, changed: list[str], gone: list[str]) -> None:
        for name in changed:
            self.stdout.write(f"would apply {name}")
        for name in gone:
            self.stdout.write(f"would drop what {name} made")
        if changed or gone:
            raise CommandError("The database is behind the SQL files: run `manage.py sqlsync`.")
