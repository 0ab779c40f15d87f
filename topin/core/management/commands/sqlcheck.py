"""Compares a database with the reference catalogue, read-only, and lists each difference."""

from argparse import ArgumentParser
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from topin.core.db import catalogue, drift, scratch
from topin.core.db.errors import first_line


class Command(BaseCommand):
    """sqlcheck: exit code 0 where the database is as it should be, 1 with a list where it is not."""

    help = "Compare an existing database with this version's catalogue; writes nothing to it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database-url", help="default: OWNER_DATABASE_URL or DATABASE_URL")
        parser.add_argument(
            "--write",
            action="store_true",
            help="regenerate catalogue.json and rights.txt from a database built of this tree",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            self._write()
            return
        url = options["database_url"] or settings.OWNER_DATABASE_URL
        if not url:
            raise CommandError("No database: give --database-url, or set DATABASE_URL.")
        found = _read(url)
        self._report(drift.compare(catalogue.reference(), found))

    def _write(self) -> None:
        with scratch.built_database() as connection:
            built = catalogue.read(connection)
        catalogue.REFERENCE.write_text(catalogue.written(built), encoding="utf-8")
        catalogue.RIGHTS.write_text(catalogue.rights_of_apps(built), encoding="utf-8")
        self.stdout.write(f"Written: {catalogue.REFERENCE.name} and {catalogue.RIGHTS.name} in topin/core/sql.")

    def _report(self, differences: list[drift.Difference]) -> None:
        for difference in differences:
            self.stdout.write(str(difference))
        faults = sum(not difference.note for difference in differences)
        if faults:
            raise CommandError(f"{faults} differences from the reference. `manage.py adopt --plan` shows the way.")
        self.stdout.write("The database is as the reference says.")


def _read(url: str) -> catalogue.Catalogue:
    try:
        connection = psycopg.connect(url, autocommit=True, application_name="topin sqlcheck")
    except psycopg.Error as error:
        raise CommandError(f"The database cannot be reached: {first_line(error)}") from None
    with connection:
        connection.execute("SET default_transaction_read_only = on")
        return catalogue.read(connection)
