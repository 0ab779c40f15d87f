"""What a person at the admin reads when a page cannot be shown: what it means, and what to tell whom."""

from http import HTTPStatus

import psycopg
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from topin.core.db.errors import refusal_from

_WORDS = {
    400: ("This request cannot be read.", "Go back and send the form anew."),
    403: ("You may not open this.", "Your group lacks the permission. An administrator can give it."),
    404: ("There is no such page.", "What it showed may have been erased, or the address is not whole."),
    500: ("Something went wrong on our side.", "It was logged, and nothing of what you did was saved. Try again."),
    503: ("The database cannot be reached right now.", "Nothing of what you did was saved. Try again."),
}


_STALE = ("This form has had its time.", "Nothing was done. Go back, load the page anew, and send it again.")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form whose CSRF token is none of this browser's any more: after a new sign-in, most often."""
    return page(request, 403, _STALE)


def away(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The page of 503 where the error says that the database is away or busy; else None."""
    said = error if isinstance(error, psycopg.Error) else error and error.__cause__
    refusal = refusal_from(said) if isinstance(said, psycopg.Error) else None
    if refusal is None or refusal.status != 503:
        return None
    answer = page(request, 503)
    answer["Retry-After"] = str(refusal.retry_after)
    return answer


def page(request: HttpRequest, status: int, words: tuple[str, str] | None = None) -> HttpResponse:
    """The page of an HTTP status of `_WORDS`, with words of its own or the given ones: title, advice.
    It asks the database nothing, which may be at fault."""
    title, advice = words or _WORDS[status]
    context = {
        "title": title,
        "advice": advice,
        "status": f"{status} {HTTPStatus(status).phrase}",
        "request_id": getattr(request, "request_id", ""),
    }
    return HttpResponse(render_to_string("admin/fault.html", context), status=status)
