"""What the endpoints of the social graph take, and the shapes of what they answer."""

from typing import Any

from rest_framework import serializers

from topin.core.api.serializers import StrictSerializer
from topin.core.api.shapes import UserSummary, Viewer


class FollowState(serializers.Serializer[Any]):
    """The state after a follow: private accounts are asked first."""

    state = serializers.ChoiceField(["following", "requested"])


class BlockState(serializers.Serializer[Any]):
    """The state after a block."""

    blocked = serializers.BooleanField()


class MuteInput(StrictSerializer):
    """How long; for good where it is not given."""

    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class MuteState(serializers.Serializer[Any]):
    """The state after a mute."""

    muted = serializers.BooleanField()
    until = serializers.DateTimeField(allow_null=True)


class ListedFollow(UserSummary):
    """A person in a list of follows."""

    followed_at = serializers.DateTimeField()
    viewer = Viewer()


class SuggestedPerson(UserSummary):
    """A person whom one might want to follow."""

    followed_by_count = serializers.IntegerField(
        help_text=(
            "how many of those you follow follow them, as far as is looked: the 100 whom you followed last, and of"
            " each the 50 whom they followed last; 0: none of these, the person is widely followed"
        )
    )
    viewer = Viewer()


class ListedBlock(UserSummary):
    """A person in the list of those one blocks."""

    blocked_at = serializers.DateTimeField()
    viewer = Viewer()


class ListedMute(UserSummary):
    """A person in the list of those one has muted."""

    muted_at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True, help_text="null: for good")
    viewer = Viewer()


class ListedRequest(UserSummary):
    """A person who asks to follow."""

    requested_at = serializers.DateTimeField()
    viewer = Viewer()
