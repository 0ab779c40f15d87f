"""Paths of the social graph, below /api/."""

from topin.core.api.routes import route

from .search import SearchMentionViewSet, SearchUserViewSet
from .views import (
    BlockedViewSet,
    BlockViewSet,
    FollowerViewSet,
    FollowingViewSet,
    FollowRequestViewSet,
    FollowViewSet,
    MutedViewSet,
    MuteViewSet,
    MutualViewSet,
    SuggestionViewSet,
)

urlpatterns = [
    route("social/follow/<uuid:user_id>", FollowViewSet, post="create", delete="destroy"),
    route("social/followers/<uuid:user_id>", FollowerViewSet, get="list", delete="destroy"),
    route("social/following/<uuid:user_id>", FollowingViewSet, get="list"),
    route("social/mutuals/<uuid:user_id>", MutualViewSet, get="list"),
    route("social/block/<uuid:user_id>", BlockViewSet, post="create", delete="destroy"),
    route("social/blocked", BlockedViewSet, get="list"),
    route("social/muted", MutedViewSet, get="list"),
    route("social/suggestions", SuggestionViewSet, get="list"),
    route("social/requests", FollowRequestViewSet, get="list"),
    route("social/requests/<uuid:user_id>", FollowRequestViewSet, post="create", delete="destroy"),
    route("search/users", SearchUserViewSet, get="list"),
    route("search/mentions", SearchMentionViewSet, get="list"),
    route("users/<uuid:user_id>/mute", MuteViewSet, post="create", delete="destroy"),
]
