"""Paths of views and analytics, below /api/, and of the old app's edge functions."""

from topin.core.api.routes import route

from .edge import CheckExistingRepostViewSet, SyncRedisToPostgresViewSet, TrackLikeViewSet, TrackViewViewSet
from .views import AnalyticsOverviewViewSet, PostAnalyticsViewSet, ViewBatchViewSet, ViewViewSet

urlpatterns = [
    route("posts/views", ViewBatchViewSet, post="create"),
    route("posts/<uuid:post_id>/view", ViewViewSet, post="create"),
    route("analytics/overview", AnalyticsOverviewViewSet, get="retrieve"),
    route("analytics/posts/<uuid:post_id>", PostAnalyticsViewSet, get="retrieve"),
]

# Below /functions/v1/.
edge_urlpatterns = [
    route("track-view", TrackViewViewSet, post="create"),
    route("track-like", TrackLikeViewSet, post="create"),
    route("check-existing-repost", CheckExistingRepostViewSet, post="create"),
    route("sync-redis-to-postgres", SyncRedisToPostgresViewSet, post="create"),
]
