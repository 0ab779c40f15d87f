"""One transaction a request of the admin, and in its claims the member of staff who asks.

`StaffTransaction` lies around sessions and sign-in, so that everything a request does, its session's last
write included, is in that transaction; `StaffClaims` lies innermost, where it is known who asks.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from topin.core.api.limits import address
from topin.core.db.session import Caller, Session, acting, claim

from . import faults

ALIAS = "staff"
_SEEN, _SINCE = "seen", "since"
_GRAIN = 60  # seconds; the session is not written at every click
Handler = Callable[[HttpRequest], HttpResponse]


class StaffTransaction:
    """Middleware: the whole request is one transaction of the staff's login; a fault of ours undoes all of it.

    Where the database is away, that is the answer: 503, not a fault with its traceback.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            with acting(Caller(None), alias=ALIAS):
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True, using=ALIAS)
        except psycopg.OperationalError as error:
            away = faults.away(request, error)
            if away is None:
                raise
            return away
        return response


class StaffClaims:
    """Middleware: ends a session that has had its time, and names who asks in the transaction's claims."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse:
        """Runs the view in a savepoint: a refusal in the middle of it leaves nothing half done."""
        if request.user.is_authenticated and _has_ended(request):
            logout(request)
            messages.info(request, "You were signed out, as you had been away for a while.")
        if request.user.is_authenticated:
            request.viewer = f"staff {request.user.pk}"  # type: ignore[attr-defined] # in the request's log line
            claim(Session(ALIAS), json.dumps(_claims(request)))
        with transaction.atomic(using=ALIAS):
            return view(request, *args, **kwargs)


def _claims(request: HttpRequest) -> dict[str, Any]:
    return {
        "staff_id": request.user.pk,
        "staff_name": request.user.get_username(),
        "address": address(request),
        "request_id": getattr(request, "request_id", None),
    }


def _has_ended(request: HttpRequest) -> bool:
    now, session = int(time.time()), request.session
    since, seen = session.setdefault(_SINCE, now), session.get(_SEEN, now)
    if now - seen > settings.STAFF_IDLE_SECONDS or now - since > settings.SESSION_COOKIE_AGE:
        return True
    if now - session.get(_SEEN, 0) >= _GRAIN:
        session[_SEEN] = now
    return False
