"""What a person at the admin reads when a page cannot be shown: what it means, and what to tell whom."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_WORDS = {
    400: ("This request cannot be read.", "Go back and send the form anew."),
    403: ("You may not open this.", "Your group lacks the permission. An administrator can give it."),
    404: ("There is no such page.", "What it showed may have been erased, or the address is not whole."),
    500: ("Something went wrong on our side.", "It was logged, and nothing of what you did was saved. Try again."),
}


def page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of an HTTP status (400, 403, 404, 500). It asks the database nothing, which may be at fault."""
    title, advice = _WORDS[status]
    context = {
        "title": title,
        "advice": advice,
        "status": f"{status} {HTTPStatus(status).phrase}",
        "request_id": getattr(request, "request_id", ""),
    }
    return HttpResponse(render_to_string("admin/fault.html", context), status=status)
