"""Paths of media, below /api/."""

from topin.core.api.routes import route

from .opening import FileViewSet, LinksViewSet, OpenViewSet
from .portraits import AvatarViewSet, CoverViewSet
from .views import CompleteViewSet, MediaListViewSet, MediaViewSet, PresignViewSet, UploadViewSet

urlpatterns = [
    route("media", MediaListViewSet, post="create"),
    route("media/presign", PresignViewSet, post="create"),
    route("media/links", LinksViewSet, get="list"),
    route("media/uploads/<str:word>", UploadViewSet, put="update"),
    route("media/files/<str:word>", FileViewSet, get="retrieve"),
    route("media/<uuid:media_id>", MediaViewSet, get="retrieve", delete="destroy"),
    route("media/<uuid:media_id>/complete", CompleteViewSet, post="create"),
    route("media/<uuid:media_id>/<slug:variant>", OpenViewSet, get="retrieve"),
    route("users/me/avatar", AvatarViewSet, put="update", delete="destroy"),
    route("users/me/cover", CoverViewSet, put="update", delete="destroy"),
]
