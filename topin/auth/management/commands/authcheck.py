"""`manage.py authcheck`: what of an existing Supabase project's accounts carries over, and what would not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from topin.auth.carryover import findings


class Command(BaseCommand):
    """Reads only. Exit code 1 where some account, session or factor would lose something."""

    help = "Count what of an existing schema auth would carry over; changes nothing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each check, with what would be lost beneath it."""
        lost = 0
        for finding in findings():
            self.stdout.write(str(finding))
            lost += bool(finding.check.loses and finding.count)
        if lost:
            raise CommandError(f"{lost} of these need a decision first; see docs/leaving-supabase.md.")
        self.stdout.write("Everything carries over.")
