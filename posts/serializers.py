"""What the endpoints of posts take, and the shapes of what they answer."""

from typing import Any

from rest_framework import serializers

from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.shapes import Mention, UserSummary

from .media.serializers import Media

TYPES = ["text", "image", "video"]
COMMENTERS = ["everyone", "followers", "mutuals", "nobody"]
AUDIENCES = ["public", "followers", "mutuals", "private"]
LONGEST = 5000
LONGEST_ALT = 1500
MOST_MEDIA = 10
_ALT_TEXTS = "media id -> what is to be seen in it"


class AltTexts(serializers.DictField):
    """Words for those who do not see a picture, by its id."""

    child = Text(max_length=LONGEST_ALT, allow_blank=True)


class PostInput(StrictSerializer):
    """A new post."""

    type = serializers.ChoiceField(TYPES)
    content = Text(required=False, allow_blank=True, max_length=LONGEST, trim_whitespace=False)
    audience = serializers.ChoiceField(AUDIENCES, required=False, help_text="public where it is not given")
    comments_from = serializers.ChoiceField(
        COMMENTERS, required=False,
        help_text="who may comment, besides you and whom the post mentions; everyone where it is not given",
    )  # fmt: skip
    media_ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=MOST_MEDIA,
        help_text="uploads of yours that are ready, in this order: pictures, or one video, as `type` says",
    )  # fmt: skip
    alt_texts = AltTexts(required=False, help_text=_ALT_TEXTS)

    def validate_media_ids(self, value: list[Any]) -> list[str]:
        if len(set(value)) != len(value):
            raise serializers.ValidationError("A medium stands in a post once.", code="duplicate")
        return [str(media_id) for media_id in value]


class PostChanges(StrictSerializer):
    """The parts of a post that its author changes."""

    content = Text(required=False, allow_blank=True, max_length=LONGEST, trim_whitespace=False)
    audience = serializers.ChoiceField(AUDIENCES, required=False)
    comments_from = serializers.ChoiceField(COMMENTERS, required=False, help_text="comments that are there stay")
    alt_texts = AltTexts(required=False, help_text=_ALT_TEXTS)


class PostViewer(serializers.Serializer[Any]):
    """What the one who asks has done with a post."""

    liked = serializers.BooleanField()
    reposted = serializers.BooleanField()
    viewed = serializers.BooleanField()
    bookmarked = serializers.BooleanField(help_text="nobody else is told")
    can_comment = serializers.BooleanField()


class RepostedBy(serializers.Serializer[Any]):
    """Through whom a post came into the feed."""

    user = UserSummary()
    created_at = serializers.DateTimeField()


class Sponsored(serializers.Serializer[Any]):
    """Why a paid post stands here."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    why = serializers.CharField()
    receipt = serializers.CharField()


class Post(serializers.Serializer[Any]):
    """A post as the one who asks may see it."""

    id = serializers.UUIDField()
    author = UserSummary()
    type = serializers.ChoiceField(TYPES)
    content = serializers.CharField(allow_blank=True)
    media = Media(many=True)
    audience = serializers.ChoiceField(AUDIENCES)
    comments_from = serializers.ChoiceField(COMMENTERS)
    mentions = Mention(many=True)
    hashtags = serializers.ListField(child=serializers.CharField())
    like_count = serializers.IntegerField(help_text="everybody's, also of those whom the list hides from you")
    comment_count = serializers.IntegerField(help_text="likewise")
    repost_count = serializers.IntegerField(help_text="likewise")
    view_count = serializers.IntegerField()
    viewer = PostViewer()
    reposted_by = RepostedBy(allow_null=True)
    sponsored = Sponsored(allow_null=True)
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)


class PostRevision(serializers.Serializer[Any]):
    """One wording of a post."""

    revision = serializers.IntegerField()
    content = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


class RepostState(serializers.Serializer[Any]):
    """After reposting."""

    reposted = serializers.BooleanField()
    repost_count = serializers.IntegerField()


class Reposted(serializers.Serializer[Any]):
    """Whether one has reposted a post."""

    reposted = serializers.BooleanField()
