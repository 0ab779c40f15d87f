"""`GET /api/sync`: the stream for a client without a socket."""

from django.http import HttpRequest, HttpResponse

from topin.core.api import pages
from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet

from . import functions
from .serializers import Sync, SyncQuery


class SyncViewSet(ApiViewSet):
    """Position and events of one's own stream."""

    @answers(200, Sync, query=SyncQuery)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """The position alone, or with `epoch` and `after` the events that follow; `limit` bounds them."""
        given = self.query()
        return self.call(
            functions.get_sync, viewer=self.viewer, known=given.get("epoch"), after=given.get("after"),
            page_limit=pages.limit(request),
        )  # fmt: skip
