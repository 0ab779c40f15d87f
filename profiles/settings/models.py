"""The settings table as the admin reads it; made by sql/tables.sql, written by SQL functions."""

from django.db import models


class UserSettings(models.Model):
    """What a person has chosen."""

    user = models.OneToOneField("profiles.Profile", models.DO_NOTHING, primary_key=True, related_name="settings")
    allow_messages_from = models.TextField()
    allow_mentions_from = models.TextField()
    show_liked_posts = models.BooleanField()
    searchable = models.BooleanField()
    notify_push = models.BooleanField()
    notify_email = models.BooleanField()
    notify_likes = models.BooleanField()
    notify_comments = models.BooleanField()
    notify_mentions = models.BooleanField()
    notify_follows = models.BooleanField()
    notify_reposts = models.BooleanField()
    notify_messages = models.BooleanField()
    notify_marketing = models.BooleanField()
    quiet_start = models.TimeField(null=True)
    quiet_end = models.TimeField(null=True)
    quiet_timezone = models.TextField()
    font_scale = models.DecimalField(max_digits=3, decimal_places=2)
    reduce_motion = models.BooleanField()
    high_contrast = models.BooleanField()
    captions = models.BooleanField()
    autoplay = models.BooleanField()
    is_content_creator = models.BooleanField()
    version = models.BigIntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        app_label = "profiles"
        db_table = '"public"."user_settings"'
        verbose_name_plural = "user settings"

    def __str__(self) -> str:
        return f"Settings of {self.user_id}"
