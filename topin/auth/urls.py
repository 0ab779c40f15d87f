"""Every path of /api/auth, as GoTrue has them (the prefix stands in topin/urls.py)."""

from django.urls import path, re_path

from .views import admin, base, codes, factors, service, sessions, signup, token, user, verify
from .views.disabled import DisabledForPeopleView, DisabledForServiceView, DisabledView

_PASSKEYS = DisabledView.as_view(code="passkey_disabled", detail="Passkeys are disabled")

urlpatterns = [
    path("auth/health", service.HealthView.as_view()),
    path("auth/settings", service.SettingsView.as_view()),
    path("auth/.well-known/jwks.json", service.KeysView.as_view()),
    path("auth/signup", signup.SignupView.as_view()),
    path("auth/token", token.TokenView.as_view()),
    path("auth/verify", verify.VerifyView.as_view()),
    path("auth/recover", codes.RecoverView.as_view()),
    path("auth/otp", codes.OtpView.as_view()),
    path("auth/magiclink", codes.OtpView.as_view()),
    path("auth/resend", codes.ResendView.as_view()),
    path("auth/reauthenticate", codes.ReauthenticateView.as_view()),
    path("auth/user", user.UserView.as_view()),
    path("auth/logout", user.LogoutView.as_view()),
    path("auth/sessions", sessions.SessionsView.as_view()),
    path("auth/sessions/<str:session_id>", sessions.SessionView.as_view()),
    path("auth/factors", factors.FactorsView.as_view()),
    path("auth/factors/<str:factor>", factors.FactorView.as_view()),
    path("auth/factors/<str:factor>/challenge", factors.ChallengeView.as_view()),
    path("auth/factors/<str:factor>/verify", factors.VerifyFactorView.as_view()),
    path("auth/admin/users", admin.UsersView.as_view()),
    path("auth/admin/users/<str:person>", admin.OneUserView.as_view()),
    path("auth/admin/users/<str:person>/factors", admin.UserFactorsView.as_view()),
    path("auth/admin/users/<str:person>/factors/<str:factor>", admin.UserFactorView.as_view()),
    path("auth/admin/generate_link", admin.LinkView.as_view()),
    path("auth/invite", admin.InviteView.as_view()),
    path("auth/user/identities/authorize", user.LinkView.as_view()),
    path("auth/user/identities/<str:identity>", user.IdentityView.as_view()),
    re_path(r"^auth/admin/users/(?P<person>[^/]+)/passkeys$", admin.UserPasskeysView.as_view()),
    re_path(r"^auth/admin/users/(?P<person>[^/]+)/passkeys/(?P<passkey>[^/]+)$", admin.UserPasskeyView.as_view()),
    re_path(r"^auth/sso$", DisabledView.as_view(code="saml_provider_disabled", detail="SAML 2.0 is disabled")),
    re_path(
        r"^auth/authorize$",
        DisabledView.as_view(
            status=400, code="validation_failed", detail="Unsupported provider: provider is not enabled"
        ),
    ),
    re_path(r"^auth/passkeys(?:/.*)?$", _PASSKEYS),
    re_path(r"^auth/user/oauth/grants$", DisabledForPeopleView.as_view()),
    re_path(r"^auth/admin/oauth(?:/.*)?$", DisabledForServiceView.as_view()),
    re_path(
        r"^auth/admin/custom-providers(?:/.*)?$",
        DisabledForServiceView.as_view(detail="Custom OAuth providers are disabled"),
    ),
    re_path(r"^auth/oauth(?:/.*)?$", DisabledView.as_view()),
    re_path(r"^auth(?:/.*)?$", base.missing),
]
