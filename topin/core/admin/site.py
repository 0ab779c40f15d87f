"""The staff's site: who may enter, with which second factor, and how it names its surroundings."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from unfold.sites import UnfoldAdminSite

from . import mails, second_factor


class StaffSite(UnfoldAdminSite):  # type: ignore[misc]
    """Unfold's site for Django users that are staff and, where it is asked of them, have shown a second factor."""

    index_title = "Dashboard"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_permission(request)) and second_factor.passed(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Asks for the password; whoever lacks the second factor alone is sent to it."""
        if request.method == "GET" and super().has_permission(request) and not self.has_permission(request):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(reverse("admin:second_factor") + (f"?{query}" if query else ""))
        response: HttpResponse = super().login(request, extra_context)
        return response

    def get_urls(self) -> list[URLPattern]:
        view = never_cache(lambda request: second_factor.view(request, self))
        inbox = self.admin_view(lambda request: mails.view(request, self))
        return [
            path("second-factor/", view, name="second_factor"),
            path("mails/", inbox, name="mails"),
            # Nothing here stands on a public site, where Django's redirect would lead.
            *(one for one in super().get_urls() if getattr(one, "name", None) != "view_on_site"),
        ]


def environment(request: HttpRequest) -> list[str] | None:
    """The label in the header, where staff could take it for production."""
    return ["Development", "info"] if settings.STAFF_OTP != "required" else None


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None, *args: Any) -> HttpResponse:
    """After too many wrong passwords: says for how long, not whether the name exists."""
    pause: timedelta = settings.AXES_COOLOFF_TIME
    context = {**admin.site.each_context(request), "title": "Too many tries", "minutes": pause.seconds // 60}
    return render(request, "admin/locked_out.html", context, status=429)
