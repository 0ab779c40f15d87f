"""The tables of people as the admin reads them; made by sql/tables.sql, written by SQL functions."""

from django.db import models


class Profile(models.Model):
    """A person."""

    id = models.UUIDField(primary_key=True)
    user_handle = models.TextField()
    handle_key = models.TextField(editable=False)
    display_name = models.TextField()
    bio = models.TextField()
    avatar_url = models.TextField(null=True)
    cover_url = models.TextField(null=True)
    is_verified = models.BooleanField()
    profile_visibility = models.TextField()
    show_active_status = models.TextField()
    suspended_at = models.DateTimeField(null=True)
    suspended_until = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"public"."profiles"'
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [
            ("suspend_profile", "Can suspend and restore an account"),
            ("verify_profile", "Can decide requests for the blue tick, and take it away"),
        ]

    def __str__(self) -> str:
        return f"@{self.user_handle}"


class ProfileStats(models.Model):
    """The counters of a person."""

    user = models.OneToOneField(Profile, models.DO_NOTHING, primary_key=True, related_name="stats")
    followers_count = models.BigIntegerField()
    following_count = models.BigIntegerField()
    posts_public = models.BigIntegerField()
    posts_followers = models.BigIntegerField()
    posts_mutuals = models.BigIntegerField()
    posts_own = models.BigIntegerField()
    posts_count = models.BigIntegerField()
    like_count = models.BigIntegerField()
    counted = models.BooleanField()

    class Meta:
        managed = False
        db_table = '"private"."profile_stats"'
        verbose_name_plural = "profile stats"

    def __str__(self) -> str:
        return f"Counters of {self.user_id}"


class HandleHistory(models.Model):
    """A handle somebody gave up."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(Profile, models.DO_NOTHING, related_name="old_handles")
    handle_key = models.TextField()
    released_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = '"private"."handle_history"'
        verbose_name_plural = "handle history"

    def __str__(self) -> str:
        return f"@{self.handle_key}"


class VerificationRequest(models.Model):
    """A request for the blue tick."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(Profile, models.DO_NOTHING, related_name="verification_requests")
    category = models.TextField()
    full_name = models.TextField()
    evidence_media_id = models.UUIDField(null=True)
    note = models.TextField()
    status = models.TextField()
    reason = models.TextField(null=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = '"public"."verification_requests"'
        ordering = ["created_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.full_name} ({self.status})"


class ErasureCertificate(models.Model):
    """What the erasure of an account took and what it left; of the account itself a keyed hash alone."""

    id = models.UUIDField(primary_key=True)
    account_hash = models.TextField()
    closed_at = models.DateTimeField("closed by its owner")
    erased_at = models.DateTimeField("erased")
    erased = models.JSONField()
    kept = models.JSONField()
    unexplained = models.JSONField()

    class Meta:
        managed = False
        db_table = '"private"."erasure_certificates"'
        ordering = ["-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Erasure {self.account_hash[:12]}"
