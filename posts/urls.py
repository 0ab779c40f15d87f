"""Paths of posts, below /api/."""

from topin.core.api.routes import route

from .views import (
    PostHistoryViewSet,
    PostListViewSet,
    PostViewSet,
    RepostViewSet,
    UserPostsViewSet,
)

urlpatterns = [
    route("posts", PostListViewSet, get="list", post="create"),
    route("posts/user/<uuid:user_id>", UserPostsViewSet, get="list"),
    route("posts/<uuid:post_id>", PostViewSet, get="retrieve", put="update", delete="destroy"),
    route("posts/<uuid:post_id>/history", PostHistoryViewSet, get="list"),
    route("posts/<uuid:post_id>/repost", RepostViewSet, get="retrieve", post="create", delete="destroy"),
]
