"""What staff see of posts."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminTextInputWidget

from profiles.functions import staff_find_people
from topin.core.admin.actions import StaffAction
from topin.core.admin.base import ChoiceFilter, link, listed
from topin.core.admin.hiding import HidingAdmin, SeenFilter
from topin.core.admin.middleware import ALIAS
from topin.core.admin.opening import CLOSED, inspect, is_closed, opened
from topin.core.admin.questions import Answer, StaffQuestion
from topin.core.admin.searching import IdOrPeopleAdmin
from topin.core.db.session import Session

from . import explain, functions
from .media.admin import MediaAdmin, first, may_see, strip
from .media.models import Media
from .models import Post

__all__ = ["MediaAdmin", "PostAdmin"]

_EXCERPT = 110  # two lines of the list


class ViewerForm(forms.Form):
    """Who looks."""

    viewer = forms.CharField(
        max_length=320,
        widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True, "placeholder": "@handle"}),
        help_text="Handle, e-mail address or id of the person; “anonymous” for somebody who is not signed in.",
    )


def _why(post: Post, given: dict[str, Any]) -> Answer:
    session = Session(ALIAS)
    viewer = explain.viewer_id(session, given["viewer"])
    rules = explain.explain(session, viewer, str(post.pk))
    who = given["viewer"] if viewer else "Somebody who is not signed in"
    sees = explain.shown(rules)
    words = f"{who} sees this post." if sees else f"{who} does not see this post."
    return Answer(words, sees, [(rule.passed, rule.words) for rule in rules])


who_sees = StaffQuestion(
    name="access", label="Who sees it?", icon="visibility", permission="posts.explain_post",
    form=ViewerForm, answer=_why,
    explanation="Says whether somebody sees this post, and which rule shows or hides it. Nothing is changed, and "
    "neither of the two is told.",
)  # fmt: skip


hide = StaffAction(
    name="hide", label="Hide", icon="visibility_off", danger=True,
    function=functions.hide_post, argument="target", permission="posts.hide_post",
    explanation="Nobody but its author sees this post any more, nor what hangs on it; its author is told. "
    "Nothing is deleted; restoring it brings it back to its place.",
    done="The post is hidden.",
    applies=lambda post: post.hidden_at is None,
)  # fmt: skip
restore = StaffAction(
    name="restore", label="Restore", icon="undo",
    function=functions.restore_post, argument="target", permission="posts.hide_post",
    explanation="Undoes the hiding: its audience sees the post again, unless its author has deleted it. "
    "Its author is told.",
    done="The post is seen again.",
    applies=lambda post: post.hidden_at is not None,
)  # fmt: skip


class AudienceFilter(ChoiceFilter):
    """By whom a post is for."""

    title = parameter_name = "audience"
    words = ("public", "followers", "mutuals", "private")


@admin.register(Post)
class PostAdmin(IdOrPeopleAdmin, HidingAdmin):
    """Posts, the newest first."""

    audit_type = "post"
    find_people = staff_find_people
    list_display = ("excerpt", "first_medium", "author_link", "state_label", "audience", "type", "created_at")
    list_filter = (SeenFilter, AudienceFilter)
    search_fields = ("id",)
    search_help_text = "Id, @handle or e-mail of the author"
    list_select_related = ("author",)
    staff_questions = (who_sees,)
    staff_actions = (inspect(functions.inspect_post, "posts.inspect_post", "post"), hide, restore)
    fieldsets = (
        (
            None,
            {"fields": ("text", "pictures", "author_link", "state_label", "audience", "comments_from", "type")},
        ),
        ("Counts", {"fields": ("likes", "comments", "reposts", "views")}),
        ("Record", {"fields": ("id", "created_at", "edited_at", "hidden_at", "deleted_at", "version")}),
    )

    def of_people(self, queryset: QuerySet[Post], people: list[uuid.UUID]) -> QuerySet[Post]:
        """Of an author what still stands, as the index by author and time holds that."""
        return super().of_people(queryset, people).filter(deleted_at=None)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """With the media of a page of posts in one query."""
        posts: QuerySet[Post] = super().get_queryset(request)
        shown = posts.annotate(opened=opened("post"))
        return shown.prefetch_related(Prefetch("media", Media.objects.order_by("position", "id")))

    def get_list_display(self, request: HttpRequest) -> Sequence[Any]:
        return [name for name in self.list_display if name != "first_medium" or may_see(request)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        (_, shown), *rest = super().get_fieldsets(request, obj)
        fields = [name for name in shown["fields"] if name != "pictures" or may_see(request)]
        return [(None, {"fields": fields}), *rest]

    @admin.display(description="Post")
    def excerpt(self, post: Post) -> str:
        return CLOSED if is_closed(post) else truncatechars(post.content, _EXCERPT) or f"({post.type})"

    @admin.display(description="Post")
    def text(self, post: Post) -> str:
        return CLOSED if is_closed(post) else post.content or "(no words)"

    @admin.display(description="Author")
    def author_link(self, post: Post) -> SafeString:
        return link("profiles_profile", post.author_id, post.author)

    @admin.display(description="Media")
    def pictures(self, post: Post) -> str:
        media = list(post.media.all())
        return CLOSED if media and is_closed(post) else strip(media)

    @admin.display(description="Media")
    def first_medium(self, post: Post) -> str:
        media = list(post.media.all())
        return "closed" if media and is_closed(post) else first(media)

    @admin.display(description="Likes")
    def likes(self, post: Post) -> str:
        return f"{post.counters.like_count:,}"

    @admin.display(description="Comments")
    def comments(self, post: Post) -> str:
        return listed("engagement_comment", post.pk, f"{post.counters.comment_count:,}")

    @admin.display(description="Reposts")
    def reposts(self, post: Post) -> str:
        return f"{post.counters.repost_count:,}"

    @admin.display(description="Views")
    def views(self, post: Post) -> str:
        return f"{post.counters.view_count:,}"
