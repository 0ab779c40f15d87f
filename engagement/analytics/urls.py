"""Paths of views and analytics, below /api/."""

from topin.core.api.routes import route

from .views import ViewBatchViewSet, ViewViewSet

urlpatterns = [
    route("posts/views", ViewBatchViewSet, post="create"),
    route("posts/<uuid:post_id>/view", ViewViewSet, post="create"),
]
