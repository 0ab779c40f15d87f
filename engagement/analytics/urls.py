"""Paths of views and analytics, below /api/."""

from topin.core.api.routes import route

from .views import AnalyticsOverviewViewSet, PostAnalyticsViewSet, ViewBatchViewSet, ViewViewSet

urlpatterns = [
    route("posts/views", ViewBatchViewSet, post="create"),
    route("posts/<uuid:post_id>/view", ViewViewSet, post="create"),
    route("analytics/overview", AnalyticsOverviewViewSet, get="retrieve"),
    route("analytics/posts/<uuid:post_id>", PostAnalyticsViewSet, get="retrieve"),
]
