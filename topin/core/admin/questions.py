"""The one way to write a button of the admin that answers something about an object and changes nothing.

    why = StaffQuestion(
        name="explain", label="Who sees it?", permission="posts.view_post", form=ViewerForm,
        explanation="Every rule …", answer=why_seen,
    )

    class PostAdmin(AppModelAdmin):
        staff_questions = (why,)

`answer` gets the object and the form's cleaned data, and gives an Answer; a LookupError is shown in the form. The
question stands in the address, so that the page with its answer can be sent to a colleague.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from unfold.enums import ActionVariant


@dataclass(frozen=True)
class Answer:
    """What it comes to, whether that is a yes, and what it is made of: (yes or no, words) a line."""

    words: str
    yes: bool
    lines: Sequence[tuple[bool, str]] = field(default_factory=list)


@dataclass(frozen=True)
class StaffQuestion:
    """A question about one object, offered to whoever has its permission."""

    name: str
    label: str
    permission: str
    explanation: str
    form: type[forms.Form]
    answer: Callable[[Any, dict[str, Any]], Answer]
    icon: str = "help"

    def allowed(self, request: HttpRequest) -> bool:
        """Whether the member of staff may ask it at all."""
        return request.user.has_perm(self.permission)


def url_name(model: type[Model]) -> str:
    """The name of the URL of a model's questions."""
    return f"{model._meta.app_label}_{model._meta.model_name}_ask"


def buttons(request: HttpRequest, questions: Sequence[StaffQuestion], obj: Model) -> list[dict[str, Any]]:
    """What unfold draws above an object's page."""
    return [
        {
            "title": question.label,
            "icon": question.icon,
            "variant": ActionVariant.DEFAULT,
            "path": reverse(f"admin:{url_name(type(obj))}", args=(quote(obj.pk), question.name)),
        }
        for question in questions
        if question.allowed(request)
    ]


def page(request: HttpRequest, site: AdminSite, question: StaffQuestion, obj: Model) -> HttpResponse:
    """The form, and below it the answer once something was asked."""
    opts = obj._meta
    form = question.form(request.GET or None)
    answer = None
    if form.is_valid():
        try:
            answer = question.answer(obj, form.cleaned_data)
        except LookupError as unknown:
            form.add_error(None, str(unknown))
    context = {
        **site.each_context(request),
        "title": f"{question.label} – {obj}", "question": question, "form": form, "answer": answer, "opts": opts,
        "original": obj,
        "back": reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=(quote(obj.pk),)),
    }  # fmt: skip
    return render(request, "admin/staff_question.html", context)
