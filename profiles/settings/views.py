"""The endpoints of settings: /api/settings."""

from django.http import HttpRequest, HttpResponse

from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db.function import SqlFunction

from . import functions
from .serializers import AccessibilityInput, CreatorInput, NotificationsInput, PrivacyInput, Settings


class SettingsViewSet(ApiViewSet):
    """One's settings: read as a whole, changed group by group."""

    @answers(200, Settings)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """All your settings."""
        return self.call(functions.get_settings, actor=self.viewer)

    @answers(200, Settings, body=PrivacyInput)
    def privacy(self, request: HttpRequest) -> HttpResponse:
        """Change privacy."""
        return self._update(functions.update_privacy_settings)

    @answers(200, Settings, body=NotificationsInput)
    def notifications(self, request: HttpRequest) -> HttpResponse:
        """Change notifications."""
        return self._update(functions.update_notification_settings)

    @answers(200, Settings, body=AccessibilityInput)
    def accessibility(self, request: HttpRequest) -> HttpResponse:
        """Change accessibility."""
        return self._update(functions.update_accessibility_settings)

    @answers(200, Settings, body=CreatorInput)
    def creator(self, request: HttpRequest) -> HttpResponse:
        """Change what creators set."""
        return self._update(functions.update_creator_settings)

    def _update(self, function: SqlFunction) -> HttpResponse:
        changes, version = self.input(), self.if_match()
        return self.call(function, actor=self.viewer, changes=changes, expected_version=version)
