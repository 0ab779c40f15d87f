"""The social graph as Django's admin reads it; made by sql/tables.sql and written by SQL functions.

The tables have keys of two columns, which the admin needs no form for: it lists them, and nothing else.
"""

from django.db import models

from profiles.models import Profile


class _Pair(models.Model):
    """Two people and a time."""

    created_at = models.DateTimeField()

    class Meta:
        abstract = True
        managed = False


class Follow(_Pair):
    """Somebody follows somebody."""

    pk = models.CompositePrimaryKey("follower_id", "following_id")
    follower = models.ForeignKey(Profile, models.DO_NOTHING, related_name="follows")
    following = models.ForeignKey(Profile, models.DO_NOTHING, related_name="followed_by")
    is_mutual = models.BooleanField()

    class Meta(_Pair.Meta):
        managed = False
        db_table = '"public"."followers"'

    def __str__(self) -> str:
        return f"{self.follower_id} follows {self.following_id}"


class FollowRequest(_Pair):
    """Somebody asks to follow somebody."""

    pk = models.CompositePrimaryKey("requester_id", "target_id")
    requester = models.ForeignKey(Profile, models.DO_NOTHING, related_name="requests_made")
    target = models.ForeignKey(Profile, models.DO_NOTHING, related_name="requests_got")

    class Meta(_Pair.Meta):
        managed = False
        db_table = '"public"."follow_requests"'

    def __str__(self) -> str:
        return f"{self.requester_id} asks {self.target_id}"


class Block(_Pair):
    """Somebody blocks somebody."""

    pk = models.CompositePrimaryKey("blocker_id", "blocked_id")
    blocker = models.ForeignKey(Profile, models.DO_NOTHING, related_name="blocks")
    blocked = models.ForeignKey(Profile, models.DO_NOTHING, related_name="blocked_by")

    class Meta(_Pair.Meta):
        managed = False
        db_table = '"public"."blocked_users"'

    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"
