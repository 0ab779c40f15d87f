"""What anyone may ask of the service: its health, its settings, its public keys."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.auth import tokens

from .base import GoTrueView, answer

VERSION = "v2.196.0"  # the GoTrue whose contract is kept
_PROVIDERS = (
    "apple", "azure", "bitbucket", "discord", "facebook", "figma", "fly", "github", "gitlab", "google", "kakao",
    "keycloak", "linkedin", "linkedin_oidc", "notion", "slack", "slack_oidc", "snapchat", "spotify", "twitch",
    "twitter", "workos", "zoom",
)  # fmt: skip


class HealthView(GoTrueView):
    """GET /health."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return answer(
            {
                "version": VERSION,
                "name": "GoTrue",
                "description": "GoTrue is a user registration and authentication API",
            }
        )


class SettingsView(GoTrueView):
    """GET /settings: which ways in there are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        provider = settings.GOTRUE_SMS_PROVIDER or settings.TOPIN_SMS_PROVIDER
        ways = {
            "anonymous_users": settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED,
            "email": settings.GOTRUE_EXTERNAL_EMAIL_ENABLED,
            "phone": settings.GOTRUE_EXTERNAL_PHONE_ENABLED,
            **dict.fromkeys(_PROVIDERS, False),
            **{name: provider["enabled"] for name, provider in settings.IDENTITY_PROVIDERS.items()},
        }
        return answer(
            {
                "external": ways,
                "disable_signup": settings.GOTRUE_DISABLE_SIGNUP,
                "mailer_autoconfirm": settings.GOTRUE_MAILER_AUTOCONFIRM,
                "phone_autoconfirm": False,
                "sms_provider": provider if settings.GOTRUE_EXTERNAL_PHONE_ENABLED else "",
                "saml_enabled": False,
                "saml_private_key_next_configured": False,
                "passkeys_enabled": False,
            }
        )


class KeysView(GoTrueView):
    """GET /.well-known/jwks.json."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = answer({"keys": tokens.public_keys()})
        response["Cache-Control"] = "public, max-age=600"
        return response
