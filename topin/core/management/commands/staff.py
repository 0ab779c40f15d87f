"""`manage.py staff NAME:GROUP …`: staff accounts for the admin, each with a password of its own."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.plugins.otp_totp.models import TOTPDevice

_EVERYTHING = "*"
_DEMO = ["moderator:Moderators", "finance:Finance", "support:Support", "analyst:Analysts", f"admin:{_EVERYTHING}"]


class Command(BaseCommand):
    """Makes the accounts that are missing and prints their passwords, once; leaves the others as they are."""

    help = "Make staff accounts: `staff anna:Moderators ben:Support,Finance root:*` (*: may do everything)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, in which groups."""
        parser.add_argument("accounts", nargs="*", metavar="NAME:GROUP[,GROUP]")
        parser.add_argument("--demo", action="store_true", help="One account for each group; not in production.")
        parser.add_argument(
            "--forget-second-factor", metavar="NAME", help="NAME lost it, and sets up another at the next sign-in."
        )
        parser.add_argument("--reset", action="store_true", help="Give existing accounts a new password, too.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Checks all names first: nothing is made when one of them is wrong."""
        if options["forget_second_factor"]:
            return self._forget(options["forget_second_factor"])
        if options["demo"] and settings.STAFF_OTP == "required":
            raise CommandError("Demo staff are for one's own machine, where TOPIN_STAFF_OTP is not required.")
        accounts = options["accounts"] + (_DEMO if options["demo"] else [])
        if not accounts:
            raise CommandError("Name accounts, as NAME:GROUP, or give --demo.")
        wanted = [self._parsed(account) for account in accounts]
        self.stdout.write("Staff sign-ins (for the admin):")
        for name, groups in wanted:
            self._make(name, groups, options["reset"])

    def _forget(self, name: str) -> None:
        count, _ = TOTPDevice.objects.filter(user__username=name).delete()
        if not count:
            raise CommandError(f"{name} has no second factor.")
        self.stdout.write(f"{name} sets up a new second factor at the next sign-in.")

    def _parsed(self, account: str) -> tuple[str, list[Group] | None]:
        name, _, listed = account.partition(":")
        if listed == _EVERYTHING:
            return name, None
        groups = list(Group.objects.filter(name__in=listed.split(",")))
        if not name or not groups or len(groups) != len(set(listed.split(","))):
            known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
            raise CommandError(f"{account!r} is not NAME:GROUP. The groups are: {known or 'none; run builddb'}.")
        return name, groups

    def _make(self, name: str, groups: list[Group] | None, reset: bool) -> None:
        user, made = get_user_model().objects.get_or_create(username=name)
        if not made and not reset:
            self.stdout.write(f"  {name:<12} is there already")
            return
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.is_staff, user.is_active, user.is_superuser = True, True, groups is None
        user.save()
        user.groups.set(groups or [])
        role = "everything" if groups is None else ", ".join(group.name for group in groups)
        self.stdout.write(f"  {name:<12} {password}  ({role})")
