"""Search for posts: /api/search/posts."""

from django.http import HttpRequest, HttpResponse

from topin.core.api.contract import answers
from topin.core.api.fields import Text
from topin.core.api.serializers import StrictSerializer
from topin.core.api.views import ApiViewSet

from . import functions
from .serializers import Post


class PostsQuery(StrictSerializer):
    """What is looked for: words and #tags, all of them; the last word may be the beginning of one."""

    q = Text(max_length=200, help_text="at least 2 characters in a row")


class SearchPostViewSet(ApiViewSet):
    """Posts by words and #tags."""

    limits = {"list": "search"}

    @answers(200, Post, query=PostsQuery, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Search posts, newest first, 60 by 60: of each 60 your own and followed people's first.

        A page looks at a bounded number of posts: it may be short, or empty, while `next_cursor` goes on to older
        ones. Only where that is null, all have been looked at.
        """
        return self.page(functions.search_posts, viewer=self.viewer, **self.query())
