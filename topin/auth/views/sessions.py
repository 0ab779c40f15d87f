"""GET /sessions and DELETE /sessions/{id}: this project's own; where one is signed in, and the end of it there."""

from django.http import HttpRequest, HttpResponse

from topin.auth import functions

from .base import GoTrueView, answer
from .factors import identifier


class SessionsView(GoTrueView):
    """The sessions of the account behind the token: device, platform, last seen, which one is this."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return answer({"results": self.run(functions.list_sessions, claims=self.claims()), "next_cursor": None})


class SessionView(GoTrueView):
    """Ending one kills its refresh tokens at once and its access tokens at their next request."""

    def delete(self, request: HttpRequest, session_id: str) -> HttpResponse:
        ended = identifier(session_id, "session_id")
        self.run(functions.end_session, claims=self.claims(), ended=ended, context=self.context())
        return HttpResponse(status=204)
