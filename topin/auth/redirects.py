"""Where a mailed link may lead in the end: the site itself, this machine, or an address on the allow list."""

import ipaddress
import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def target(request: HttpRequest) -> str:
    """`redirect_to` (query or header), else the Referer, else the site; the first of them that is allowed."""
    asked = (request.GET.get("redirect_to"), request.headers.get("redirect_to"), request.headers.get("Referer"))
    return next((url for url in asked if url and allowed(url)), settings.GOTRUE_SITE_URL)


def allowed(url: str) -> bool:
    """Same scheme, host and port as the site; a loopback address; or a match in GOTRUE_URI_ALLOW_LIST."""
    try:
        asked, site = urlsplit(url), urlsplit(settings.GOTRUE_SITE_URL)
        same = (asked.scheme, asked.hostname, asked.port) == (site.scheme, site.hostname, site.port)
    except ValueError:
        return False
    if any(char in url for char in "\r\n\0\\") or asked.username is not None:
        return False
    if asked.hostname and (same or (asked.scheme in ("http", "https") and _loopback(asked.hostname))):
        return True
    bare = url.split("#")[0]
    return any(_pattern(glob).fullmatch(bare) for glob in settings.GOTRUE_URI_ALLOW_LIST)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """`**` is anything, `*` all but a separator (dot, slash), `?` one such character."""
    parts = {"**": ".*", "*": "[^./]*", "?": "[^./]"}
    return re.compile("".join(parts.get(part) or re.escape(part) for part in re.split(r"(\*\*|\*|\?)", glob)))
