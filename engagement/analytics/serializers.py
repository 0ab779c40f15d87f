"""What the endpoints of views and analytics take, and the shapes of what they answer."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from topin.core.api.serializers import StrictSerializer

MOST = 100
_LONGEST = 24 * 60 * 60 * 1000


class Whole(serializers.IntegerField):
    """A JSON number without a fraction."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class Moment(serializers.DateTimeField):
    """A time with its zone, RFC 3339."""

    def to_internal_value(self, value: Any) -> datetime:  # type: ignore[override]
        if not isinstance(value, str):
            self.fail("invalid", format="RFC 3339")
        try:
            return super().to_internal_value(value).astimezone(UTC)
        except (OverflowError, ValueError):
            self.fail("invalid", format="RFC 3339")
            raise


class ViewInput(StrictSerializer):
    """How a post was seen."""

    watched_ms = Whole(required=False, min_value=0, max_value=_LONGEST, help_text="how long it was watched")
    at = Moment(required=False, help_text="by the client's clock; the view counts when it comes")


class ViewItem(ViewInput):
    """One view of a batch."""

    post_id = serializers.UUIDField()


class ViewTaken(serializers.Serializer[Any]):
    """The view was taken in; it counts once a viewer and UTC day, within minutes."""

    accepted = serializers.BooleanField()


class ViewStatus(serializers.Serializer[Any]):
    """What became of one view of a batch."""

    post_id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(["accepted", "not_found", "invalid"])


class ViewsTaken(serializers.Serializer[Any]):
    """What became of a batch: one bad view does not fail the rest. `results` are in the order of the batch."""

    accepted = serializers.IntegerField()
    results = ViewStatus(many=True)


class AnalyticsQuery(StrictSerializer):
    """How far back."""

    days = serializers.IntegerField(required=False, min_value=1, max_value=365, help_text="28 where not given")
