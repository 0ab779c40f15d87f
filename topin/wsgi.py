"""The HTTP application (api, auth), as `manage.py serve` gives it to granian."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - loads every room's views now, not at the first request
