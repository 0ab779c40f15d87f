"""The home feed: /api/posts, by time with its gaps marked, or ranked."""

import json
import secrets
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework import serializers

from topin.core.api import pages
from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.db.errors import Refusal

from .serializers import Post

LONGEST_HEAD = 500
_HEAD = "feed head"
RANKED_SECONDS = 30 * 60
READINGS = 32  # of a viewer are kept at once: each takes some 15 kB


class FeedQuery(StrictSerializer):
    """How the feed is ordered, and from when on."""

    mode = serializers.ChoiceField(
        ["latest", "ranked"],
        required=False,
        help_text=(
            "latest (where it is not given): newest first, to the end. ranked: the newest 100 entries by score:"
            " engagement (1 + ln(1 + likes + 2 comments + 3 reposts)) x affinity (1, half more for mutuals,"
            " up to double for authors you like) x 0.5 for each 12 hours of age; its order stays over the pages"
            " of a reading, for 30 minutes, then 410 reading_expired."
        ),
    )
    since = Text(
        required=False, max_length=LONGEST_HEAD,
        help_text="`head` of an answer: only what has come since (mode latest), what is missing marked as `gap`",
    )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "since" in attrs and attrs.get("mode") == "ranked":
            raise serializers.ValidationError({"since": "Only mode=latest knows a since."}, code="invalid")
        return attrs


class Gap(serializers.Serializer[Any]):
    """Entries between the end of this page and `since` that the client does not have yet."""

    cursor = serializers.CharField(help_text="leads into the gap; the page after which `gap` is null closes it")


class FeedPage(serializers.Serializer[Any]):
    """A page of the feed."""

    results = Post(many=True)
    next_cursor = serializers.CharField(allow_null=True)
    head = serializers.CharField(allow_null=True, help_text="this reading's moment, for a later `since` or marker")
    gap = Gap(allow_null=True)


def begun(keyset: str | None, head: str | None) -> str | None:
    """Where a page of mode=latest begins: below its cursor's keyset, or with what has come since a `head`.

    A cursor holds its reading's own `since`, so that it leads on by itself. 400 invalid_since, invalid_cursor.
    """
    since = _since(head) if head is not None else None
    if keyset and since and json.loads(keyset).get("since") != json.loads(since)["since"]:
        raise Refusal(400, "invalid_cursor", "The cursor is one of another reading.", field="cursor")
    return keyset or since


def read_at(head: str) -> str:
    """The moment (RFC 3339) of the reading whose `head` this is; 400 invalid_head."""
    moment = pages.unseal(_HEAD, head)
    if moment is None:
        raise Refusal(400, "invalid_head", "Send a head as the feed gave it.", field="head")
    return str(json.loads(moment)["read_from"])


def _since(head: str) -> str:
    moment = pages.unseal(_HEAD, head)
    if moment is None:
        raise Refusal(400, "invalid_since", "Send a head as this feed gave it.", field="since")
    return '{"since":' + moment + "}"


def marked(request: HttpRequest, body: bytes, head: str | None, keyset: str | None) -> bytes:
    """A page's body with its `head`, and its `gap` where the reading has a since and goes on."""
    is_gap = keyset and json.loads(keyset).get("since")
    gap = f'{{"cursor":"{pages.cursor(request, keyset)}"}}' if keyset and is_gap else "null"
    moment = f'"{pages.seal(_HEAD, head)}"' if head else "null"
    return b'%b,"head":%b,"gap":%b}' % (body[:-1], moment.encode(), gap.encode())


def keep(viewer: str, keyset: str) -> str:
    """Put the order of a ranked reading aside for 30 minutes, in place of the 32nd before it. 503.

    What its cursor carries is where it lies.
    """
    reading = secrets.token_hex(12)
    try:
        cache.add(_key(viewer, "count"), 0, 24 * 60 * 60)
        place = cache.incr(_key(viewer, "count")) % READINGS
        cache.set(_key(viewer, place), reading + keyset, RANKED_SECONDS)
    except RedisError as error:
        raise _away() from error
    return json.dumps({"reading": reading, "place": place, "from": json.loads(keyset)["from"]})


def recall(viewer: str, keyset: str) -> str:
    """The `after` of a later page of a ranked reading; 410 reading_expired, 503."""
    place = json.loads(keyset)
    try:
        kept = cache.get(_key(viewer, place.get("place")), "")
    except RedisError as error:
        raise _away() from error
    if not kept.startswith(place["reading"]):
        raise Refusal(410, "reading_expired", "This reading has ended. Begin anew, without a cursor.")
    return json.dumps({**json.loads(kept.removeprefix(place["reading"])), "from": place["from"]})


def onward(before: str, keyset: str) -> str:
    """The cursor's keyset of the page after a later one: the same reading, further on."""
    return json.dumps({**json.loads(before), "from": json.loads(keyset)["from"]})


def _key(viewer: str, place: object) -> str:
    return f"ranked:{viewer}:{place}"


def _away() -> Refusal:
    return Refusal(
        503,
        "readings_unavailable",
        "The order of a ranked feed cannot be kept right now. Read mode=latest.",
        retry_after=5,
    )
