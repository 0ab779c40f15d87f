"""The four groups of settings, as taken and as answered. The defaults stand in sql/tables.sql."""

from typing import Any

from rest_framework import serializers

from topin.core.api.fields import Flag, Number, Text
from topin.core.api.serializers import StrictSerializer

VISIBILITIES = ["public", "followers", "private"]
AUDIENCES = ["everyone", "followers", "mutuals", "nobody"]
_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class ClockTime(Text):
    """An hour and minute, HH:MM."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        return str(serializers.RegexField(_CLOCK).run_validation(text))


class PrivacyInput(StrictSerializer):
    """Who sees and reaches one."""

    profile_visibility = serializers.ChoiceField(VISIBILITIES, required=False)
    show_active_status = serializers.ChoiceField(AUDIENCES, required=False)
    allow_messages_from = serializers.ChoiceField(AUDIENCES, required=False)
    allow_mentions_from = serializers.ChoiceField(AUDIENCES, required=False)
    show_liked_posts = Flag(required=False)
    searchable = Flag(required=False)


class QuietHoursInput(StrictSerializer):
    """When nothing is pushed; start and end are both set, or both null."""

    start = ClockTime(required=False, allow_null=True)
    end = ClockTime(required=False, allow_null=True)
    timezone = Text(required=False, max_length=64, help_text="IANA name")


class NotificationsInput(StrictSerializer):
    """What one is told of, and how."""

    push = Flag(required=False)
    email = Flag(required=False)
    likes = Flag(required=False)
    comments = Flag(required=False)
    mentions = Flag(required=False)
    follows = Flag(required=False)
    reposts = Flag(required=False)
    messages = Flag(required=False)
    marketing = Flag(required=False)
    quiet_hours = QuietHoursInput(required=False)


class AccessibilityInput(StrictSerializer):
    """How things are shown."""

    font_scale = Number(required=False, min_value=0.5, max_value=3)
    reduce_motion = Flag(required=False)
    high_contrast = Flag(required=False)
    captions = Flag(required=False)
    autoplay = Flag(required=False)


class CreatorInput(StrictSerializer):
    """Whether one is a content creator."""

    is_content_creator = Flag(required=False)


class Privacy(serializers.Serializer[Any]):
    """Who sees and reaches one."""

    profile_visibility = serializers.ChoiceField(VISIBILITIES)
    show_active_status = serializers.ChoiceField(AUDIENCES)
    allow_messages_from = serializers.ChoiceField(AUDIENCES)
    allow_mentions_from = serializers.ChoiceField(AUDIENCES)
    show_liked_posts = serializers.BooleanField()
    searchable = serializers.BooleanField()


class QuietHours(serializers.Serializer[Any]):
    """When nothing is pushed."""

    start = serializers.CharField(allow_null=True)
    end = serializers.CharField(allow_null=True)
    timezone = serializers.CharField()


class Notifications(serializers.Serializer[Any]):
    """What one is told of, and how."""

    push = serializers.BooleanField()
    email = serializers.BooleanField()
    likes = serializers.BooleanField()
    comments = serializers.BooleanField()
    mentions = serializers.BooleanField()
    follows = serializers.BooleanField()
    reposts = serializers.BooleanField()
    messages = serializers.BooleanField()
    marketing = serializers.BooleanField()
    quiet_hours = QuietHours()


class Accessibility(serializers.Serializer[Any]):
    """How things are shown."""

    font_scale = serializers.FloatField()
    reduce_motion = serializers.BooleanField()
    high_contrast = serializers.BooleanField()
    captions = serializers.BooleanField()
    autoplay = serializers.BooleanField()


class Creator(serializers.Serializer[Any]):
    """Whether one is a content creator."""

    is_content_creator = serializers.BooleanField()


class Settings(serializers.Serializer[Any]):
    """All that a person has chosen."""

    privacy = Privacy()
    notifications = Notifications()
    accessibility = Accessibility()
    creator = Creator()
