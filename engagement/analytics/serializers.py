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


class Id(serializers.UUIDField):
    """A UUID as text: DRF would read a number as one, too."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


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

    event_id = Id(required=False, help_text="of the client's making: sent again within eight days it counts once")
    watched_ms = Whole(required=False, min_value=0, max_value=_LONGEST, help_text="how long it was watched")
    at = Moment(required=False, help_text="by the client's clock; the view counts when it comes")


class ViewItem(ViewInput):
    """One view of a batch."""

    post_id = Id()


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


class PostTotals(serializers.Serializer[Any]):
    """What came to posts over the days."""

    views = serializers.IntegerField(help_text="once a viewer and day")
    earning_views = serializers.IntegerField(help_text="neither one's own nor anonymous")
    watched_ms = serializers.IntegerField()
    likes = serializers.IntegerField()
    unlikes = serializers.IntegerField(help_text="likes that were taken back")
    earning_likes = serializers.IntegerField(help_text="the first of its liker, and not one's own")
    comments = serializers.IntegerField(help_text="that stood when they were counted")
    reposts = serializers.IntegerField()


class PostDay(PostTotals):
    """One UTC day; a final one does not change any more."""

    day = serializers.DateField()
    final = serializers.BooleanField()
    viewers = serializers.IntegerField()


class PostAnalytics(serializers.Serializer[Any]):
    """A post's figures: what came in before `as_of`, which is null before the first count."""

    post_id = serializers.UUIDField()
    as_of = serializers.DateTimeField(allow_null=True)
    final = serializers.BooleanField(help_text="all days are")
    to = serializers.DateField()
    totals = PostTotals()
    series = PostDay(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField()}


class CreatorTotals(PostTotals):
    """What came to a person and their posts over the days."""

    followers = serializers.IntegerField(help_text="who follows since, and still did when it was counted")


class CreatorDay(PostDay):
    """One UTC day of a person."""

    followers = serializers.IntegerField()


class TopPost(serializers.Serializer[Any]):
    """A post and its views in the days."""

    post_id = serializers.UUIDField()
    views = serializers.IntegerField()


class AnalyticsOverview(serializers.Serializer[Any]):
    """A person's figures: what came in before `as_of`, which is null before the first count."""

    as_of = serializers.DateTimeField(allow_null=True)
    final = serializers.BooleanField(help_text="all days are")
    to = serializers.DateField()
    totals = CreatorTotals()
    series = CreatorDay(many=True)
    top_posts = TopPost(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "from": serializers.DateField()}
