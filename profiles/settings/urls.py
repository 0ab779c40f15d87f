"""Paths of settings, below /api/."""

from topin.core.api.routes import route

from .views import SettingsViewSet

urlpatterns = [
    route("settings", SettingsViewSet, get="retrieve"),
    route("settings/privacy", SettingsViewSet, put="privacy"),
    route("settings/notifications", SettingsViewSet, put="notifications"),
    route("settings/accessibility", SettingsViewSet, put="accessibility"),
    route("settings/creator", SettingsViewSet, put="creator"),
]
