"""The last mails that had no server to go by, for development: DEBUG alone, since they hold codes."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from topin.core.mail.door import unsent

if TYPE_CHECKING:
    from .site import StaffSite


def view(request: HttpRequest, site: "StaffSite") -> HttpResponse:
    """The page; 404 outside of DEBUG."""
    if not settings.DEBUG:
        raise Http404
    return render(
        request, "admin/mails.html", {**site.each_context(request), "title": "Unsent mails", "mails": unsent()}
    )
