"""The endpoints of engagement: /api/engagement."""

import uuid

from django.http import HttpRequest, HttpResponse

from posts.serializers import Post
from topin.core.api.contract import answers
from topin.core.api.shapes import UserSummary
from topin.core.api.views import ApiViewSet

from . import functions, metrics
from .serializers import BookmarkState, Comment, CommentChanges, CommentInput, CommentsQuery, LikeState


class LikeViewSet(ApiViewSet):
    """Liking a post or a comment."""

    @answers(201, LikeState, also={200: LikeState})
    def create(self, request: HttpRequest, content_id: uuid.UUID) -> HttpResponse:
        """Like a post or a comment."""
        with metrics.counting("like"):
            return self.call(functions.like_content, actor=self.viewer, content=content_id)

    @answers(200, LikeState)
    def destroy(self, request: HttpRequest, content_id: uuid.UUID) -> HttpResponse:
        """Take a like back."""
        return self.call(functions.unlike_content, actor=self.viewer, content=content_id)


class LikersViewSet(ApiViewSet):
    """Who likes something."""

    anonymous = {"list"}

    @answers(200, UserSummary, paged=True)
    def list(self, request: HttpRequest, content_id: uuid.UUID) -> HttpResponse:
        """Who likes a post or a comment; without those a block hides, so there may be fewer than the count."""
        return self.page(functions.get_likers, viewer=self.viewer, content=content_id)


class RepostersViewSet(ApiViewSet):
    """Who reposts something."""

    anonymous = {"list"}

    @answers(200, UserSummary, paged=True)
    def list(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Who reposts a post; without those whose repost you may not see, so there may be fewer than the count."""
        return self.page(functions.get_reposters, viewer=self.viewer, post=post_id)


class LikedPostsViewSet(ApiViewSet):
    """What somebody likes."""

    @answers(200, Post, paged=True)
    def list(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """The posts that a person likes: one's own likes always, another's where they show them.

        A page may be short, or empty, while `next_cursor` leads on: of likes that you may not see only so many are
        passed over at once."""
        return self.page(functions.get_liked_posts, viewer=self.viewer, target=user_id)


class BookmarkViewSet(ApiViewSet):
    """Bookmarking a post."""

    @answers(201, BookmarkState, also={200: BookmarkState})
    def create(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Bookmark a post.

        Nobody else learns of it, nor does it count anywhere."""
        return self.call(functions.bookmark_post, actor=self.viewer, post=post_id)

    @answers(204)
    def destroy(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Remove a bookmark."""
        return self.call(functions.unbookmark_post, actor=self.viewer, post=post_id)


class BookmarksViewSet(ApiViewSet):
    """What one has bookmarked."""

    @answers(200, Post, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """The posts that you bookmarked, the latest bookmark first; without those that you may not see (any more).

        A page may be short, or empty, while `next_cursor` leads on: of posts that you may not see only so many are
        passed over at once."""
        return self.page(functions.get_bookmarks, viewer=self.viewer)


class CommentViewSet(ApiViewSet):
    """Writing a comment below a post (the id in the path is the post's), and one comment (the comment's)."""

    anonymous = {"retrieve"}
    limits = {"create": "comment"}

    @answers(201, Comment, body=CommentInput)
    def create(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """Comment on a post, or answer a comment below it. The id is the post's."""
        given = self.input()
        return self.call(
            functions.add_comment, actor=self.viewer, post=comment_id,
            content=given["content"], parent=given.get("parent_id"),
        )  # fmt: skip

    @answers(200, Comment)
    def retrieve(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """One comment."""
        return self.call(functions.get_comment, viewer=self.viewer, comment=comment_id)

    @answers(200, Comment, body=CommentChanges)
    def update(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """Reword a comment."""
        given = {"content": self.input()["content"], "expected_version": self.if_match()}
        return self.call(functions.update_comment, actor=self.viewer, comment=comment_id, **given)

    @answers(204)
    def destroy(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """Delete a comment: one's own, or one below one's own post."""
        return self.call(functions.delete_comment, actor=self.viewer, comment=comment_id)


class HiddenCommentViewSet(ApiViewSet):
    """Hiding a comment below one's own post."""

    @answers(201, Comment, also={200: Comment})
    def create(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """Hide a comment below your own post from everybody but you and its author.

        Nothing is deleted and nobody is told. To everybody else it is as if it were deleted: where it was
        answered, a tombstone keeps the place of the answers."""
        return self.call(functions.hide_comment_by_author, actor=self.viewer, comment=comment_id)

    @answers(204)
    def destroy(self, request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
        """Show a comment again that you have hidden."""
        return self.call(functions.show_comment_by_author, actor=self.viewer, comment=comment_id)


class CommentListViewSet(ApiViewSet):
    """The comments of a post."""

    anonymous = {"list"}

    @answers(200, Comment, query=CommentsQuery, paged=True)
    def list(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """The comments below a post, or with `parent_id` the answers to one of them.

        A page may be short, or empty, while `next_cursor` leads on: of comments that you may not see only so many
        are passed over at once."""
        given = self.query()
        return self.page(
            functions.get_comments, viewer=self.viewer, post=post_id,
            sort=given.get("sort", "new"), parent=given.get("parent_id"),
        )  # fmt: skip
