"""Registers the room with Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Moderation"""

    name = "moderation"
    verbose_name = "Moderation"
