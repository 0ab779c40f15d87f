"""The one paginator: keyset pages under opaque cursors that cannot be altered or carried to another list."""

import base64
import binascii
import hashlib
import hmac
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode

from topin.core.db.errors import Refusal

DEFAULT, LARGEST = 20, 100
_MAC = 12
PAGING = {"limit", "cursor"}
_CARRIED = PAGING | {"since"}  # what the keyset of a cursor holds itself: the cursor alone leads on


def limit(request: HttpRequest) -> int:
    """`?limit=`, 1 to 100, 20 where it is not given; anything else is refused."""
    given = request.GET.get("limit")
    if given is None:
        return DEFAULT
    if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= LARGEST):
        raise Refusal(400, "invalid_limit", f"limit must be a whole number from 1 to {LARGEST}.", field="limit")
    return int(given)


def after(request: HttpRequest) -> str | None:
    """The keyset (JSON text) that `?cursor=` stands for; None on the first page; 400 invalid_cursor."""
    cursor = request.GET.get("cursor")
    if cursor is None:
        return None
    keyset = unseal(_list(request), cursor)
    if keyset is None:
        raise Refusal(400, "invalid_cursor", "The cursor is not one that this list gave.", field="cursor")
    return keyset


def cursor(request: HttpRequest, keyset: str) -> str:
    """The opaque cursor of a keyset, good for this very list alone."""
    return seal(_list(request), keyset)


def seal(context: str, keyset: str) -> str:
    """An opaque token of a text that can be carried, not altered, and not taken to another context."""
    raw = keyset.encode()
    return base64.urlsafe_b64encode(_sign(context.encode(), raw) + raw).rstrip(b"=").decode()


def unseal(context: str, token: str) -> str | None:
    """The text of a token that `seal` made for this context; None for any other."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    mac, keyset = raw[:_MAC], raw[_MAC:]
    return keyset.decode() if hmac.compare_digest(mac, _sign(context.encode(), keyset)) else None


def render(request: HttpRequest, results: bytes | str, keyset: str | None) -> tuple[bytes, dict[str, str]]:
    """A page's body around the results that PostgreSQL built, and its headers (`Link` to the next).

    Results are the bytes of a json column, or the str of a text one (JSON that no cast has read once more).
    """
    results = results.encode() if isinstance(results, str) else results
    if keyset is None:
        return b'{"results":' + results + b',"next_cursor":null}', {}
    filters = _filters(request)
    token = seal(f"{request.path_info}?{filters}", keyset)
    body = b'{"results":' + results + b',"next_cursor":"' + token.encode() + b'"}'
    size = f"limit={request.GET['limit']}&" if "limit" in request.GET else ""
    query = f"{filters}{'&' if filters else ''}{size}cursor={token}"
    return body, {"Link": f'<{_quoted(request.path)}?{query}>; rel="next"'}


@lru_cache(1024)
def _quoted(path: str) -> str:
    return str(escape_uri_path(path))


def _list(request: HttpRequest) -> str:
    """What makes a list the list it is: its path and filters."""
    return f"{request.path_info}?{_filters(request)}"


def _filters(request: HttpRequest) -> str:
    if request.GET.keys() <= _CARRIED:
        return ""
    return urlencode({name: str(value) for name, value in sorted(request.GET.items()) if name not in _CARRIED})


def _sign(context: bytes, keyset: bytes) -> bytes:
    return hashlib.blake2b(context + b"\0" + keyset, key=_key(settings.SECRET_KEY), digest_size=_MAC).digest()


@cache
def _key(secret: str) -> bytes:
    return hashlib.blake2b(secret.encode(), person=b"topin/cursor", digest_size=32).digest()
