"""The admin of what administrators edit by Django's forms: the schedule, staff accounts and groups."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django_celery_beat import models as beat
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from .actions import ReasonForm
from .edits import Reasoned, RecordedEdits

# Third parties' pages that staff do not need, or need in another form.
for model in (
    User, Group, TOTPDevice, beat.PeriodicTask, beat.IntervalSchedule, beat.CrontabSchedule, beat.SolarSchedule,
    beat.ClockedSchedule,
):  # fmt: skip
    if admin.site.is_registered(model):
        admin.site.unregister(model)

_FIELDS = {
    "enabled": ("Switched on", "Off, the job does not run until somebody switches it on again."),
    "interval": ("Every", "An interval, or times of the day below; one of the two."),
    "crontab": ("At times of the day", "Minute, hour, day of the month, month, day of the week; UTC."),
}


class TaskForm(Reasoned):
    """When a job runs: at an interval, or at times of the day."""

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if bool(given.get("interval")) == bool(given.get("crontab")):
            self.add_error("interval", "Choose an interval or times of the day, and one of the two alone.")
        return given


@admin.register(beat.PeriodicTask)
class ScheduleAdmin(RecordedEdits, ModelAdmin):  # type: ignore[misc]
    """When each job runs. Jobs come from the code; staff change their times or switch them off."""

    form, audit_type, quoted = TaskForm, "schedule", ("enabled", "interval", "crontab")
    list_display = ("name", "what", "times", "enabled", "last_run", "runs")
    list_display_links = ("name",)
    fields = ("job", "what", "enabled", "interval", "crontab", "last_run", "runs")
    readonly_fields = ("job", "what", "last_run", "runs")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """With words of ours: the library's speak of True, None and Celery."""
        label, kwargs["help_text"] = _FIELDS.get(db_field.name, (None, ""))
        if label:
            kwargs["label"] = label
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="Job")
    def job(self, task: beat.PeriodicTask) -> str:
        return str(task.name)

    @admin.display(description="What it does")
    def what(self, task: beat.PeriodicTask) -> str:
        return str(task.description)

    @admin.display(description="Runs")
    def times(self, task: beat.PeriodicTask) -> str:
        if task.crontab:
            return str(task.crontab.human_readable)
        return str(task.interval or "")

    @admin.display(description="Last sent to a worker")
    def last_run(self, task: beat.PeriodicTask) -> Any:
        return task.last_run_at

    @admin.display(description="Times sent")
    def runs(self, task: beat.PeriodicTask) -> str:
        return f"{task.total_run_count:,}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class TimesAdmin(RecordedEdits, ModelAdmin):  # type: ignore[misc]
    """Intervals and times of day to choose from; several jobs may share one, so none is deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(beat.IntervalSchedule)
class IntervalAdmin(TimesAdmin):
    """Every so many seconds, minutes, hours or days."""

    audit_type = "interval"
    fields = quoted = ("every", "period")


@admin.register(beat.CrontabSchedule)
class CrontabAdmin(TimesAdmin):
    """Times of the day, week and month."""

    audit_type = "crontab"
    fields = quoted = ("minute", "hour", "day_of_week", "day_of_month", "month_of_year", "timezone")


class StaffForm(Reasoned, UserChangeForm):  # type: ignore[misc]
    """A staff account, and why it is changed."""


class NewStaffForm(Reasoned, UserCreationForm):  # type: ignore[misc]
    """A new staff account, and why it is made."""


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[misc]
    """A new password for a colleague, and why."""

    reason = ReasonForm.declared_fields["reason"]  # type: ignore[attr-defined]


@admin.register(User)
class StaffAdmin(RecordedEdits, UserAdmin, ModelAdmin):  # type: ignore[misc,type-arg]
    """Staff accounts; nothing to do with accounts of the app. One that is done with is switched off."""

    form, add_form, change_password_form = StaffForm, NewStaffForm, PasswordForm
    change_user_password_template = "admin/staff_password.html"  # noqa: S105 (a path)
    audit_type = "staff_account"
    quoted = ("username", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")
    list_display = ("username", "first_name", "last_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "groups")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Who is added here is staff, and may sign in."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """A new password goes by a page of its own, whose form was valid when Django calls this."""
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            self.record("password", obj, request.POST["reason"], {}, {})


@admin.register(Group)
class StaffGroupAdmin(RecordedEdits, GroupAdmin, ModelAdmin):  # type: ignore[misc,type-arg]
    """What each group may do. One that is done with is emptied."""

    form, audit_type = Reasoned, "group"
    fields = quoted = ("name", "permissions")
