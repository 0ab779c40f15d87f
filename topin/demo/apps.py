"""Registers the demo generator and its command with Django; part of the composition root."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo data"""

    name = "topin.demo"
    label = "demo"
    verbose_name = "Demo data"
