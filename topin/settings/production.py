"""Settings that refuse what must not happen in production, each with one line that says what to do."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import DEBUG, GOTRUE_MAILER_AUTOCONFIRM, GOTRUE_SMTP_HOST, RATE_LIMITS
from .environment import text

STAFF_OTP = text("TOPIN_STAFF_OTP", "required")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31536000
SECURE_CONTENT_TYPE_NOSNIFF = True

for _name in ("DATABASE_URL", "REDIS_URL", "TOPIN_SECRET_KEY", "GOTRUE_JWT_SECRET", "TOPIN_DB_PASSWORD"):
    if not text(_name):
        raise ImproperlyConfigured(f"{_name} is not set. Production needs it; see docs/operations.md.")
if not GOTRUE_SMTP_HOST and not GOTRUE_MAILER_AUTOCONFIRM:
    raise ImproperlyConfigured("GOTRUE_SMTP_HOST is not set, so no code could be mailed; see docs/operations.md.")
if not RATE_LIMITS:
    raise ImproperlyConfigured("TOPIN_RATE_LIMITS=off is for rigs and load tests; unset it in production.")
if DEBUG:
    raise ImproperlyConfigured("TOPIN_DEBUG=on shows internals to anyone; unset it in production.")
