"""Paths of people, below /api/."""

from topin.core.api.routes import route

from .views import (
    HandleCheckViewSet,
    OwnHandleViewSet,
    OwnProfileViewSet,
    ProfileLikeViewSet,
    ProfileViewSet,
    VerificationViewSet,
)

urlpatterns = [
    route("users/me", OwnProfileViewSet, get="retrieve", put="update", delete="destroy"),
    route("users/me/handle", OwnHandleViewSet, put="update"),
    route("users/me/verification", VerificationViewSet, get="retrieve", post="create"),
    route("users/check-handle/<str:handle>", HandleCheckViewSet, get="retrieve"),
    route("users", ProfileViewSet, get="list"),
    route("users/<str:who>", ProfileViewSet, get="retrieve"),
    route("users/<uuid:user_id>/like", ProfileLikeViewSet, post="create", delete="destroy"),
]
