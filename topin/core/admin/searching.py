"""Lists of the admin whose search takes an id, or names the people whose rows are meant."""

import uuid
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest

from topin.core.db.function import SqlFunction
from topin.core.db.session import Session

from .base import AppModelAdmin
from .middleware import ALIAS


class IdOrPeopleAdmin(AppModelAdmin):
    """`find_people`: the function (term, whole) -> ids of people; `person_field`: whose a row is."""

    find_people: ClassVar[SqlFunction]
    person_field = "author_id"

    def of_id(self, queryset: QuerySet[Any], wanted: uuid.UUID) -> QuerySet[Any]:
        """The rows that an id means."""
        return queryset.filter(pk=wanted)

    def of_people(self, queryset: QuerySet[Any], people: list[uuid.UUID]) -> QuerySet[Any]:
        """The rows of these people."""
        return queryset.filter(**{f"{self.person_field}__in": people})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip().replace("\0", "")
        if not term:
            return queryset, False
        try:
            wanted = uuid.UUID(term)
        except ValueError:
            people = Session(ALIAS).call(self.find_people, term=term, whole=True)
            return self.of_people(queryset, people), False
        return self.of_id(queryset, wanted), False
