"""The endpoints of posts: /api/posts."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from topin.core import waiting
from topin.core.api import pages
from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet

from . import feed, functions
from .serializers import (
    Post,
    PostChanges,
    PostInput,
    PostRevision,
    Reposted,
    RepostState,
)


class PostListViewSet(ApiViewSet):
    """The home feed, and writing a post."""

    limits = {"create": "post"}

    @answers(200, Post, query=feed.FeedQuery, paged=True, page=feed.FeedPage)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Your feed: own and followed people's posts and reposts, newest first or ranked."""
        query, size, keyset = self.query(), pages.limit(request), pages.after(request)
        if query.get("mode") == "ranked":
            after = waiting.aside(feed.recall, str(self.viewer), keyset) if keyset and self.viewer else None
            return self.call(functions.get_ranked_feed, viewer=self.viewer, page_limit=size, after=after)
        after = feed.begun(keyset, query.get("since"))
        return self.call(functions.get_feed, viewer=self.viewer, page_limit=size, after=after)

    def render(self, row: Any) -> HttpResponse:
        """The feed's pages say more than others: where the reading stands, and what is missing of it."""
        if self.action != "list":
            return super().render(row)
        following, head = row["next"], row.get("head")
        if following and head is None:
            before = pages.after(self.request)
            following = (
                feed.onward(before, following) if before else waiting.aside(feed.keep, str(self.viewer), following)
            )
        content, headers = pages.render(self.request, row["results"], following)
        return self._json(feed.marked(self.request, content, head, following), 200, headers)

    @answers(201, Post, body=PostInput)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Write a post."""
        return self.call(functions.create_post, actor=self.viewer, data=self.input())


class PostViewSet(ApiViewSet):
    """One post."""

    anonymous = {"retrieve"}

    @answers(200, Post)
    def retrieve(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """One post."""
        return self.call(functions.get_post, viewer=self.viewer, post=post_id)

    @answers(200, Post, body=PostChanges)
    def update(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Change a post."""
        given = {"changes": self.input(), "expected_version": self.if_match()}
        return self.call(functions.update_post, actor=self.viewer, post=post_id, **given)

    @answers(204)
    def destroy(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Delete a post."""
        return self.call(functions.delete_post, actor=self.viewer, post=post_id)


class UserPostsViewSet(ApiViewSet):
    """What one person has posted."""

    anonymous = {"list"}

    @answers(200, Post, paged=True)
    def list(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """A person's posts."""
        return self.page(functions.get_user_posts, viewer=self.viewer, target=user_id)


class PostHistoryViewSet(ApiViewSet):
    """The wordings of a post."""

    @answers(200, PostRevision, paged=True)
    def list(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Earlier versions of a post."""
        return self.page(functions.get_post_history, viewer=self.viewer, post=post_id)


class RepostViewSet(ApiViewSet):
    """Reposting a post."""

    @answers(200, Reposted)
    def retrieve(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Whether you reposted it."""
        return self.call(functions.get_repost, viewer=self.viewer, post=post_id)

    @answers(201, RepostState, also={200: RepostState})
    def create(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Repost a public post."""
        return self.call(functions.repost, actor=self.viewer, post=post_id)

    @answers(204)
    def destroy(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Undo a repost."""
        return self.call(functions.unrepost, actor=self.viewer, post=post_id)
