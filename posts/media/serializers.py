"""What the endpoints of media take, and the shapes of what they answer."""

from typing import Any

from rest_framework import serializers

from topin.core.api.serializers import StrictSerializer

KINDS = ["image", "video"]
STATES = ["pending", "processing", "ready", "failed"]


class MediaFile(StrictSerializer):
    """A picture or video; what it is, its content says."""

    file = serializers.FileField()


class PresignInput(StrictSerializer):
    """What is going to be uploaded."""

    kind = serializers.ChoiceField(KINDS)
    bytes = serializers.IntegerField(min_value=1, help_text="the exact size of the file")


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
