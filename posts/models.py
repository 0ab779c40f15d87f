"""The tables of posts as the admin reads them; made by sql/tables.sql, written by SQL functions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.template.defaultfilters import truncatechars

from profiles.models import Profile

from .media.models import Media

__all__ = ["Media", "Post", "PostCounters", "PostRevision", "Repost", "UserVideo"]


class Post(models.Model):
    """A post, deleted and hidden ones included."""

    id = models.UUIDField(primary_key=True)
    author = models.ForeignKey(Profile, models.DO_NOTHING, related_name="posts")
    type = models.TextField()
    content = models.TextField()
    audience = models.TextField()
    comments_from = models.TextField()
    hashtags = ArrayField(models.TextField())
    has_mentions = models.BooleanField()
    hidden_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."posts"'
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [
            ("explain_post", "Can ask who sees a post"),
            ("hide_post", "Can hide posts and undo it"),
            ("inspect_post", "Can open a post that is not public"),
        ]

    def __str__(self) -> str:
        if self.sealed:
            return f"{self.type.capitalize()} post of {self.author}"
        return truncatechars(self.content, 60) or f"{self.type.capitalize()} post of {self.author}"

    @property
    def sealed(self) -> bool:
        """Whether not everybody may see it, so that staff open it before they read it."""
        return self.audience != "public" or self.author.profile_visibility != "public" or bool(self.deleted_at)


class PostCounters(models.Model):
    """What a post has gathered."""

    post = models.OneToOneField(Post, models.DO_NOTHING, primary_key=True, related_name="counters")
    like_count = models.BigIntegerField()
    comment_count = models.BigIntegerField()
    repost_count = models.BigIntegerField()
    view_count = models.BigIntegerField()
    reposted = models.BooleanField()
    unreposted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = '"private"."post_counters"'
        verbose_name_plural = "post counters"

    def __str__(self) -> str:
        return f"Counters of {self.post_id}"


class PostRevision(models.Model):
    """A wording that a post had before the one that stands."""

    pk = models.CompositePrimaryKey("post_id", "revision")
    post = models.ForeignKey(Post, models.DO_NOTHING, related_name="revisions")
    revision = models.IntegerField()
    content = models.TextField()
    audience = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"private"."post_history"'

    def __str__(self) -> str:
        return f"{self.post_id}, wording {self.revision}"


class Repost(models.Model):
    """Somebody brought a post to their followers."""

    pk = models.CompositePrimaryKey("post_id", "user_id")
    post = models.ForeignKey(Post, models.DO_NOTHING, related_name="reposts")
    user = models.ForeignKey(Profile, models.DO_NOTHING, related_name="reposts")
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."reposts"'

    def __str__(self) -> str:
        return f"{self.user_id} reposts {self.post_id}"


class UserVideo(models.Model):
    """A video post, as monetization and moderation see it."""

    post = models.OneToOneField(Post, models.DO_NOTHING, primary_key=True, related_name="video")
    user = models.ForeignKey(Profile, models.DO_NOTHING, related_name="videos")
    duration = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    is_monetized = models.BooleanField()
    is_demonetized = models.BooleanField()
    demonetized_at = models.DateTimeField(null=True)
    demonetized_reason = models.TextField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."user_videos"'

    def __str__(self) -> str:
        return f"Video {self.post_id}"
