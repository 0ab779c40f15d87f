"""HTTP: the admin has Django's whole chain, the API a short one of its own."""

import os
from collections.abc import Callable, Iterable

import django
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
django.setup(set_prefix=False)

from topin.core.api.front import Front  # noqa: E402 (needs the settings)
from topin.core.api.messages import Environ  # noqa: E402
from topin.core.api.observe import configure_logs  # noqa: E402
from topin.core.api.routes import Routes  # noqa: E402
from topin.urls import API  # noqa: E402 (loads every room's views now, not at the first request)

configure_logs()
_WITH_SESSION = ("/admin", "/static")
_SUPABASE = "/auth/v1/"  # where createClient(url) looks for the accounts, which no app can tell it otherwise
api, _pages = Front(Routes(API)), WSGIHandler()


def application(environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
    """The WSGI application. A trailing slash under /api means nothing and is dropped, never redirected."""
    path = environ["PATH_INFO"]
    if path.startswith(_WITH_SESSION):
        return _pages(environ, start_response)  # type: ignore[arg-type]
    if path.startswith(_SUPABASE):
        path = environ["PATH_INFO"] = "/api/auth/" + path[len(_SUPABASE) :]
    if path.endswith("/") and len(path) > 1:
        environ["PATH_INFO"] = path.rstrip("/") or "/"
    return api(environ, start_response)
