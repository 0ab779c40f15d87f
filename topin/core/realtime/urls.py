"""Paths of the streams."""

from topin.core.api.routes import route

from .views import SyncViewSet

urlpatterns = [route("sync", SyncViewSet, get="retrieve")]
