"""The endpoints of the social graph: /api/social, and /api/users/{id}/mute."""

import uuid

from django.http import HttpRequest, HttpResponse

from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet

from . import functions
from .serializers import (
    BlockState,
    FollowState,
    ListedBlock,
    ListedFollow,
    ListedMute,
    ListedRequest,
    MuteInput,
    MuteState,
    SuggestedPerson,
)


class FollowViewSet(ApiViewSet):
    """Follow somebody, or ask to; stop, or withdraw."""

    limits = {"create": "follow"}

    @answers(201, FollowState, also={200: FollowState})
    def create(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Follow, or ask to follow a private account."""
        return self.call(functions.follow_user, actor=self.viewer, target=user_id)

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Unfollow, or withdraw the request."""
        return self.call(functions.unfollow_user, actor=self.viewer, target=user_id)


class FollowerViewSet(ApiViewSet):
    """Who follows somebody; make them stop following oneself."""

    @answers(200, ListedFollow, paged=True)
    def list(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """A person's followers."""
        return self.page(functions.get_followers_with_profiles, target=user_id, viewer=self.viewer)

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Remove a follower."""
        return self.call(functions.remove_follower, actor=self.viewer, follower=user_id)


class FollowingViewSet(ApiViewSet):
    """Whom somebody follows."""

    @answers(200, ListedFollow, paged=True)
    def list(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Whom a person follows."""
        return self.page(functions.get_following, target=user_id, viewer=self.viewer)


class MutualViewSet(ApiViewSet):
    """Who follows somebody and is followed back."""

    @answers(200, ListedFollow, paged=True)
    def list(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """People who follow each other with a person."""
        return self.page(functions.get_mutuals, target=user_id, viewer=self.viewer)


class BlockViewSet(ApiViewSet):
    """Block somebody, or no more."""

    @answers(201, BlockState, also={200: BlockState})
    def create(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Block a person."""
        return self.call(functions.block_user, actor=self.viewer, target=user_id)

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Unblock a person."""
        return self.call(functions.unblock_user, actor=self.viewer, target=user_id)


class BlockedViewSet(ApiViewSet):
    """Whom one blocks."""

    @answers(200, ListedBlock, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Whom you have blocked."""
        return self.page(functions.get_blocked, viewer=self.viewer)


class MutedViewSet(ApiViewSet):
    """Whom one has muted."""

    @answers(200, ListedMute, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Whom you have muted."""
        return self.page(functions.get_muted, viewer=self.viewer)


class SuggestionViewSet(ApiViewSet):
    """Whom one might want to follow."""

    @answers(200, SuggestedPerson, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """People you might want to follow.

        First whom most of those you follow follow, then who is widely followed: some hundreds at most, public
        accounts that let themselves be found. Each page is of its own moment: after a follow begin anew, without
        a cursor.
        """
        return self.page(functions.get_suggestions, viewer=self.viewer)


class FollowRequestViewSet(ApiViewSet):
    """Who asks to follow oneself; accept or decline."""

    @answers(200, ListedRequest, paged=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Who asks to follow you."""
        return self.page(functions.get_follow_requests, viewer=self.viewer)

    @answers(201, FollowState, also={200: FollowState})
    def create(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Accept a follow request."""
        return self.call(functions.accept_follow_request, actor=self.viewer, requester=user_id)

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Decline a follow request."""
        return self.call(functions.decline_follow_request, actor=self.viewer, requester=user_id)


class MuteViewSet(ApiViewSet):
    """Hide somebody in silence, for a time or for good."""

    @answers(201, MuteState, also={200: MuteState}, body=MuteInput)
    def create(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Mute a person."""
        return self.call(functions.mute_user, actor=self.viewer, target=user_id, **self.input())

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Unmute a person."""
        return self.call(functions.unmute_user, actor=self.viewer, target=user_id)
