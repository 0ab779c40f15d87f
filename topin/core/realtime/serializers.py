"""The input and output of `GET /api/sync`."""

from rest_framework import serializers

from topin.core.api.serializers import StrictSerializer


class SyncQuery(StrictSerializer):
    """Where the client is: both or neither."""

    epoch = serializers.UUIDField(required=False, help_text="as `epoch` of the position that you keep")
    after = serializers.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, help_text="the number of the last event you applied"
    )

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        """A number means nothing without its epoch."""
        if ("epoch" in attrs) != ("after" in attrs):
            missing = "after" if "epoch" in attrs else "epoch"
            raise serializers.ValidationError({missing: "Give epoch and after together."}, code="required")
        return attrs


class Event(serializers.Serializer[object]):
    """One event, as the socket sends it."""

    t = serializers.ChoiceField(["ev"])
    q = serializers.IntegerField(help_text="The event's number in the person's stream.")
    k = serializers.CharField(help_text="Its kind; `void` where it may no longer be seen.")
    d = serializers.DictField(allow_null=True, help_text="Its content, after its kind.")
    at = serializers.DateTimeField()


class Sync(serializers.Serializer[object]):
    """The position of a person's stream, and what follows the position given."""

    epoch = serializers.UUIDField()
    seq = serializers.IntegerField(help_text="The number of the latest event.")
    reset = serializers.BooleanField(help_text="The position given is none of this stream's: take a snapshot.")
    events = Event(many=True)
    more = serializers.BooleanField(help_text="Further events follow the last one here.")
