"""Registers the room with Django."""

from django.apps import AppConfig


class SponsorshipConfig(AppConfig):
    """Sponsorship"""

    name = "sponsorship"
    verbose_name = "Sponsorship"
