"""Every path of the product, and what an unknown one answers."""

import sys

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

import engagement.analytics.urls
import engagement.urls
import posts.media.urls
import posts.urls
import profiles.export.urls
import profiles.settings.urls
import profiles.urls
import social.urls
import topin.auth.urls
import topin.core.realtime.urls
from topin.admin import site
from topin.auth.meanings import MEANINGS
from topin.core.admin import faults
from topin.core.api import document
from topin.core.api.codes import errors_page
from topin.core.api.envelope import internal_error
from topin.core.api.health import healthz, metrics, readyz
from topin.core.api.problems import NOT_FOUND, UNREADABLE, is_api, only_read, problem

API = [
    *engagement.analytics.urls.urlpatterns,
    *engagement.urls.urlpatterns,
    *posts.urls.urlpatterns,
    *posts.media.urls.urlpatterns,
    *profiles.export.urls.urlpatterns,
    *profiles.urls.urlpatterns,
    *social.urls.urlpatterns,
    *profiles.settings.urls.urlpatterns,
    *topin.auth.urls.urlpatterns,
    *topin.core.realtime.urls.urlpatterns,
]

urlpatterns = [
    path("", only_read(RedirectView.as_view(url="/api/docs"))),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/", include(API)),
    path("api/schema", document.document, name="schema"),
    path("api/docs/errors", errors_page, {"accounts": MEANINGS}),
    path("api/docs", document.page, name="docs"),
    path("functions/v1/", include(engagement.analytics.urls.edge_urlpatterns)),
    path("admin/", site.urls),
]


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django does not read, such as a thousand parameters: a problem for an app, a page for a person."""
    return problem(UNREADABLE) if is_api(request) else faults.page(request, 400)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What a member of staff has no permission for: only the admin raises it."""
    return faults.page(request, 403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An unknown path: a problem for an app, a page for a person."""
    return problem(NOT_FOUND) if is_api(request) else faults.page(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """A fault of ours, or of the database: logged with its traceback, told without it."""
    if is_api(request):
        return internal_error(request)
    return faults.away(request, sys.exc_info()[1]) or faults.page(request, 500)
