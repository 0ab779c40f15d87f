"""What staff see of counters and figures that a nightly proof made right; an empty list is a good one."""

import uuid
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join

from profiles.functions import staff_find_people
from topin.core.admin.base import ChoiceFilter, link
from topin.core.admin.searching import IdOrPeopleAdmin

from .models import Correction

_KINDS = {
    "post": "Counters of posts", "person": "Counters of people", "comment": "Counters of comments",
    "post_day": "Days of posts", "person_day": "Days of people", "product_day": "Days of the product",
}  # fmt: skip
_PAGES = {"post": "posts_post", "person": "profiles_profile", "comment": "engagement_comment"}


class KindFilter(ChoiceFilter):
    """By what was wrong."""

    title = parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(_KINDS.items())


@admin.register(Correction)
class CorrectionAdmin(IdOrPeopleAdmin):
    """Corrections, the newest first."""

    find_people, person_field = staff_find_people, "user_id"
    list_display = ("what", "subject", "day", "differences", "corrected_at")
    list_filter = (KindFilter,)
    search_fields = ("subject_id",)
    search_help_text = "Id of what was wrong, @handle or e-mail of whose it is"
    fields = ("what", "subject", "whose", "day", "before_and_after", "corrected_at", "id")

    def of_id(self, queryset: QuerySet[Correction], wanted: uuid.UUID) -> QuerySet[Correction]:
        """Of what was wrong, or of whose it is."""
        return queryset.filter(Q(subject_id=wanted) | Q(user_id=wanted))

    @admin.display(description="What")
    def what(self, correction: Correction) -> str:
        return _KINDS[correction.kind]

    @admin.display(description="Of")
    def subject(self, correction: Correction) -> str:
        page = _PAGES.get(correction.kind.removesuffix("_day"))
        if page is None:
            return "the product"
        return link(page, correction.subject_id, f"…{str(correction.subject_id)[-6:]}")

    @admin.display(description="Whose", empty_value="nobody's")
    def whose(self, correction: Correction) -> str | None:
        if correction.user_id is None:
            return None
        return link("profiles_profile", correction.user_id, correction.user_id)

    @admin.display(description="Stood, is")
    def differences(self, correction: Correction) -> str:
        return ", ".join(
            f"{_words(name)} {stood} → {right}" for name, (stood, right) in correction.changed.items()
        )

    @admin.display(description="Stood, is")
    def before_and_after(self, correction: Correction) -> str:
        lines = ((_words(name).capitalize(), stood, right) for name, (stood, right) in correction.changed.items())
        return format_html_join("", "<div>{}: {} → {}</div>", lines)


def _words(name: str) -> str:
    """Of a column."""
    return name.replace("_", " ")
