"""The endpoints of views: /api/posts/{id}/view and /api/posts/views; of analytics: /api/analytics."""

import json
import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse

from engagement import metrics
from topin.core.api import body, limits
from topin.core.api.contract import answers
from topin.core.api.views import ApiViewSet
from topin.core.db.errors import Refusal

from . import functions, tracking
from .serializers import (
    MOST,
    AnalyticsOverview,
    AnalyticsQuery,
    PostAnalytics,
    ViewInput,
    ViewItem,
    ViewsTaken,
    ViewTaken,
)


class ViewViewSet(ApiViewSet):
    """That somebody saw a post."""

    anonymous = {"create"}
    limits = {"create": "view"}

    @answers(202, ViewTaken, body=ViewInput)
    def create(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """Tell that you saw a post."""
        with metrics.counting("view"):
            view = {"post_id": str(post_id), **self.input()}
            if not tracking.track(self.verified, limits.address(request), [view]):
                raise Refusal(404, "not_found", "Not found.")
        return self._json(b'{"accepted": true}', 202)


class ViewBatchViewSet(ApiViewSet):
    """That somebody saw posts."""

    anonymous = {"create"}
    limits = {"create": "view"}

    @answers(202, ViewsTaken, body=ViewItem, many=True)
    def create(self, request: HttpRequest) -> HttpResponse:
        """Tell which posts you saw, at most 100 at once."""
        with metrics.counting("view"):
            given = body.parse(request)
            if not isinstance(given, list) or not 0 < len(given) <= MOST:
                raise Refusal(400, "invalid", f"The body must be a JSON array of 1 to {MOST} views.")
        read = [_read(item) for item in given]
        views = [view for view in read if view is not None]
        visible = tracking.track(self.verified, limits.address(request), views) if views else set()
        results = [_status(item, view, visible) for item, view in zip(given, read, strict=True)]
        told = Counter(result["status"] for result in results)
        metrics.count("view", "malformed", told["invalid"])
        metrics.count("view", "not_found", told["not_found"])
        return self._json(json.dumps({"accepted": told["accepted"], "results": results}).encode(), 202)


def _read(item: Any) -> dict[str, Any] | None:
    """The view as it was meant, or None where it is none."""
    try:
        view = ViewItem.validated(item)
    except Refusal:
        return None
    return {**view, "post_id": str(view["post_id"])}


def _status(item: Any, view: dict[str, Any] | None, visible: set[str]) -> dict[str, Any]:
    if view is None:
        named = item.get("post_id") if isinstance(item, dict) else None
        return {"post_id": named if isinstance(named, str) and len(named) <= 36 else None, "status": "invalid"}
    return {"post_id": view["post_id"], "status": "accepted" if view["post_id"] in visible else "not_found"}


class AnalyticsOverviewViewSet(ApiViewSet):
    """A creator's figures."""

    @answers(200, AnalyticsOverview, query=AnalyticsQuery)
    def retrieve(self, request: HttpRequest) -> HttpResponse:
        """Your figures of the last days, one row a UTC day."""
        return self.call(functions.get_analytics_overview, viewer=self.viewer, **self.query())


class PostAnalyticsViewSet(ApiViewSet):
    """A post's figures."""

    @answers(200, PostAnalytics, query=AnalyticsQuery)
    def retrieve(self, request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
        """The figures of a post of yours, one row a UTC day."""
        return self.call(functions.get_post_analytics, viewer=self.viewer, post=post_id, **self.query())
