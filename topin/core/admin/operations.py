"""The admin of the foundation's own tables: audit log, job runs, outbox."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Value
from django.http import HttpRequest
from django_celery_beat import models as beat

from topin.core.models import AuditEntry, JobRun, OutboxMessage

from .actions import StaffAction
from .base import AppModelAdmin, ChoiceFilter, badge, link, named
from .functions import replay_outbox

_OUTCOMES = {"done": "success", "running": "info", "failed": "danger", "lost": "warning"}
_STATUSES = {"done": "success", "waiting": "info", "taken": "info", "dead": "danger"}
_VERBS = {
    "suspend": "danger", "hide": "danger", "rejected": "danger", "revoke": "danger", "end": "danger",
    "restore": "success", "reopen": "success", "approved": "success", "replay": "info", "inspect": "warning",
    "add": "info", "change": "warning", "password": "warning",
}  # fmt: skip


class OutcomeFilter(ChoiceFilter):
    title = parameter_name = "outcome"
    words = tuple(_OUTCOMES)


class StatusFilter(ChoiceFilter):
    title = parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("dead", "Dead letters"), ("done", "Done")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "open":
            return queryset.filter(status__in=("waiting", "taken"))
        return super().queryset(request, queryset)


class JobFilter(ChoiceFilter):
    title = parameter_name = "job"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = beat.PeriodicTask.objects.order_by("task").values_list("task", flat=True).distinct()
        return [(name, name) for name in names]


class SubjectFilter(ChoiceFilter):
    """By what kind of thing something was done to."""

    title, parameter_name = "target", "target_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name.replace("_", " ").capitalize()) for name in sorted(_pages())]


@admin.register(JobRun)
class JobRunAdmin(AppModelAdmin):
    """Every run of every job."""

    list_display = ("job", "started_at", "outcome_label", "took", "rows", "error")
    list_filter = (OutcomeFilter, JobFilter)
    fields = ("job", "unique_key", "started_at", "finished_at", "took", "rows", "outcome", "error")

    @badge("Outcome", _OUTCOMES)
    def outcome_label(self, run: JobRun) -> str:
        return run.outcome

    @admin.display(description="Took")
    def took(self, run: JobRun) -> str:
        return f"{run.duration.total_seconds():.2f} s" if run.duration is not None else "–"


@admin.register(OutboxMessage)
class OutboxAdmin(AppModelAdmin):
    """Work after commits; dead letters can be given another life."""

    list_display = ("kind", "status_label", "tries", "queue", "created_at", "run_at", "error")
    list_filter = (StatusFilter,)
    fields = (
        "kind",
        "queue",
        "status",
        "tries",
        "created_at",
        "run_at",
        "finished_at",
        "unique_key",
        "error",
        "shown",
    )
    audit_type = "outbox"
    staff_actions = (
        StaffAction(
            name="replay", label="Replay", icon="replay",
            function=replay_outbox, argument="message", permission="core.replay_outbox",
            explanation="A worker tries this message again at once, with all its tries. What it sends may arrive "
            "twice if an earlier try got through in part.",
            done="The message waits for a worker again.",
            applies=lambda message: message.status == "dead",
        ),
    )  # fmt: skip

    @badge("Status", _STATUSES)
    def status_label(self, message: OutboxMessage) -> str:
        return message.status

    @admin.display(description="Payload")
    def shown(self, message: OutboxMessage) -> str:
        """Without the secret, which nobody could read anyway."""
        return named({key: value for key, value in message.payload.items() if key != "secret"}) or "nothing"


@admin.register(AuditEntry)
class AuditAdmin(AppModelAdmin):
    """What staff have done, newest first. Search by the target's id or a colleague's name."""

    list_display = ("what", "at", "by", "target", "reason")
    search_fields = ("target_id",)
    search_help_text = "Id of what it was done to, or a colleague's user name"
    list_filter = (SubjectFilter,)
    fields = (
        "said", "at", "by", "target", "target_id", "reason", "before_text", "after_text", "address", "request_id",
        "seal",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the kinds of targets whose pages this member may open: a link leads nobody to a refusal."""
        open_to = " ".join(
            one.audit_type for one in self.admin_site._registry.values()
            if getattr(one, "audit_type", "") and one.has_view_permission(request)
        )  # fmt: skip
        return super().get_queryset(request).annotate(open_to=Value(open_to))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        term = search_term.strip().replace("\0", "")
        if not term:
            return queryset, False
        staff = list(User.objects.filter(username=term).values_list("pk", flat=True))
        if staff:
            return queryset.filter(staff_id__in=staff), False
        return queryset.filter(target_type__in=list(_pages()), target_id=term), False

    @badge("Action", _VERBS)
    def what(self, entry: AuditEntry) -> tuple[str, str]:
        subject, _, verb = entry.action.partition(".")
        return verb, f"{subject} {verb}".replace("_", " ")

    @admin.display(description="Action")
    def said(self, entry: AuditEntry) -> str:
        """The same on its page, where unfold draws no badge."""
        return self.what(entry)[1]

    @admin.display(description="By")
    def by(self, entry: AuditEntry) -> str:
        return entry.staff_name

    @admin.display(description="Target")
    def target(self, entry: AuditEntry) -> str:
        page, kind = _pages().get(entry.target_type), entry.target_type.replace("_", " ")
        known = entry.target_id
        if page is None or entry.target_type not in entry.open_to.split():  # type: ignore[attr-defined]
            return f"{kind} {known}"
        return link(page, known, f"{kind} …{known[-6:]}" if len(known) > 6 else f"{kind} {known}")

    @admin.display(description="Before")
    def before_text(self, entry: AuditEntry) -> str:
        return named(entry.before or {})

    @admin.display(description="After")
    def after_text(self, entry: AuditEntry) -> str:
        return named(entry.after or {})

    @admin.display(description="Seal")
    def seal(self, entry: AuditEntry) -> str:
        return bytes(entry.hash).hex()


def _pages() -> dict[str, str]:
    """What the log calls a thing -> the admin page of such a thing."""
    found = ((getattr(one, "audit_type", ""), model._meta) for model, one in admin.site._registry.items())
    return {kind: f"{opts.app_label}_{opts.model_name}" for kind, opts in found if kind}
