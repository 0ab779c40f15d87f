"""What an operation may refuse with is read from its code and SQL: right on known ones, and complete."""

import pytest
from django.urls import get_resolver

from posts.media.views import MediaListViewSet, UploadViewSet
from posts.views import PostListViewSet, PostViewSet
from social.views import FollowViewSet
from topin.core.api.codes import EVERY
from topin.core.api.refusals import refusals_of_operation
from topin.core.api.views import ApiViewSet
from topin.core.db.refusals import refusals_of
from topin.core.testing.contracts import procedures

OF_SQL = [
    ("public.follow_user", {(403, "blocked"), (403, "cannot_target_self"), (404, "not_found")}),
    ("public.get_post", {(404, "not_found")}),
    ("public.unfollow_user", set()),
    ("private.check_session", {(401, "session_ended"), (403, "account_suspended")}),
]


@pytest.mark.parametrize(("name", "told"), OF_SQL, ids=[name for name, _ in OF_SQL])
def test_sql_is_followed_through_its_calls(name, told):
    assert refusals_of(name) == told


def test_what_a_trigger_refuses_is_its_writers(owner_of_module):
    """Handles are refused by the trigger that makes the profile of an account."""
    writers = [one.name for one in procedures(owner_of_module) if "INSERT INTO auth.users" in one.body]
    assert writers
    for name in writers:
        assert (409, "handle_taken") in refusals_of(name)


def codes(view, action, method, has_path=True):
    return {code for each in refusals_of_operation(view, action, method, has_path).values() for code in each}


def test_python_and_other_processes_are_followed_too():
    upload = codes(MediaListViewSet, "create", "POST", False)
    assert {"file_required", "media_broken", "media_too_many_pixels", "storage_unavailable"} <= upload
    assert {"quota_exceeded", "idempotency_key_reused", "media_type_not_supported"} <= upload
    assert "wrong_size" in codes(UploadViewSet, "update", "PUT") - upload


def test_what_cannot_come_is_not_told():
    follow = codes(FollowViewSet, "create", "POST")
    assert not {"stale_version", "parse_error", "invalid_cursor", "limits_unavailable"} & follow
    assert "stale_version" in codes(PostViewSet, "update", "PUT")
    assert not {"stale_version", "invalid_if_match"} & codes(PostViewSet, "destroy", "DELETE")
    assert "reading_expired" in codes(PostListViewSet, "list", "GET", False)
    assert not {"reading_expired", "invalid_cursor"} & codes(PostListViewSet, "create", "POST", False)
    assert "authentication_required" not in codes(PostViewSet, "retrieve", "GET")


def operations():
    """(view, action, method, whether the path has parameters) of every endpoint."""
    for pattern in get_resolver().url_patterns:
        for route in getattr(pattern, "url_patterns", ()):
            view = getattr(route.callback, "cls", None)
            if isinstance(view, type) and issubclass(view, ApiViewSet):
                for method, action in route.callback.actions.items():
                    yield view, action, method.upper(), "<" in str(route.pattern)


# Of no operation; of operations to come; and what a constraint would say that no endpoint is known to reach.
ELSEWHERE = {
    "head_too_large", "length_required", "body_too_slow", "internal_error", "method_not_allowed",
    "idempotency_key_required", "conflict", "out_of_range", "too_long",
}  # fmt: skip


def test_every_other_code_is_told_by_some_operation():
    told = set().union(*(codes(*one) for one in operations()))
    assert EVERY.keys() - told == ELSEWHERE
