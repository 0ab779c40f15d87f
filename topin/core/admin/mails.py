"""The last mails that had no server to go by, for development: DEBUG alone, since they hold codes."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from topin.core.mail.door import unsent


def view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The page; 404 outside of DEBUG."""
    if not settings.DEBUG:
        raise Http404
    return render(
        request, "admin/mails.html", {**site.each_context(request), "title": "Unsent mails", "mails": unsent()}
    )
