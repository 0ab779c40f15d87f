"""The tables of engagement as the admin reads them; made by sql/tables.sql, written by SQL functions."""

from django.db import models
from django.template.defaultfilters import truncatechars

from posts.models import Post
from profiles.models import Profile


class Comment(models.Model):
    """A comment, deleted and hidden ones included."""

    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey(Post, models.DO_NOTHING, related_name="comments")
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="replies")
    thread_id = models.UUIDField()
    author = models.ForeignKey(Profile, models.DO_NOTHING, null=True, related_name="comments")
    content = models.TextField()
    has_mentions = models.BooleanField()
    replied = models.BooleanField()
    hidden_at = models.DateTimeField(null=True)
    hidden_by_author_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."comments"'
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [("hide_comment", "Can hide comments and undo it")]

    def __str__(self) -> str:
        return f"Comment {self.id}" if self.sealed else truncatechars(self.content, 60) or f"Comment {self.id}"

    @property
    def sealed(self) -> bool:
        """Whether it stands where not everybody may see it, so that staff open the post before they read it."""
        return bool(self.post.sealed)


class Correction(models.Model):
    """A counter, or a figure of a day, that a nightly proof found wrong and made right."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField(null=True)
    user = models.ForeignKey(Profile, models.DO_NOTHING, null=True, related_name="corrections")
    day = models.DateField(null=True)
    stored = models.JSONField()
    counted = models.JSONField()
    corrected_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"private"."corrections"'
        ordering = ["-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.day or self.subject_id}"

    @property
    def changed(self) -> dict[str, tuple[int | None, int | None]]:
        """What was wrong: name -> (as it stood, as it is)."""
        both = {name: (self.stored.get(name), self.counted.get(name)) for name in {*self.stored, *self.counted}}
        return {name: values for name, values in sorted(both.items()) if values[0] != values[1]}


class CommentCounters(models.Model):
    """What a comment has gathered."""

    comment = models.OneToOneField(Comment, models.DO_NOTHING, primary_key=True, related_name="counters")
    thread_id = models.UUIDField()
    like_count = models.BigIntegerField()
    reply_count = models.BigIntegerField()
    shown = models.BooleanField()

    class Meta:
        managed = False
        db_table = '"private"."comment_counters"'
        verbose_name_plural = "comment counters"

    def __str__(self) -> str:
        return f"Counters of {self.comment_id}"
