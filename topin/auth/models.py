"""The tables of accounts as the admin reads them; made by sql/tables.sql, written by SQL functions."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PlainJSON(models.JSONField):  # type: ignore[type-arg]
    """GoTrue keeps its audit payload in a json column, not jsonb."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "json"


class UserSession(models.Model):
    """Where somebody is, or was, signed in."""

    id = models.UUIDField(primary_key=True)
    user_id = models.UUIDField("account")
    device = models.TextField()
    platform = models.TextField()
    created_at = models.DateTimeField("signed in")
    last_seen_at = models.DateTimeField("last seen")
    ended_at = models.DateTimeField("ended", null=True)

    class Meta:
        managed = False
        db_table = '"public"."user_sessions"'
        ordering = ["-last_seen_at", "-id"]
        default_permissions = ("view",)
        permissions = [("end_usersession", "Can end a session")]

    def __str__(self) -> str:
        return f"{self.device or 'Unknown device'} of {self.user_id}"


class AuthEvent(models.Model):
    """One thing that happened to an account: a sign-in, a refusal of a stolen token, a change of password."""

    id = models.UUIDField(primary_key=True)
    instance_id = models.UUIDField(null=True)
    payload: Any = PlainJSON(null=True)
    created_at = models.DateTimeField(null=True)
    ip_address = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = '"auth"."audit_log_entries"'
        ordering = ["-created_at", "id"]
        default_permissions = ("view",)
        verbose_name = "sign-in event"

    def __str__(self) -> str:
        return str((self.payload or {}).get("action", "event"))
