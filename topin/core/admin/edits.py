"""Django's own forms (staff accounts, groups, the schedule) ask for a reason; the audit log has what they change.

A model's admin extends `RecordedEdits`, names what the log calls such a thing (`audit_type`, which
`private.record_edit` must know), which fields the log may quote (`quoted`), its `fields` or `fieldsets`, and a
form that extends `Reasoned`.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from topin.core.db.session import Session

from .actions import ReasonForm
from .base import history
from .functions import record_edit
from .middleware import ALIAS

_WHY = "reason"


class Reasoned(forms.ModelForm):  # type: ignore[type-arg]
    """A form of a model that asks why."""

    reason = ReasonForm.declared_fields[_WHY]  # type: ignore[attr-defined]


class RecordedEdits(admin.ModelAdmin):  # type: ignore[type-arg]
    """First of an admin's bases: its saves are entries of the audit log. Nothing is deleted: the log names it."""

    form = Reasoned
    audit_type = ""
    quoted: ClassVar[Sequence[str]] = ()  # fields whose values the log may keep: states, nothing personal
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the reason last; without it for whoever may look alone."""
        sections = [
            (title, {**section, "fields": [name for name in section["fields"] if name != _WHY]})
            for title, section in super().get_fieldsets(request, obj)
        ]
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*sections, ("Why", {"fields": [_WHY]})] if may else sections

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Without the reason where no section shows it: a view that only looks must not demand one."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if _WHY not in flatten_fieldsets(self.get_fieldsets(request, obj)):
            form.base_fields.pop(_WHY, None)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = [name for name in form.changed_data if name != _WHY]
        before = {name: self._quote(name, form.initial.get(name)) for name in changed} if change else {}
        after = {name: self._quote(name, form.cleaned_data.get(name)) for name in changed}
        self.record("change" if change else "add", obj, form.cleaned_data[_WHY], before, after)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Django's log says what, and never why: save_model writes ours."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """As above."""

    def _quote(self, name: str, value: Any) -> Any:
        if name not in self.quoted:
            return "not kept"
        if isinstance(value, str | bool | int | None):
            return value
        if isinstance(value, QuerySet | Iterable):
            return sorted(str(one) for one in value)
        return str(value)

    def record(self, verb: str, obj: Model, reason: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        """An entry of the audit log."""
        Session(ALIAS).call(
            record_edit, verb=verb, target_type=self.audit_type, target_id=str(obj.pk), reason=reason,
            before=before, after=after,
        )  # fmt: skip

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data:
            original = response.context_data.get("original")
            if original is not None:
                response.context_data["actions_detail"] = history(request, self.audit_type, original)
        return response
