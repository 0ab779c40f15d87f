"""What the endpoints of media take, and the shapes of what they answer."""

import re
from typing import Any

from rest_framework import serializers

from topin.core.api.serializers import StrictSerializer

KINDS = ["image", "video"]
MOST_LINKS = 100
_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/[a-z]{1,20}")
STATES = ["pending", "processing", "ready", "failed"]


class MediaFile(StrictSerializer):
    """A picture or video; what it is, its content says."""

    file = serializers.FileField()


class PresignInput(StrictSerializer):
    """What is going to be uploaded."""

    kind = serializers.ChoiceField(KINDS)
    bytes = serializers.IntegerField(min_value=1, help_text="the exact size of the file, in bytes")


class LinksQuery(StrictSerializer):
    """Which forms of which media."""

    forms = serializers.CharField(
        max_length=8000, help_text="up to 100 of media id/form, with commas between: …/thumb,…/original"
    )

    def validate_forms(self, value: str) -> list[tuple[str, str]]:
        """(medium, form) of each."""
        parts = value.split(",")
        if len(parts) > MOST_LINKS:
            raise serializers.ValidationError(f"At most {MOST_LINKS} forms are taken at once.", code="too_many")
        if not all(_FORM.fullmatch(part) for part in parts):
            raise serializers.ValidationError("Give media id/form, with commas between.", code="invalid")
        return [(part[:36], part[37:]) for part in parts]


class Link(serializers.Serializer[Any]):
    """Where one form of a medium can be read until then, without a token."""

    id = serializers.UUIDField()
    variant = serializers.CharField()
    url = serializers.CharField(help_text="from the API's origin where it does not name another")
    expires_at = serializers.DateTimeField()


class MediaChoice(StrictSerializer):
    """An upload of one's own that is ready and not used yet."""

    media_id = serializers.UUIDField()


class Failure(serializers.Serializer[Any]):
    """Why an upload cannot be shown."""

    code = serializers.CharField()
    detail = serializers.CharField()


class Media(serializers.Serializer[Any]):
    """A picture or video. Its addresses are stable, begin at the API's origin, and check access when opened."""

    id = serializers.UUIDField()
    url = serializers.CharField(help_text="the largest form: a picture, or the video")
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(STATES, help_text="in a post always ready, or failed where a file was lost")
    mime = serializers.CharField(allow_null=True)
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    duration = serializers.FloatField(allow_null=True, help_text="seconds, of a video")
    blurhash = serializers.CharField(allow_null=True)
    alt = serializers.CharField(allow_null=True)
    variants = serializers.DictField(
        child=serializers.CharField(), help_text="name -> address: medium, thumb; of a video poster, thumb"
    )
    failure = Failure(allow_null=True)


class UploadAddress(serializers.Serializer[Any]):
    """Where the file goes: one request of this method with exactly these headers and the file as its body."""

    method = serializers.ChoiceField(["PUT"])
    url = serializers.CharField(help_text="from the API's origin where it does not name another")
    headers = serializers.DictField(child=serializers.CharField())


class Ticket(Media):
    """A medium that waits for its file."""

    upload = UploadAddress()
