"""The endpoints that open media: /api/media/{id}/{variant}, /api/media/links, /api/media/files."""

import json
import time
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.storage import signed
from topin.core.storage.store import store

from . import functions, places, serving
from .serializers import Link, LinksQuery

_FILES = ("image/webp", "video/mp4", "video/webm")


class OpenViewSet(ApiViewSet):
    """The stable address of each form of a medium."""

    anonymous = {"retrieve"}
    in_thread = {"retrieve"}
    limits = {"retrieve": "media_read"}

    @answers(302)
    def retrieve(self, request: HttpRequest, media_id: uuid.UUID, variant: str) -> HttpResponse:
        """Open a picture or video.

        `Location` says where it can be read for a short while, to whoever may see what it hangs on.
        """
        row = session.call(
            functions.open_media, self.verified.caller, checked=self.viewer is not None,
            viewer=self.viewer, media=media_id, variant=variant,
        )  # fmt: skip
        found = json.loads(row["body"])
        bucket = None if serving.is_video(found) else serving.elsewhere(found)
        return serving.sent_to(bucket or self._ours(found))

    def _ours(self, found: dict[str, Any]) -> str:
        return serving.address(found, self.viewer, self.verified.session_id)


class LinksViewSet(ApiViewSet):
    """Addresses of many forms at once, for a page of posts."""

    anonymous = {"list"}
    in_thread = {"list"}

    @answers(200, Link, query=LinksQuery, paged=True, whole=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Open many pictures or videos at once.

        In the order asked for; those that you may not see are absent. All of them stand on one page.
        """
        asked = self.query()["forms"]
        return self.call(
            functions.open_media_forms, viewer=self.viewer,
            media=[media for media, _ in asked], variants=[variant for _, variant in asked],
        )  # fmt: skip

    def render(self, row: dict[str, Any]) -> HttpResponse:
        """Puts the address of each in the place of its type."""
        links = [
            {"id": form["id"], "variant": form["variant"], "expires_at": _ends(form),
             "url": serving.address(form, self.viewer, self.verified.session_id)}
            for form in json.loads(row["results"])
        ]  # fmt: skip
        return self._json(json.dumps({"results": links, "next_cursor": None}).encode(), 200)


def _ends(form: dict[str, Any]) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + serving.lasts(form)))


class FileViewSet(ApiViewSet):
    """Short-lived addresses of files that lie on this machine."""

    anonymous = {"retrieve"}
    in_thread = {"retrieve"}
    limits = {"retrieve": "media_read"}

    @answers(200, also={302: None, 416: None, 206: None, 304: None}, gives=_FILES)
    def retrieve(self, request: HttpRequest, word: str) -> HttpResponseBase:
        """Read a picture or video.

        The address is the permission, for who was given it, as long as they may see it. Where files lie in a
        bucket, it leads there.
        """
        link = signed.opened("file", word)
        if link is None:
            raise Refusal(403, "link_expired", "The address has ended, or was altered. Open the medium again.")
        row = session.call(
            functions.open_media, signed.bearer(link), checked=link["user"] is not None,
            viewer=link["user"], media=link["media"], variant=link["variant"],
        )  # fmt: skip
        found = json.loads(row["body"])
        if (bucket := serving.elsewhere(found)) is not None:
            return serving.sent_to(bucket)
        path = store().open(places.form(link["media"], link["variant"]))
        if path is None:
            raise Refusal(404, "not_found", "Not found.")
        return serving.answer(request, path, found["mime"], f'"{path.name}"')
