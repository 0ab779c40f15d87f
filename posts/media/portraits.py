"""The endpoints of one's avatar and cover: /api/users/me/avatar and /api/users/me/cover."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from profiles.serializers import OwnProfile
from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.db.session import Caller

from . import functions, receiving, uploads
from .serializers import MediaChoice, MediaFile

_FORM = {"multipart/form-data": MediaFile}


class _ProfileImageViewSet(ApiViewSet):
    """Avatar and cover alike."""

    limits = {"update": "media"}
    slow = {"update"}
    place = ""

    def _set(self, request: HttpRequest) -> HttpResponse:
        if not receiving.is_form(request):
            return self._choose_media(self.input()["media_id"])
        with receiving.posted(request, settings.IMAGE_BYTES) as upload:
            if upload.kind != "image":
                raise Refusal(400, "media_wrong_kind", "A picture is needed, this is a video.", field="file")
            with uploads.begun(self.verified.caller, self.viewer, upload) as media_id:
                given = uploads.work(media_id, upload)
                mine: dict[str, Any] = {"actor": self.viewer, "media": media_id}
                session.call(functions.settle_upload, Caller(None), **mine, **given)
                return self._choose_media(media_id)

    def _choose_media(self, media_id: object) -> HttpResponse:
        return self.call(functions.set_profile_image, actor=self.viewer, place=self.place, media=media_id)

    def _remove(self) -> HttpResponse:
        return self.call(functions.remove_profile_image, actor=self.viewer, place=self.place)


class AvatarViewSet(_ProfileImageViewSet):
    """One's picture."""

    place = "avatar"

    @answers(200, OwnProfile, body=MediaChoice, takes=_FORM)
    def update(self, request: HttpRequest) -> HttpResponse:
        """Change your avatar: a file, or an upload of yours."""
        return self._set(request)

    @answers(204)
    def destroy(self, request: HttpRequest) -> HttpResponse:
        """Remove your avatar."""
        return self._remove()


class CoverViewSet(_ProfileImageViewSet):
    """The picture across one's profile."""

    place = "cover"

    @answers(200, OwnProfile, body=MediaChoice, takes=_FORM)
    def update(self, request: HttpRequest) -> HttpResponse:
        """Change your cover: a file, or an upload of yours."""
        return self._set(request)

    @answers(204)
    def destroy(self, request: HttpRequest) -> HttpResponse:
        """Remove your cover."""
        return self._remove()
