"""Registers the room with Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Messaging"""

    name = "messaging"
    verbose_name = "Messaging"
