"""Brings an existing Supabase project's database to the reference: shows the SQL, or runs it."""

from argparse import ArgumentParser
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from psycopg import Connection

from topin.core.db import adopt, build, reach
from topin.core.db.owner import owner_connection


class Command(BaseCommand):
    """adopt: --plan prints what --apply would run, in one transaction, as the owner."""

    help = "Add what an existing database lacks of the reference; drops no table, column or row."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        either = parser.add_mutually_exclusive_group(required=True)
        either.add_argument("--plan", action="store_true", help="print the SQL, change nothing")
        either.add_argument("--apply", action="store_true", help="run it in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        with owner_connection() as connection:
            if build.is_empty(connection):
                raise CommandError("The database is empty: `manage.py builddb` makes everything.")
            if build.is_ours(connection):
                raise CommandError("The database is adopted already: `manage.py migrate` keeps it up to date.")
            self._run(connection, apply=options["apply"])

    def _run(self, connection: Connection[Any], *, apply: bool) -> None:
        try:
            made = adopt.plan(connection)
        except reach.OutOfReach as error:
            raise CommandError(str(error)) from None
        if not apply:
            self.stdout.write(made.text)
            return
        if made.first:
            raise CommandError("\n".join(("Nothing was changed. First:", *made.first)))
        try:
            left = adopt.apply(connection, made, settings.DB_PASSWORD)
        except psycopg.Error as error:
            raise CommandError(f"Nothing was changed: {str(error).strip()}") from None
        for line in (*(f"by hand: {one}" for one in made.by_hand), *map(str, left)):
            self.stdout.write(line)
        self.stdout.write("The database is adopted. `manage.py migrate` adds Django's own tables.")
