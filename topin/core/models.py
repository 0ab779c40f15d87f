"""The foundation's own tables as the admin reads them; made by the sql/ folders, written by SQL functions."""

from django.db import models


class OutboxMessage(models.Model):
    """Work to be done after a commit."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    queue = models.TextField()
    unique_key = models.TextField(null=True)
    payload = models.JSONField()
    status = models.TextField()
    tries = models.SmallIntegerField()
    run_at = models.DateTimeField()
    lease = models.UUIDField(null=True)
    error = models.TextField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = '"private"."outbox"'
        ordering = ["-created_at", "-id"]
        default_permissions = ("view",)
        permissions = [("replay_outbox", "Can replay a dead letter")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class JobRun(models.Model):
    """One run of a job."""

    id = models.UUIDField(primary_key=True)
    job = models.TextField()
    unique_key = models.TextField(null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    duration = models.DurationField(null=True)
    rows = models.BigIntegerField(null=True)
    outcome = models.TextField()
    error = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = '"private"."job_run"'
        ordering = ["-started_at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.job}, {self.started_at:%d %b %Y, %H:%M} UTC"


class AuditEntry(models.Model):
    """One thing that staff have done."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    staff_id = models.IntegerField()
    staff_name = models.TextField()
    action = models.TextField()
    target_type = models.TextField()
    target_id = models.TextField()
    reason = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address = models.GenericIPAddressField(null=True)
    request_id = models.TextField(null=True)
    previous = models.BinaryField(null=True)
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = '"private"."audit_log"'
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name_plural = "audit log entries"

    def __str__(self) -> str:
        return f"{self.action.replace('.', ' ').replace('_', ' ')}, no. {self.id}"
