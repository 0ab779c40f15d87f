"""The tables of posts as the admin reads them; made by sql/tables.sql, written by SQL functions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.template.defaultfilters import truncatechars

from profiles.models import Profile

from .media.models import Media

__all__ = ["Media", "Post", "PostCounters"]


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
