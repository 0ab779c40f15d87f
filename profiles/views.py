"""The endpoints of people: /api/users."""

import uuid

from django.http import HttpRequest, HttpResponse

from topin.auth import closing
from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db.errors import Refusal

from . import functions
from .serializers import (
    ClosingInput,
    HandleCheck,
    HandleInput,
    IdsQuery,
    OwnProfile,
    Profile,
    ProfileInput,
    ProfileLike,
    Verification,
    VerificationInput,
)


class OwnProfileViewSet(ApiViewSet):
    """Oneself."""

    limits = {"destroy": "account"}

    @answers(200, OwnProfile)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """Yourself, with settings."""
        return self.call(functions.get_own_profile, actor=self.viewer)

    @answers(200, OwnProfile, body=ProfileInput)
    def update(self, request: HttpRequest) -> HttpResponse:
        """Change your profile."""
        given = {"changes": self.input(), "expected_version": self.if_match()}
        return self.call(functions.update_profile, actor=self.viewer, **given)

    @answers(204, body=ClosingInput)
    def destroy(self, request: HttpRequest) -> HttpResponse:
        """Delete your account: hidden at once, erased after 30 days unless you sign in before."""
        given = self.input()
        closing.close(request, self.verified.claims, password=given.get("password"), code=given.get("code"))
        return HttpResponse(status=204)


class OwnHandleViewSet(ApiViewSet):
    """One's handle."""

    limits = {"update": "handle"}

    @answers(200, OwnProfile, body=HandleInput)
    def update(self, request: HttpRequest) -> HttpResponse:
        """Change your handle."""
        return self.call(functions.change_handle, actor=self.viewer, **self.input())


class HandleCheckViewSet(ApiViewSet):
    """Whether a handle can be had."""

    anonymous = {"retrieve"}

    @answers(200, HandleCheck)
    def retrieve(self, request: HttpRequest, handle: str) -> HttpResponse:
        """Whether a handle can be had."""
        return self.call(functions.check_handle, handle=_storable(handle))


class ProfileViewSet(ApiViewSet):
    """Others, by id or @handle."""

    anonymous = {"retrieve"}

    @answers(200, Profile)
    def retrieve(self, request: HttpRequest, who: str) -> HttpResponse:
        """A person, by id or @handle."""
        if who.startswith("@"):
            handle = _storable(who[1:])
            return self.call(functions.get_profile_by_handle, viewer=self.viewer, handle=handle)
        return self.call(functions.get_profile, viewer=self.viewer, target=_id(who))

    @answers(200, Profile, query=IdsQuery, paged=True, whole=True)
    def list(self, request: HttpRequest) -> HttpResponse:
        """Up to 50 people by their ids."""
        return self.call(functions.get_profiles, viewer=self.viewer, **self.query())


class ProfileLikeViewSet(ApiViewSet):
    """Liking a profile."""

    @answers(201, ProfileLike, also={200: ProfileLike})
    def create(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Like a profile."""
        return self.call(functions.like_profile, actor=self.viewer, target=user_id)

    @answers(204)
    def destroy(self, request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
        """Take a profile like back."""
        return self.call(functions.unlike_profile, actor=self.viewer, target=user_id)


class VerificationViewSet(ApiViewSet):
    """The blue tick: ask, and see how it stands."""

    limits = {"create": "verification"}

    @answers(200, Verification)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """Your request for the blue tick."""
        return self.call(functions.get_verification, actor=self.viewer)

    @answers(201, Verification, also={200: Verification}, body=VerificationInput)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Ask for the blue tick."""
        return self.call(functions.request_verification, actor=self.viewer, **self.input())


def _id(text: str) -> uuid.UUID:
    """What stands in the path as an id; anything else is nobody."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refusal(404, "not_found", "Not found.") from None


def _storable(text: str) -> str:
    """Text of the path that PostgreSQL can be asked about."""
    if "\0" in text:
        raise Refusal(400, "invalid_text", "Text holds a character that cannot be stored.")
    return text
