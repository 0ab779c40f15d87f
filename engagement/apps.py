"""Registers the room with Django."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """Engagement"""

    name = "engagement"
    verbose_name = "Engagement"
