"""Registers the room with Django."""

from django.apps import AppConfig


class AuthConfig(AppConfig):
    """Accounts"""

    name = "topin.auth"
    label = "accounts"
    verbose_name = "Accounts"
