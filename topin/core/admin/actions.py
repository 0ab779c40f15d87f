"""The one way to write an admin action: a SQL function, a page that asks for a reason, a permission, an audit row.

    suspend = StaffAction(
        name="suspend", label="Suspend", icon="block", danger=True,
        function=functions.suspend_account, argument="target",
        permission="profiles.suspend_profile", form=SuspendForm,
        explanation="They are signed out …", done="The account is suspended.",
        applies=lambda profile: not profile.suspended,
    )

    class ProfileAdmin(AppModelAdmin):
        staff_actions = (suspend, restore)

The function runs as topin_staff, which alone may execute it, and ends in `private.audit(…)`, which writes who, why
and what; the permission is checked here. What the function refuses is shown on the page and changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminTextareaWidget

from topin.core.db.errors import Refusal, refusal_from
from topin.core.db.function import SqlFunction
from topin.core.db.session import Session

from .middleware import ALIAS


class ReasonForm(forms.Form):
    """Why; an action that asks more than that extends it, and `arguments`."""

    reason = forms.CharField(
        min_length=3,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "autofocus": True}),
        help_text="Written to the audit log with your name. At least three characters.",
    )

    def arguments(self) -> dict[str, Any]:
        """The SQL function's arguments beside the target, by name."""
        return dict(self.cleaned_data)


@dataclass(frozen=True)
class StaffAction:
    """An action on one object, offered where it applies to whoever has its permission."""

    name: str
    label: str
    function: SqlFunction
    argument: str
    permission: str
    explanation: str
    done: str
    icon: str = "bolt"
    danger: bool = False
    form: type[ReasonForm] = ReasonForm
    applies: Callable[[Any], bool] = lambda _: True
    fixed: Mapping[str, Any] = field(default_factory=dict)  # arguments that make this button's difference

    def allowed(self, request: HttpRequest) -> bool:
        """Whether the member of staff may do it at all."""
        return request.user.has_perm(self.permission)

    def run(self, target: Any, arguments: dict[str, Any]) -> None:
        """Do it, in a savepoint of the request's transaction. Raises Refusal; then nothing has changed."""
        try:
            with transaction.atomic(using=ALIAS):
                Session(ALIAS).call(self.function, **{self.argument: target}, **self.fixed, **arguments)
        except psycopg.Error as error:
            refusal = refusal_from(error)
            if refusal is None:
                raise
            raise refusal from error


def url_name(model: type[Model]) -> str:
    """The name of the URL of a model's actions."""
    return f"{model._meta.app_label}_{model._meta.model_name}_do"


def buttons(request: HttpRequest, actions: Sequence[StaffAction], obj: Model) -> list[dict[str, Any]]:
    """What unfold draws above an object's page: the actions that apply and are allowed."""
    return [
        {
            "title": action.label,
            "icon": action.icon,
            "variant": ActionVariant.DANGER if action.danger else ActionVariant.PRIMARY,
            "path": reverse(f"admin:{url_name(type(obj))}", args=(quote(obj.pk), action.name)),
        }
        for action in actions
        if action.applies(obj) and action.allowed(request)
    ]


def page(request: HttpRequest, site: AdminSite, action: StaffAction, obj: Model) -> HttpResponse:
    """Asks for the reason, does it, and goes back to the object."""
    opts = obj._meta
    back = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=(quote(obj.pk),))
    form = action.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action.run(obj.pk, form.arguments())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.detail)
        else:
            messages.success(request, action.done)
            return HttpResponseRedirect(back)
    context = {
        **site.each_context(request),
        "title": f"{action.label}: {obj}", "action": action, "form": form, "back": back, "opts": opts,
        "original": obj,
    }  # fmt: skip
    return render(request, "admin/staff_action.html", context)
