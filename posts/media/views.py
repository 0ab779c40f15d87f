"""The endpoints of uploads: /api/media. Opening them stands in opening.py, avatar and cover in portraits.py."""

import hashlib
import json
import uuid
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from topin.core.api.contract import RAW, answers
from topin.core.api.views import ApiViewSet
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.db.session import Caller
from topin.core.storage import signed
from topin.core.storage.faults import too_large
from topin.core.storage.store import store

from . import functions, making, places, receiving, uploads
from .serializers import Media, MediaFile, PresignInput, Ticket

_FORM = {"multipart/form-data": MediaFile}
_ANY_FILE = {RAW: None}
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
    slow = {"create"}
    _digest = b""

    @answers(201, Media, takes=_FORM)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Upload a picture or video.

        A picture (JPEG, PNG, GIF, WebP, AVIF; up to 20 MB and 25 megapixels where nothing else is set) is ready
        with the answer. A video (MP4 or MOV with H.264, HEVC or AV1, WebM with VP8, VP9 or AV1; up to 200 MB and
        10 minutes) is processing, and an event `media` tells when it is ready.
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
    slow = {"update"}

    @answers(204, takes=_ANY_FILE)
    def update(self, request: HttpRequest, word: str) -> HttpResponse:
        """Put a file where presign said.

        The address is the permission, as long as the upload waits for its file.
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
        functions.get_media, signed.bearer(ticket), checked=True, actor=ticket["user"], media=ticket["media"]
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
    slow = {"create"}

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
