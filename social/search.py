"""Search for people: /api/search/users, and /api/search/mentions while one types an @."""

from django.http import HttpRequest, HttpResponse

from topin.core.api.contract import answers
from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.shapes import UserSummary, Viewer
from topin.core.api.views import ApiViewSet

from . import functions


class PeopleQuery(StrictSerializer):
    """What is looked for: the beginnings of words of a handle or name."""

    q = Text(max_length=100, help_text="at least 2 letters or digits in a row")


class FoundPerson(UserSummary):
    """A person whom a search found."""

    viewer = Viewer()


class SearchUserViewSet(ApiViewSet):
    """People by handle and name."""

    limits = {"list": "search"}

    @answers(200, FoundPerson, query=PeopleQuery, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Search people."""
        return self.page(functions.search_users, viewer=self.viewer, **self.query())


class SearchMentionViewSet(ApiViewSet):
    """Whom one may mention."""

    limits = {"list": "search"}

    @answers(200, UserSummary, query=PeopleQuery, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """People to mention."""
        return self.page(functions.search_mentions, viewer=self.viewer, **self.query())
