"""Objects that the answers of several rooms hold, as the OpenAPI document names them."""

from typing import Any

from rest_framework import serializers


class UserSummary(serializers.Serializer[Any]):
    """A person as every list and every post shows them."""

    id = serializers.UUIDField()
    user_handle = serializers.CharField()
    display_name = serializers.CharField()
    avatar_url = serializers.CharField(allow_null=True)
    is_verified = serializers.BooleanField()


class Mention(UserSummary):
    """A person whom a text mentions."""

    mentioned_as = serializers.CharField(
        help_text="the handle after the @ in the text, in small letters: the person may have another one now"
    )


class Viewer(serializers.Serializer[Any]):
    """How the one who asks stands to a person."""

    is_self = serializers.BooleanField()
    follows = serializers.BooleanField()
    followed_by = serializers.BooleanField()
    mutual = serializers.BooleanField()
    requested = serializers.BooleanField()
    blocked = serializers.BooleanField()
    muted = serializers.BooleanField()
    liked = serializers.BooleanField()
    can_message = serializers.BooleanField()
