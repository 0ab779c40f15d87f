"""Registers the room with Django."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    """Social graph"""

    name = "social"
    verbose_name = "Social graph"
