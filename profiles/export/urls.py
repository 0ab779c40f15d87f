"""Paths of the data export, below /api/."""

from topin.core.api.routes import route

from .views import DataExportViewSet, ExportFileViewSet

urlpatterns = [
    route("users/me/export", DataExportViewSet, get="retrieve", post="create"),
    route("exports/<str:word>", ExportFileViewSet, get="retrieve"),
]
