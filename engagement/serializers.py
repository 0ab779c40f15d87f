"""What the endpoints of engagement take, and the shapes of what they answer."""

from typing import Any

from rest_framework import serializers

from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.shapes import Mention, UserSummary

LONGEST = 2000
SORTS = ["new", "old", "top"]


class CommentInput(StrictSerializer):
    """A new comment."""

    content = Text(max_length=LONGEST)
    parent_id = serializers.UUIDField(required=False, allow_null=True, help_text="the comment that it answers")


class CommentChanges(StrictSerializer):
    """A comment's new words."""

    content = Text(max_length=LONGEST)


class CommentsQuery(StrictSerializer):
    """Which comments, and in which order."""

    sort = serializers.ChoiceField(
        SORTS, required=False, help_text="`new` (default) and `old` by time, `top` by likes"
    )
    parent_id = serializers.UUIDField(required=False, help_text="the answers to this comment")


class LikeState(serializers.Serializer[Any]):
    """After liking, or taking it back."""

    liked = serializers.BooleanField()
    like_count = serializers.IntegerField(
        allow_null=True, help_text="null for what you may no longer see, whose like you took back"
    )


class BookmarkState(serializers.Serializer[Any]):
    """After bookmarking a post."""

    bookmarked = serializers.BooleanField()


class CommentViewer(serializers.Serializer[Any]):
    """What the one who asks has done with a comment."""

    liked = serializers.BooleanField()


class Comment(serializers.Serializer[Any]):
    """A comment as the one who asks may see it.

    Counts are those of everybody, as of some seconds ago, without deleted and hidden ones.
    """

    id = serializers.UUIDField()
    post_id = serializers.UUIDField()
    parent_id = serializers.UUIDField(allow_null=True)
    author = UserSummary(allow_null=True)
    content = serializers.CharField(allow_blank=True)
    mentions = Mention(many=True)
    like_count = serializers.IntegerField()
    reply_count = serializers.IntegerField()
    viewer = CommentViewer()
    deleted = serializers.BooleanField(
        help_text="it is gone and keeps the place of its answers: no author, no words, no likes"
    )
    hidden_by_author = serializers.BooleanField(
        help_text="the author of the post has hidden it: of all people only they and its own author see it"
    )
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
