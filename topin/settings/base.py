"""Settings of every process. Each variable is read from the environment, typed, with its default and reason."""

from pathlib import Path
from typing import Any

from .admin import *  # noqa: F403
from .analytics import *  # noqa: F403
from .databases import *  # noqa: F403
from .databases import REDIS_URL
from .environment import choice, flag, listing, number, origins, text
from .examples import *  # noqa: F403
from .gotrue import *  # noqa: F403
from .gotrue import GOTRUE_RATE_LIMIT_HEADER
from .jobs import *  # noqa: F403
from .media import *  # noqa: F403
from .openapi import *  # noqa: F403
from .realtime import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]

# Off by default: `make run` turns it on for one's own machine, production refuses it.
DEBUG = flag("TOPIN_DEBUG", False)
# Signs admin sessions and list cursors. `up` makes one and keeps it; production must be given one.
SECRET_KEY = text("TOPIN_SECRET_KEY") or "insecure-development-key-0123456789-0123456789"
# Predecessors after a change of the secret: they open sessions and outbox secrets made before it.
SECRET_KEY_FALLBACKS = listing("TOPIN_SECRET_KEY_FALLBACKS")
# The names under which the server may be addressed.
ALLOWED_HOSTS = listing("TOPIN_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = origins("TOPIN_CSRF_TRUSTED_ORIGINS")
# How many proxies in front may be believed about the client's address (X-Forwarded-For).
TRUSTED_PROXIES = number(
    "TOPIN_TRUSTED_PROXIES", 1 if GOTRUE_RATE_LIMIT_HEADER.lower() == "x-forwarded-for" else 0
)

INSTALLED_APPS = [
    "topin.core",
    "topin.auth",
    "profiles",
    "social",
    "posts",
    "engagement",
    "messaging",
    "monetization",
    "sponsorship",
    "moderation",
    "topin.demo",
    "unfold.apps.BasicAppConfig",
    "topin.core.admin.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "channels",
    "django_celery_beat",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
]
# The API's chain; the admin's is in admin.py.
ROOT_URLCONF = "topin.urls"
WSGI_APPLICATION = "topin.wsgi.application"
ASGI_APPLICATION = "topin.asgi.application"
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "topin" / "core" / "admin" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "topin" / "core" / "admin" / "static"]
# Served by the process itself from the packages, so there is nothing to collect.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

# Browsers of these origins may call /api; apps need none.
CORS_ALLOWED_ORIGINS = origins("TOPIN_CORS_ORIGINS")
CORS_URLS_REGEX = r"^/(api|functions)/"
CORS_ALLOW_HEADERS = [
    "accept", "authorization", "apikey", "content-type", "if-match", "if-none-match", "idempotency-key",
    "x-client-info", "x-region", "x-request-id", "x-supabase-api-version",
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "etag", "link", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id", "idempotent-replayed",
    "x-total-count", "x-supabase-api-version",
]  # fmt: skip

# off lifts every limit, for rigs and load tests; production refuses it.
RATE_LIMITS = flag("TOPIN_RATE_LIMITS", True)
# The largest JSON body, in bytes.
MAX_BODY = number("TOPIN_MAX_BODY", 1024 * 1024, least=1)
# Who may read /metrics from elsewhere than this machine: the bearer token that must be shown. Empty: nobody.
METRICS_TOKEN = text("TOPIN_METRICS_TOKEN")
# Publishable keys that stand for anon, beside JWTs of role anon; empty: any `sb_publishable_…` does.
PUBLISHABLE_KEYS = listing("TOPIN_PUBLISHABLE_KEYS")

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "topin.core.api.openapi.Schema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
LOGGING_CONFIG = None
LOG_LEVEL = choice("TOPIN_LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR", "CRITICAL")
