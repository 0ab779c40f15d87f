"""Lists of what its author may delete and staff may hide: by whether it is seen."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from .base import AppModelAdmin, WordFilter, badge

_LABELS = {"visible": "success", "hidden": "danger", "deleted": "warning"}


class SeenFilter(WordFilter):
    """By whether it is seen; what is deleted counts as that, hidden or not."""

    title = parameter_name = "state"
    words = tuple(_LABELS)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "deleted":
                return queryset.filter(deleted_at__isnull=False)
            case "hidden":
                return queryset.filter(deleted_at=None, hidden_at__isnull=False)
            case "visible":
                return queryset.filter(deleted_at=None, hidden_at=None)
        return queryset


class HidingAdmin(AppModelAdmin):
    """A list with a column `state_label`."""

    @badge("State", _LABELS)
    def state_label(self, thing: Any) -> str:
        return "deleted" if thing.deleted_at else "hidden" if thing.hidden_at else "visible"
