"""The old app's edge functions, at their old paths and through the API's own code: /functions/v1/<name>.

Released apps go on calling them. What an app put into a body beside what is read here is passed over, its idea of
who is asking above all: that is the token's to say. docs/leaving-supabase.md maps all seven.
"""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from redis.exceptions import RedisError
from rest_framework import serializers

from engagement import functions as engagement
from engagement import metrics
from posts import functions as posts
from topin.core.api import body, limits
from topin.core.api.contract import answers
from topin.core.api.messages import Request
from topin.core.api.serializers import StrictSerializer
from topin.core.api.tokens import Verified
from topin.core.api.views import ApiViewSet
from topin.core.db.errors import Refusal

from . import tracking
from .serializers import Id, ViewItem


class PostNamed(StrictSerializer):
    """The post that it is about; `postId` is read as well."""

    post_id = Id()


class LikeNamed(PostNamed):
    """The post that is liked, or no more."""

    action = serializers.ChoiceField(["like", "unlike"], required=False, help_text="like where it is not given")


class Done(serializers.Serializer[Any]):
    """It was done."""

    success = serializers.BooleanField()


class LikeDone(Done):
    """It was done, and how the like stands."""

    liked = serializers.BooleanField()
    like_count = serializers.IntegerField()


class Synced(Done):
    """It was done."""

    synced = serializers.IntegerField(help_text="views that counted")


class RepostFound(serializers.Serializer[Any]):
    """Whether you reposted it."""

    reposted = serializers.BooleanField()


class EdgeViewSet(ApiViewSet):
    """Base of the functions, called as supabase-js does: with the app's key where nobody is signed in."""

    def _verify(self, request: Request) -> Verified:
        if not request.META.get("HTTP_AUTHORIZATION") and (key := request.META.get("HTTP_APIKEY")):
            request.META["HTTP_AUTHORIZATION"] = f"Bearer {key}"
        return super()._verify(request)

    def told(self) -> dict[str, Any]:
        """What the body says of what this function asks; 400 where it does not name a post.

        supabase-js calls a body that the app made text of itself text/plain; the functions read it as JSON all the
        same.
        """
        given = body.parse(self.request, any_type=True)
        chosen = self.contract.body
        if not isinstance(given, dict) or chosen is None:
            raise Refusal(400, "invalid", "The body must be a JSON object.")
        named = {"post_id": given["postId"]} if "postId" in given and "post_id" not in given else {}
        known = chosen().fields.keys()
        told = chosen.validated({name: value for name, value in {**given, **named}.items() if name in known})
        return {**told, "post_id": str(told["post_id"])}

    def done(self, **more: Any) -> HttpResponse:
        """200, as functions answered."""
        return self._json(json.dumps({"success": True, **more}).encode(), 200)


class TrackViewViewSet(EdgeViewSet):
    """track-view"""

    anonymous = {"create"}
    limits = {"create": "view"}

    @answers(200, Done, body=ViewItem)
    def create(self, request: Request) -> HttpResponse:
        """Tell that you saw a post. As POST /api/posts/{id}/view."""
        with metrics.counting("view"):
            if not tracking.track(self.verified, limits.address(request), [self.told()]):
                raise Refusal(404, "not_found", "Not found.")
        return self.done()


class TrackLikeViewSet(EdgeViewSet):
    """track-like"""

    @answers(200, LikeDone, body=LikeNamed)
    def create(self, request: Request) -> HttpResponse:
        """Like a post, or take the like back. As POST and DELETE /api/engagement/like/{contentId}."""
        with metrics.counting("like"):
            told = self.told()
            door = engagement.unlike_content if told.get("action") == "unlike" else engagement.like_content
            response = self.call(door, actor=self.viewer, content=uuid.UUID(told["post_id"]))
        return self.done(**json.loads(response.content))


class CheckExistingRepostViewSet(EdgeViewSet):
    """check-existing-repost"""

    @answers(200, RepostFound, body=PostNamed)
    def create(self, request: Request) -> HttpResponse:
        """Whether you reposted a post. As GET /api/posts/{id}/repost."""
        return self.call(posts.get_repost, viewer=self.viewer, post=uuid.UUID(self.told()["post_id"]))


class SyncRedisToPostgresViewSet(EdgeViewSet):
    """sync-redis-to-postgres"""

    service = {"create"}

    @answers(200, Synced)
    def create(self, request: Request) -> HttpResponse:
        """Store the views that wait in Redis now. For a service token alone; a job does it by itself."""
        if self.verified.role != "service_role":
            raise Refusal(403, "forbidden", "This takes a service token.")
        try:
            return self.done(synced=tracking.flush())
        except RedisError:
            raise Refusal(
                503, "buffer_unavailable", "Redis cannot be reached. Nothing is lost.", retry_after=30
            ) from None
