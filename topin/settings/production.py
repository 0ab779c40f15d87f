"""Settings that refuse what must not happen in production, each with one line that says what to do."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import DEBUG, GOTRUE_MAILER_AUTOCONFIRM, GOTRUE_SMTP_HOST, RATE_LIMITS
from .environment import choice, text

STAFF_OTP = choice("TOPIN_STAFF_OTP", "required", "optional")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31536000
SECURE_CONTENT_TYPE_NOSNIFF = True

_SHORTEST_KEY = 32  # RFC 7518, 3.2, for HS256
_PASSWORDS = [f"TOPIN_DB_PASSWORD_{_login}" for _login in ("API", "AUTH", "WORKER", "STAFF")]
_NEEDED = ["DATABASE_URL", "REDIS_URL", "TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET"]
if not all(map(text, _PASSWORDS)):  # one for all, or one each
    _NEEDED.append("TOPIN_DB_PASSWORD")
for _name in _NEEDED:
    if not text(_name).strip():
        raise ImproperlyConfigured(f"{_name} is not set. Production needs it; see docs/operations.md.")
    if text(_name).startswith("insecure-development"):
        raise ImproperlyConfigured(
            f"{_name} is the one that everybody knows from the source; make one of your own."
        )
for _name in ("TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET"):
    if len(text(_name).encode()) < _SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"{_name} is shorter than {_SHORTEST_KEY} bytes, and whoever sees one signature could guess it: "
            "make a longer one, as with `openssl rand -base64 48`."
        )
if not GOTRUE_SMTP_HOST and not GOTRUE_MAILER_AUTOCONFIRM:
    raise ImproperlyConfigured("GOTRUE_SMTP_HOST is not set, so no code could be mailed; see docs/operations.md.")
if not RATE_LIMITS:
    raise ImproperlyConfigured("TOPIN_RATE_LIMITS=off is for rigs and load tests; unset it in production.")
if DEBUG:
    raise ImproperlyConfigured("TOPIN_DEBUG=on shows internals to anyone; unset it in production.")
