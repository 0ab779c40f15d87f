"""The endpoints of media: /api/media, and avatar and cover under /api/users/me."""

import hashlib
import json
import time
import uuid
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from profiles.serializers import OwnProfile
from topin.core.api.contract import RAW, answers
from topin.core.api.views import ApiViewSet
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.db.session import ANON, Caller
from topin.core.storage import signed
from topin.core.storage.faults import too_large
from topin.core.storage.store import store

from . import functions, making, places, receiving, serving, uploads
from .serializers import Link, LinksQuery, Media, MediaChoice, MediaFile, PresignInput, Ticket

_FORM = {"multipart/form-data": MediaFile}
_ANY_FILE = {RAW: None}
_FILES = ("image/webp", "video/mp4", "video/webm")
_UPLOAD_TYPE = "application/octet-stream"


class _SettlingViewSet(ApiViewSet):
    """Uploads whose outcome the API writes down."""

    def _settle(self, media_id: object, given: dict[str, Any]) -> HttpResponse:
        """Answers the medium. Called under the API's own login, as people may not say it of their files."""
        self.verified = replace(self.verified, caller=Caller(None, self.verified.caller.claims))
        return self.call(functions.settle_upload, actor=self.viewer, media=media_id, **given)


class MediaListViewSet(_SettlingViewSet):
    """Uploading in one request."""

    limits = {"create": "media"}
    _digest = b""

    @answers(201, Media, takes=_FORM)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Upload a picture or video.

        A picture (JPEG, PNG, GIF, WebP, AVIF; up to 20 MB and 25 megapixels where nothing else is set) is ready
        with the answer. A video (MP4, MOV, WebM; up to 200 MB and 10 minutes) is processing, and an event `media`
        tells when it is ready.
        """
        caller = self.verified.caller
        with receiving.posted(request, settings.VIDEO_BYTES) as upload:
            self._digest = upload.digest
            with uploads.begun(caller, self.viewer, upload) as media_id:
                given = uploads.work(media_id, upload)
                response = self._settle(media_id, given)
        if "Idempotent-Replayed" in response:
            uploads.discard(caller, self.viewer, media_id)
        else:
            uploads.wake(given)
        return response

    def _fingerprint(self) -> bytes:
        """The file stands for the body, which has been read and may be large."""
        return hashlib.sha256(f"{self.request.method} {self.request.path_info}\0".encode() + self._digest).digest()


class PresignViewSet(ApiViewSet):
    """Uploading straight to where files lie."""

    limits = {"create": "media"}

    @answers(201, Ticket, body=PresignInput)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Get an address to upload to.

        Put the file there within 15 minutes, then complete the upload.
        """
        given = self.input()
        if given["bytes"] > receiving.most(given["kind"]):
            raise too_large(given["bytes"], receiving.most(given["kind"]))
        self._size = given["bytes"]
        return self.call(functions.start_upload, actor=self.viewer, **given)

    def render(self, row: dict[str, Any]) -> HttpResponse:
        """Adds the address to the medium."""
        medium = json.loads(row["body"])
        url = store().upload_link(places.upload(medium["id"]), _UPLOAD_TYPE, self._size)
        if url is None:
            whom = {"user": self.viewer, "session": self.verified.session_id}
            values = {"media": medium["id"], "bytes": self._size, **whom}
            word = signed.sign("upload", values, settings.UPLOAD_SECONDS)
            url = f"/api/media/uploads/{word}"
        headers = {"Content-Type": _UPLOAD_TYPE, "Content-Length": str(self._size)}
        ticket = {**medium, "upload": {"method": "PUT", "url": url, "headers": headers}}
        return self._json(json.dumps(ticket).encode(), 201)


class UploadViewSet(ApiViewSet):
    """Where files are put, when they lie on this machine."""

    anonymous = {"update"}
    limits = {"update": "media"}

    @answers(204, takes=_ANY_FILE)
    def update(self, request: HttpRequest, word: str) -> HttpResponse:
        """Put a file where presign said.

        The address is the permission, as long as the upload waits for its file: no token is needed.
        """
        ticket = signed.opened("upload", word)
        if ticket is None:
            raise Refusal(403, "upload_expired", "The address has ended, or was altered. Ask for another.")
        with making.workbench() as folder:
            receiving.save(request, folder / "upload", ticket["bytes"])
            _require_awaited(ticket)
            store().put(places.upload(ticket["media"]), folder / "upload", _UPLOAD_TYPE)
        return HttpResponse(status=204)


def _require_awaited(ticket: dict[str, Any]) -> None:
    """Refuses a file for an upload that is complete or deleted: no quota counts what would lie there."""
    row = session.call(
        functions.get_media, _whom(ticket), checked=True, actor=ticket["user"], media=ticket["media"]
    )
    if json.loads(row["body"])["status"] != "pending":
        raise Refusal(403, "upload_expired", "The upload is complete. Ask for another address.")


class MediaViewSet(ApiViewSet):
    """One's own uploads."""

    @answers(200, Media)
    def retrieve(self, request: HttpRequest, media_id: uuid.UUID) -> HttpResponse:
        """How an upload of yours stands."""
        return self.call(functions.get_media, actor=self.viewer, media=media_id)

    @answers(204)
    def destroy(self, request: HttpRequest, media_id: uuid.UUID) -> HttpResponse:
        """Delete an upload that is not used."""
        return self.call(functions.delete_media, actor=self.viewer, media=media_id)


class CompleteViewSet(_SettlingViewSet):
    """The last step of an upload in three."""

    limits = {"create": "media"}

    @answers(201, Media, also={200: Media})
    def create(self, request: HttpRequest, media_id: uuid.UUID) -> HttpResponse:
        """Complete an upload.

        Again for what is complete: its state. A file that is refused makes the upload a failed one.
        """
        mine: dict[str, Any] = {"actor": self.viewer, "media": str(media_id)}
        if not session.call(functions.claim_upload, self.verified.caller, checked=True, **mine):
            return self.call(functions.get_media, **mine)
        given = uploads.complete(self.verified.caller, self.viewer, str(media_id))
        response = self._settle(media_id, given)
        uploads.wake(given)
        return response


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
        return serving.sent_to(serving.elsewhere(found) or self._ours(found))

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
        ends = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + settings.LINK_SECONDS))
        links = [
            {"id": form["id"], "variant": form["variant"], "expires_at": ends,
             "url": serving.address(form, self.viewer, self.verified.session_id)}
            for form in json.loads(row["results"])
        ]  # fmt: skip
        return self._json(json.dumps({"results": links, "next_cursor": None}).encode(), 200)


class FileViewSet(ApiViewSet):
    """Short-lived addresses of files that lie on this machine."""

    anonymous = {"retrieve"}
    in_thread = {"retrieve"}
    limits = {"retrieve": "media_read"}

    @answers(200, also={302: None, 416: None, 206: None, 304: None}, gives=_FILES)
    def retrieve(self, request: HttpRequest, word: str) -> HttpResponseBase:
        """Read a picture or video.

        The address is the permission, for who was given it, as long as they may see it: no token is needed. Where
        files lie in a bucket, it leads there.
        """
        link = signed.opened("file", word)
        if link is None:
            raise Refusal(403, "link_expired", "The address has ended, or was altered. Open the medium again.")
        row = session.call(
            functions.open_media, _whom(link), checked=link["user"] is not None,
            viewer=link["user"], media=link["media"], variant=link["variant"],
        )  # fmt: skip
        found = json.loads(row["body"])
        if (bucket := serving.elsewhere(found)) is not None:
            return serving.sent_to(bucket)
        path = store().open(places.form(link["media"], link["variant"]))
        if path is None:
            raise Refusal(404, "not_found", "Not found.")
        return serving.answer(request, path, found["mime"], f'"{path.name}"')


def _whom(link: dict[str, Any]) -> Caller:
    """The one to whom an address was given: their session must still stand, and they must still see it."""
    if link["user"] is None:
        return ANON
    claims = {"sub": link["user"], "role": "authenticated", "session_id": link["session"]}
    return Caller("authenticated", json.dumps({name: value for name, value in claims.items() if value}))


class _ProfileImageViewSet(ApiViewSet):
    """Avatar and cover alike."""

    limits = {"update": "media"}
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
