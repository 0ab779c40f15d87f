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
        """Where your stream of events stands; with a position the events since.

        Give `epoch` and `after` together; up to `limit` events come, and `more` says that others follow. At the
        first start keep the position, then load what the screens need, then open the socket (/realtime) with it.
        """
        given = self.query()
        return self.call(
            functions.get_sync, viewer=self.viewer, known=given.get("epoch"), after=given.get("after"),
            page_limit=pages.limit(request),
        )  # fmt: skip
