"""How far one has read the latest feed, for one's other devices: /api/posts/marker."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework import serializers

from topin.core.api.contract import answers
from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.views import ApiViewSet

from . import feed, functions


class MarkerInput(StrictSerializer):
    """What has been read."""

    head = Text(
        max_length=feed.LONGEST_HEAD, help_text="`head` of a reading of the feed (mode latest) that was read"
    )


class Marker(serializers.Serializer[Any]):
    """How far the feed has been read, on whatever device; both null where none has said so yet."""

    head = serializers.CharField(allow_null=True, help_text="for `since`: what this person has not read")
    at = serializers.DateTimeField(allow_null=True, help_text="the moment of the reading that `head` stands for")


class MarkerViewSet(ApiViewSet):
    """How far the latest feed has been read."""

    @answers(200, Marker)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """How far you have read your feed.

        Go on there by `GET /api/posts?since=<head>`: what you have not read, on whatever device you read before.
        """
        return self.call(functions.get_feed_marker, viewer=self.viewer)

    @answers(200, Marker, body=MarkerInput)
    def update(self, request: HttpRequest) -> HttpResponse:
        """Say how far you have read your feed.

        The latest reading stands: the same again is 200, one before it 409 `marker_behind`, with the marker that
        stands as `current`. Your other devices get an event `marker`.
        """
        head = self.input()["head"]
        return self.call(functions.set_feed_marker, actor=self.viewer, head=head, at=feed.read_at(head))
