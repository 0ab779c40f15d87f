"""Every path of /api/auth, after gotrue.md (the prefix stands in topin/urls.py)."""

from django.urls import path, re_path

from .views import base, codes, service, signup, token, user, verify

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
    re_path(r"^auth(?:/.*)?$", base.missing),
]
