"""Paths of engagement, below /api/."""

from topin.core.api.routes import route

from .views import (
    BookmarksViewSet,
    BookmarkViewSet,
    CommentListViewSet,
    CommentViewSet,
    HiddenCommentViewSet,
    LikedPostsViewSet,
    LikersViewSet,
    LikeViewSet,
    RepostersViewSet,
)

urlpatterns = [
    route("engagement/like/<uuid:content_id>", LikeViewSet, post="create", delete="destroy"),
    route("engagement/likes/<uuid:content_id>", LikersViewSet, get="list"),
    route("posts/<uuid:post_id>/reposts", RepostersViewSet, get="list"),
    route("posts/<uuid:post_id>/bookmark", BookmarkViewSet, post="create", delete="destroy"),
    route("users/me/bookmarks", BookmarksViewSet, get="list"),
    route("users/<uuid:user_id>/likes", LikedPostsViewSet, get="list"),
    route("engagement/comments/<uuid:post_id>", CommentListViewSet, get="list"),
    route(
        "engagement/comment/<uuid:comment_id>",
        CommentViewSet,
        post="create",
        get="retrieve",
        put="update",
        delete="destroy",
    ),
    route("engagement/comment/<uuid:comment_id>/hide", HiddenCommentViewSet, post="create", delete="destroy"),
]
