"""What GoTrue has and this service has not: clients call it all the same, and get GoTrue's answer for "off"."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from topin.auth import functions
from topin.auth.errors import AuthError

from .admin import AdminView
from .base import GoTrueView


class DisabledView(GoTrueView):
    """Any method refuses with the status, code and text given in urls.py."""

    status = 404
    code = "feature_disabled"
    detail = "OAuth server is disabled"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        raise AuthError(self.status, self.code, self.detail)

    post = put = patch = delete = get


class DisabledForPeopleView(DisabledView):
    """The same for whoever is signed in; anybody else is told so first."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.run(functions.get_user, claims=self.claims())
        return super().get(request, **kwargs)

    post = put = patch = delete = get


class DisabledForServiceView(DisabledView, AdminView):
    """The same for service tokens."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.admit()
        return super().get(request, **kwargs)

    post = put = patch = delete = get
