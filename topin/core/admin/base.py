"""Base of every list that staff see of the product's own tables: read-only, index-friendly, actions by button.

A room's admin.py names columns, filters and `staff_actions`; searching is a SQL function of the room that
probes indexes (`search_ids`). Nothing is added, changed or deleted here: what staff do is a StaffAction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.views import ChangeList

from topin.core.db.session import Session

from . import actions, questions
from .actions import StaffAction
from .functions import estimated_rows
from .middleware import ALIAS
from .questions import StaffQuestion

F = TypeVar("F", bound=Callable[..., Any])
_MOST_PAGES = 200  # beyond it one searches; OFFSET reads all that it skips
_MOST_COUNTED = 5000
_LINK = '<a class="text-primary-600 underline dark:text-primary-400" href="{}">{}</a>'


def badge(title: str, colours: dict[str, str]) -> Callable[[F], F]:
    """A column whose word is drawn as a badge: word -> success, info, warning or danger."""
    decorate: Callable[[F], F] = display(description=title, label=colours)
    return decorate


def link(page: str, key: object, text: object) -> SafeString:
    """A link to the page of one object: `link("posts_post", id, "the post")`."""
    return format_html(_LINK, reverse(f"admin:{page}_change", args=(key,)), text)


def listed(page: str, term: object, text: object) -> SafeString:
    """A link to a list, searched for a term."""
    return filtered(page, text, q=str(term))


def filtered(page: str, text: object, **filters: str) -> SafeString:
    """A link to a list with filters of it set."""
    return format_html(_LINK, f"{reverse(f'admin:{page}_changelist')}?{urlencode(filters)}", text)


def named(values: Mapping[str, Any]) -> SafeString:
    """What stands under names (a payload, counts, a state before and after), a line each, in words."""
    lines = ((_titled(name), _said(value)) for name, value in values.items())
    return format_html_join("", "<div>{}: {}</div>", lines)


def _titled(name: str) -> str:
    return name if "." in name else name.replace("_", " ").capitalize()  # a table's name is not to be reworded


def _said(value: Any) -> str:
    """A value of JSON in words; a moment as the rest of the admin writes one."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {_said(one)}" for name, one in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "none"
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, int | float):
        return f"{value:,}"
    try:
        moment = datetime.fromisoformat(value if "T" in value else "")
    except ValueError:
        return str(value)
    return date_format(moment, "DATETIME_FORMAT")


def history(request: HttpRequest, audit_type: str, obj: Model) -> list[dict[str, Any]]:
    """A button to what staff did about this object, for whoever may read the log."""
    if not (audit_type and request.user.has_perm("core.view_auditentry")):
        return []
    which = urlencode({"q": str(obj.pk), "target_type": audit_type})
    entries = f"{reverse('admin:core_auditentry_changelist')}?{which}"
    return [{"title": "Audit log", "icon": "history", "variant": ActionVariant.DEFAULT, "path": entries}]


class WordFilter(admin.SimpleListFilter):
    """A filter over fixed words."""

    words: ClassVar[Iterable[str]] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(word, word.capitalize()) for word in self.words]


class ChoiceFilter(WordFilter):
    """A filter over fixed words of one column."""

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(**{str(self.parameter_name): self.value()}) if self.value() else queryset


class EstimatedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts a whole table by the planner's figure and a filtered one only so far; pages end at 200.

    A page is its keys first, in the order of an index, then those rows alone with all that hangs on them: what is
    skipped is neither joined nor looked at.
    """

    @cached_property
    def count(self) -> int:
        queryset: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        if queryset.query.where:
            return queryset.order_by().values("pk")[:_MOST_COUNTED].count()
        table = queryset.model._meta.db_table
        return int(Session(ALIAS).call(estimated_rows, relation=table.replace('"', "")))

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, _MOST_PAGES)

    def page(self, number: int | str) -> Page[Any]:
        valid = self.validate_number(number)
        queryset: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        start = (valid - 1) * self.per_page
        keys = list(queryset.values_list("pk", flat=True)[start : start + self.per_page])
        return Page(queryset.filter(pk__in=keys), valid, self)


class EstimatedChangeList(ChangeList):  # type: ignore[misc]
    """Offers to show all only where a search or a filter leaves something out."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not (self.query or self.has_active_filters):
            self.full_result_count = self.result_count


class AppModelAdmin(ModelAdmin):  # type: ignore[misc]
    """A read-only list and page of one table. `audit_type`: what the audit log calls one of its rows."""

    audit_type = ""
    staff_actions: ClassVar[Sequence[StaffAction]] = ()
    staff_questions: ClassVar[Sequence[StaffQuestion]] = ()
    paginator = EstimatedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    list_display_links: ClassVar[Any] = None
    list_filter_submit = False
    actions = None
    sortable_by: ClassVar[Any] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[EstimatedChangeList]:
        return EstimatedChangeList

    def get_list_display_links(self, request: HttpRequest, list_display: Sequence[str]) -> Sequence[str]:
        return list_display[:1]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """All that its page shows."""
        return flatten_fieldsets(self.fieldsets or ((None, {"fields": self.fields or ()}),))

    def search_ids(self, term: str) -> list[Any] | None:
        """The primary keys that a search means; None: this list has no search."""
        return None

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        term = search_term.strip().replace("\0", "")
        if not term:
            return queryset, False
        return queryset.filter(pk__in=self.search_ids(term) or ()), False

    # Actions and questions

    def get_urls(self) -> list[URLPattern]:
        do, ask = (self.admin_site.admin_view(view) for view in (self.action_view, self.question_view))
        return [
            path("<path:object_id>/do/<slug:action>/", do, name=actions.url_name(self.model)),
            path("<path:object_id>/ask/<slug:question>/", ask, name=questions.url_name(self.model)),
            *super().get_urls(),
        ]

    def action_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        """The page of one action: asks why, then does it. 404 for an unknown one, 403 without its permission."""
        chosen = next((one for one in self.staff_actions if one.name == action), None)
        obj = self._asked_about(request, object_id, chosen)
        return actions.page(request, self.admin_site, chosen, obj)  # type: ignore[arg-type] # 404 without one

    def question_view(self, request: HttpRequest, object_id: str, question: str) -> HttpResponse:
        """The page of one question, with its answer. 404 for an unknown one, 403 without its permission."""
        chosen = next((one for one in self.staff_questions if one.name == question), None)
        obj = self._asked_about(request, object_id, chosen)
        return questions.page(request, self.admin_site, chosen, obj)  # type: ignore[arg-type] # 404 without one

    def _asked_about(
        self, request: HttpRequest, object_id: str, chosen: StaffAction | StaffQuestion | None
    ) -> Model:
        obj: Model | None = self.get_object(request, unquote(object_id)) if chosen else None
        if chosen is None or obj is None:
            raise Http404
        if not (self.has_view_permission(request, obj) and chosen.allowed(request)):
            raise PermissionDenied
        return obj

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data:
            original = response.context_data.get("original")
            if original is not None:
                response.context_data["actions_detail"] = [
                    *history(request, self.audit_type, original),
                    *questions.buttons(request, self.staff_questions, original),
                    *actions.buttons(request, self.staff_actions, original),
                ]
                response.context_data["title"] = str(original)
                response.context_data["show_close"] = True
        return response
