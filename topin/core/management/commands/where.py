"""Shows each place of a name through the layers: route, view, declaration, SQL, table, tests."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from topin.core.where import places


class Command(BaseCommand):
    """where NAME: needs no database."""

    help = "Show where a name stands: route, view, declaration, SQL, table, admin, jobs, tests."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="a function, table, column or class, as one word: create_post")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["name"].strip():
            raise CommandError("Give a name, as one word: create_post.")
        found = places(options["name"])
        if not found:
            raise CommandError(f"{options['name']} stands nowhere.")
        width = min(max(len(place.at) for place in found), 70)
        for place in found:
            self.stdout.write(f"{place.layer:<12}{place.at:<{width}}  {place.text}")
