"""Paths of posts, below /api/."""

from topin.core.api.routes import route

from .marker import MarkerViewSet
from .search import SearchPostViewSet
from .views import (
    PostHistoryViewSet,
    PostListViewSet,
    PostViewSet,
    RepostViewSet,
    UserPostsViewSet,
)

urlpatterns = [
    route("posts", PostListViewSet, get="list", post="create"),
    route("search/posts", SearchPostViewSet, get="list"),
    route("posts/marker", MarkerViewSet, get="retrieve", put="update"),
    route("posts/user/<uuid:user_id>", UserPostsViewSet, get="list"),
    route("posts/<uuid:post_id>", PostViewSet, get="retrieve", put="update", delete="destroy"),
    route("posts/<uuid:post_id>/history", PostHistoryViewSet, get="list"),
    route("posts/<uuid:post_id>/repost", RepostViewSet, get="retrieve", post="create", delete="destroy"),
]
