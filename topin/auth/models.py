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
    user = models.ForeignKey("profiles.Profile", models.DO_NOTHING, related_name="sessions")  # for their name
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
        return f"{self.device or 'Unknown device'} of {self.user}"


_EVENTS = {
    "login": "Signed in", "logout": "Signed out", "user_signedup": "Signed up", "user_modified": "Account changed",
    "user_repeated_signup": "Signed up again", "user_confirmation_requested": "Asked to confirm an address",
    "user_recovery_requested": "Asked for a code", "user_reauthenticate_requested": "Asked for a nonce",
    "user_updated_password": "Password changed", "user_deleted": "Account closed or deleted",
    "user_invited": "Invited",
    "token_refreshed": "Token refreshed", "token_revoked": "Token used twice, session ended",
    "session_revoked": "Session ended from another device", "factor_in_progress": "Second factor enrolled",
    "challenge_created": "Second factor asked for", "verification_attempted": "Second factor tried",
    "factor_unenrolled": "Second factor removed", "factor_deleted": "Second factor removed by the service",
}  # fmt: skip


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
        """In words, where GoTrue has but a name for it."""
        name = str((self.payload or {}).get("action", "event"))
        return _EVENTS.get(name, name.replace("_", " ").capitalize())
