"""The endpoints of the data export: /api/users/me/export and /api/exports."""

import json
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db import session
from topin.core.db.errors import Refusal
from topin.core.storage import signed
from topin.core.storage.store import store

from . import functions, places
from .serializers import DataExport

_CHUNK = 256 * 1024


class DataExportViewSet(ApiViewSet):
    """All of one's data in a file."""

    limits = {"create": "account"}

    @answers(200, DataExport)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """How your export stands, and where to fetch it."""
        return self.call(functions.get_export, actor=self.viewer)

    @answers(201, DataExport, also={200: DataExport})
    def create(self, request: HttpRequest) -> HttpResponse:
        """Start an export of all your data."""
        return self.call(functions.request_export, actor=self.viewer)

    def render(self, row: Any) -> HttpResponse:
        """What the door says, with the link of an export that is ready."""
        told = json.loads(row["body"])
        told["url"] = self._address(told) if told["status"] == "ready" else None
        return super().render({**row, "body": json.dumps(told).encode()})

    def _address(self, told: dict[str, Any]) -> str:
        return places.address(told["id"], self.viewer, self.verified.session_id)


class ExportFileViewSet(ApiViewSet):
    """The file itself."""

    anonymous = {"retrieve"}
    in_thread = {"retrieve"}

    @answers(200, also={302: None}, gives=(places.MIME,))
    def retrieve(self, request: HttpRequest, word: str) -> HttpResponseBase:
        """Fetch an export by its signed address (a zip).

        The session that asked for the address must stand. Where files lie in a bucket, it leads there.
        """
        export = _asked(word)
        bucket = places.elsewhere(export)
        if bucket is not None:
            return HttpResponse(status=302, headers={"Location": bucket, "Cache-Control": "private, no-store"})
        path = store().open(places.key(export))
        if path is None:
            raise Refusal(404, "not_found", "Not found.")
        return _file(path)


def _asked(word: str) -> str:
    """The export of an address, whose session must still stand. Raises Refusal 404, as well as 401 and 403."""
    link = places.named(word)
    if link is None:
        raise Refusal(404, "not_found", "Not found.")
    row = session.call(functions.get_export, signed.bearer(link), checked=True, actor=link["user"])
    if json.loads(row["body"])["id"] != link["export"]:
        raise Refusal(404, "not_found", "Not found.")
    return str(link["export"])


def _file(path: Path) -> HttpResponseBase:
    headers = {
        "Content-Length": str(path.stat().st_size),
        "Content-Disposition": 'attachment; filename="my-data.zip"',
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(_pieces(path), content_type=places.MIME, headers=headers)


def _pieces(path: Path) -> Any:
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            yield piece
