"""What GoTrue has and this service has not: clients call it all the same, and get GoTrue's answer for "off"."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from topin.auth.errors import AuthError

from .base import GoTrueView


class DisabledView(GoTrueView):
    """Any method refuses with the status, code and text given in urls.py."""

    status = 404
    code = "feature_disabled"
    detail = "This feature is disabled"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        raise AuthError(self.status, self.code, self.detail)

    post = put = patch = delete = get
