"""Fills the database with a believable network, the same for the same seed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from topin.demo.generate import PASSWORD, Size, generate


class Command(BaseCommand):
    """demo: people who follow, block, post and repost; does nothing where they are already."""

    help = "Make demo data: power-law follows, posts of each audience, reposts, blocks, closed accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--users", type=int, default=200, help="how many people (at least 20)")
        parser.add_argument("--posts", type=int, help="how many posts; default: 5 for each person")
        parser.add_argument("--seed", type=int, default=1, help="another seed makes another network")

    def handle(self, *args: Any, **options: Any) -> None:
        users = options["users"]
        if users < 20:
            raise CommandError("A network needs at least 20 people: give --users 20 or more.")
        if options["posts"] is not None and options["posts"] < 0:
            raise CommandError("A network cannot have fewer posts than none: give --posts 0 or more.")
        posts = options["posts"] if options["posts"] is not None else users * 5
        addresses = generate(Size(options["seed"], users, posts), self.stdout.write)
        self.stdout.write(f"Demo sign-ins (password {PASSWORD}):")
        for address in addresses:
            self.stdout.write(f"  {address}")
