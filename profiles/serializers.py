"""What the endpoints of people take, and the shapes of what they answer."""

import datetime
import re
import uuid
from typing import Any

from rest_framework import serializers

from profiles.settings.serializers import Settings
from topin.core.api.fields import IsoDate, Line, Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.shapes import UserSummary, Viewer

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_IDS = 50
CATEGORIES = [
    "creator", "journalist", "artist", "athlete", "business", "government", "organisation", "other",
]  # fmt: skip
VERIFICATION_STATES = ["none", "pending", "approved", "rejected", "revoked"]


class DetailsInput(StrictSerializer):
    """What one tells about oneself; null empties a field."""

    pronouns = Line(required=False, allow_null=True, allow_blank=True, max_length=40)
    location = Line(required=False, allow_null=True, allow_blank=True, max_length=100)
    website = Text(required=False, allow_null=True, max_length=300)
    occupation = Line(required=False, allow_null=True, allow_blank=True, max_length=100)
    interests = serializers.ListField(child=Line(max_length=40), required=False, max_length=20)
    country = Text(required=False, allow_null=True, max_length=2, help_text="ISO 3166-1 alpha-2")
    language = Text(required=False, allow_null=True, max_length=35, help_text="BCP 47")
    birth_date = IsoDate(required=False, allow_null=True)
    gender = Line(required=False, allow_null=True, allow_blank=True, max_length=40)

    def validate_website(self, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https?://[^\s/]+\S*", value):
            raise serializers.ValidationError("Give an address that starts with http:// or https://.")
        return value

    def validate_country(self, value: str | None) -> str | None:
        if value is not None and not _COUNTRY.fullmatch(value):
            raise serializers.ValidationError("Give two capital letters, as in ISO 3166-1.")
        return value

    def validate_language(self, value: str | None) -> str | None:
        if value is not None and not _LANGUAGE.fullmatch(value):
            raise serializers.ValidationError("Give a language tag, as in BCP 47.")
        return value

    def validate_birth_date(self, value: str | None) -> str | None:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        if value is not None and not "1900-01-01" <= value <= today:
            raise serializers.ValidationError("Give a day since 1900 that has passed.")
        return value


class ProfileInput(StrictSerializer):
    """The parts of a profile that its owner changes."""

    display_name = Line(required=False, max_length=50)
    bio = Text(required=False, allow_blank=True, max_length=500)
    details = DetailsInput(required=False)


class ClosingInput(StrictSerializer):
    """The proof that it is the owner who closes the account: the password, or a reauthentication code."""

    password = Text(required=False, max_length=500, trim_whitespace=False)
    code = Text(required=False, max_length=20)


class HandleInput(StrictSerializer):
    """Another handle."""

    user_handle = Text(max_length=100, trim_whitespace=False)


class VerificationInput(StrictSerializer):
    """A request for the blue tick."""

    category = serializers.ChoiceField(CATEGORIES)
    full_name = Line(max_length=100)
    evidence_media_id = serializers.UUIDField(required=False, allow_null=True)
    note = Text(required=False, allow_blank=True, max_length=1000)


class IdsQuery(StrictSerializer):
    """Up to 50 ids, separated by commas."""

    ids = Text(max_length=40 * _MOST_IDS, help_text="up to 50 ids, separated by commas")

    def validate_ids(self, value: str) -> list[str]:
        parts = value.split(",")
        if len(parts) > _MOST_IDS:
            raise serializers.ValidationError("At most 50 ids at a time.", code="too_many")
        try:
            return [str(uuid.UUID(part)) for part in parts]
        except ValueError:
            raise serializers.ValidationError("One of these is not an id.") from None


class Details(serializers.Serializer[Any]):
    """What a person tells about themselves; birth_date and gender are null for everybody else."""

    pronouns = serializers.CharField(allow_null=True)
    location = serializers.CharField(allow_null=True)
    website = serializers.CharField(allow_null=True)
    occupation = serializers.CharField(allow_null=True)
    interests = serializers.ListField(child=serializers.CharField())
    country = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    birth_date = serializers.DateField(allow_null=True)
    gender = serializers.CharField(allow_null=True)


class Active(serializers.Serializer[Any]):
    """When a person was last there."""

    online = serializers.BooleanField()
    last_seen_at = serializers.DateTimeField(allow_null=True)


class Profile(UserSummary):
    """A person; what the viewer may not see is null."""

    bio = serializers.CharField(allow_null=True)
    cover_url = serializers.CharField(allow_null=True)
    is_private = serializers.BooleanField()
    is_content_creator = serializers.BooleanField(allow_null=True)
    followers_count = serializers.IntegerField(allow_null=True)
    following_count = serializers.IntegerField(allow_null=True)
    posts_count = serializers.IntegerField(allow_null=True)
    like_count = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField(allow_null=True)
    details = Details(allow_null=True)
    active = Active(allow_null=True)
    viewer = Viewer()


class Monetization(serializers.Serializer[Any]):
    """The state of one's earnings, in short."""

    is_content_creator = serializers.BooleanField()


class OwnProfile(Profile):
    """Oneself."""

    email = serializers.CharField(allow_null=True)
    phone = serializers.CharField(allow_null=True)
    settings = Settings()
    monetization = Monetization()


class HandleCheck(serializers.Serializer[Any]):
    """Whether a handle can be had."""

    handle = serializers.CharField()
    available = serializers.BooleanField()
    reason = serializers.ChoiceField(["handle_invalid", "handle_reserved", "handle_taken"], allow_null=True)


class ProfileLike(serializers.Serializer[Any]):
    """The state after liking a profile."""

    liked = serializers.BooleanField()
    like_count = serializers.IntegerField()


class Verification(serializers.Serializer[Any]):
    """How one's request for the blue tick stands; everything but the status is null where there was none."""

    id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(VERIFICATION_STATES)
    category = serializers.ChoiceField(CATEGORIES, allow_null=True)
    full_name = serializers.CharField(allow_null=True)
    note = serializers.CharField(allow_null=True)
    evidence_media_id = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
