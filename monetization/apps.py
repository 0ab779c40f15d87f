"""Registers the room with Django."""

from django.apps import AppConfig


class MonetizationConfig(AppConfig):
    """Monetization"""

    name = "monetization"
    verbose_name = "Monetization"
