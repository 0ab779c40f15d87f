"""Registers the room with Django."""

from django.apps import AppConfig
from django.http import HttpRequest


class AuthConfig(AppConfig):
    """Accounts"""

    name = "topin.auth"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from corsheaders.signals import check_request_enabled  # needs the app registry

        check_request_enabled.connect(_any_origin, dispatch_uid="topin.auth.any_origin")


def _any_origin(sender: object, request: HttpRequest, **kwargs: object) -> bool:
    """GoTrue answers any origin: no cookie opens anything under /api/auth."""
    return request.path_info.startswith("/api/auth/")
