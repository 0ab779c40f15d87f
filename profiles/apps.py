"""Registers the room with Django."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """People"""

    name = "profiles"
    verbose_name = "People"
