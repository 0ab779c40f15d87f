"""Whose address a request to the account service counts for."""

from django.conf import settings
from django.http import HttpRequest

from topin.core.api.limits import address


def client(request: HttpRequest) -> str:
    """What the header of GOTRUE_RATE_LIMIT_HEADER says, where one is named and given; else as everywhere.

    X-Forwarded-For is read as everywhere in any case: its first part is whatever the client wrote.
    """
    header = settings.GOTRUE_RATE_LIMIT_HEADER
    given = request.headers.get(header, "") if header and header.lower() != "x-forwarded-for" else ""
    return given.partition(",")[0].strip() or address(request)
