"""Says why somebody sees a post or does not: every rule, passed or failed, in words."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError

from posts import explain
from topin.core.db.session import Caller, acting


class Command(BaseCommand):
    """explainaccess VIEWER POST: exit code 0 where the post is shown, 1 where it is not."""

    help = "Explain why a viewer sees a post or does not: each rule with pass or fail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("viewer", help="@handle, e-mail address or id; `anonymous`: who is not signed in")
        parser.add_argument("post", type=UUID, help="the post's id")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting(Caller(None), alias="staff", read_only=True) as session:
            try:
                viewer = explain.viewer_id(session, options["viewer"])
            except LookupError as unknown:
                raise CommandError(str(unknown)) from None
            rules = explain.explain(session, viewer, str(options["post"]))
        for rule in rules:
            self.stdout.write(f"{'pass' if rule.passed else 'FAIL'}  {rule.name:<10}  {rule.words}")
        if not explain.shown(rules):
            raise CommandError("Not shown.", returncode=1)
        self.stdout.write("Shown.")
