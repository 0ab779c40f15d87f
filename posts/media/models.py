"""The table of media as the admin reads it; made by sql/tables.sql, written by SQL functions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from profiles.models import Profile


class Media(models.Model):
    """A picture or video."""

    id = models.UUIDField(primary_key=True)
    owner = models.ForeignKey(Profile, models.DO_NOTHING, related_name="media")
    post = models.ForeignKey("posts.Post", models.DO_NOTHING, null=True, related_name="media")
    used_as = models.TextField(null=True)
    position = models.SmallIntegerField()
    kind = models.TextField()
    status = models.TextField()
    failure = models.TextField(null=True)
    failure_detail = models.TextField(null=True)
    mime = models.TextField(null=True)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    duration = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    blurhash = models.TextField(null=True)
    alt = models.TextField(null=True)
    variants = ArrayField(models.TextField())
    bytes = models.BigIntegerField()
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."media"'
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "media"
        default_permissions = ("view",)
        permissions = [("inspect_media", "Can open a medium that is not public")]

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} of {self.owner}"

    @property
    def sealed(self) -> bool:
        """Whether not everybody may see it, so that staff open it before they look at it."""
        if self.post is not None:
            return bool(self.post.sealed)
        if self.used_as == "cover":
            return self.owner.profile_visibility != "public"
        return self.used_as != "avatar"
