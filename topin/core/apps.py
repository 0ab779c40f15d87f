"""Registers the room with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Operations"""

    name = "topin.core"
    verbose_name = "Operations"
