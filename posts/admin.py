"""What staff see of posts."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextInputWidget

from profiles import functions
from profiles.models import Profile
from topin.core.admin.base import AppModelAdmin, badge
from topin.core.admin.middleware import ALIAS
from topin.core.admin.questions import Answer, StaffQuestion
from topin.core.db.session import Session

from . import explain
from .media.admin import MediaAdmin, first, may_see, strip
from .media.models import Media
from .models import Post

__all__ = ["MediaAdmin", "PostAdmin"]

_LABELS = {"visible": "success", "hidden": "danger", "deleted": "warning"}
_LINK = '<a class="text-primary-600 underline" href="{}">{}</a>'
_AUDIENCES = ("public", "followers", "mutuals", "private")


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


class AudienceFilter(admin.SimpleListFilter):
    """By whom a post is for."""

    title = parameter_name = "audience"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name.capitalize()) for name in _AUDIENCES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        return queryset.filter(audience=self.value()) if self.value() else queryset


@admin.register(Post)
class PostAdmin(AppModelAdmin):
    """Posts, the newest first."""

    list_display = ("excerpt", "first_medium", "author_link", "state_label", "audience", "type", "created_at")
    list_filter = (AudienceFilter,)
    search_fields = ("id",)
    search_help_text = "Id of a post, or whole handle"
    list_select_related = ("author",)
    staff_questions = (who_sees,)
    fieldsets = (
        (None, {"fields": ("content", "pictures", "author_link", "state_label", "audience", "type")}),
        ("Counts", {"fields": ("likes", "comments", "reposts", "views")}),
        ("Record", {"fields": ("id", "created_at", "edited_at", "hidden_at", "deleted_at", "version")}),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Post], search_term: str
    ) -> tuple[QuerySet[Post], bool]:
        """By id, else by author; of an author what still stands, as the index by author and time holds that."""
        term = search_term.strip().replace("\0", "")
        if not term:
            return queryset, False
        try:
            return queryset.filter(pk=uuid.UUID(term)), False
        except ValueError:
            found = Session(ALIAS).call(functions.staff_find_people, term=term)
        authors = Profile.objects.filter(pk__in=found, handle_key=term.lstrip("@").lower()).values_list(
            "pk", flat=True
        )
        return queryset.filter(author_id__in=list(authors), deleted_at=None), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """With the media of a page of posts in one query."""
        posts: QuerySet[Post] = super().get_queryset(request)
        return posts.prefetch_related(Prefetch("media", Media.objects.order_by("position", "id")))

    def get_list_display(self, request: HttpRequest) -> Sequence[Any]:
        return [name for name in self.list_display if name != "first_medium" or may_see(request)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        (_, shown), *rest = super().get_fieldsets(request, obj)
        fields = [name for name in shown["fields"] if name != "pictures" or may_see(request)]
        return [(None, {"fields": fields}), *rest]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for _, section in self.fieldsets for name in section["fields"]]

    @admin.display(description="Post")
    def excerpt(self, post: Post) -> str:
        return truncatechars(post.content, 60) or f"({post.type})"

    @admin.display(description="Author")
    def author_link(self, post: Post) -> str:
        link = reverse("admin:profiles_profile_change", args=(post.author_id,))
        return format_html(_LINK, link, post.author)

    @admin.display(description="Media")
    def pictures(self, post: Post) -> str:
        return strip(list(post.media.all()))

    @admin.display(description="Media")
    def first_medium(self, post: Post) -> str:
        return first(list(post.media.all()))

    @badge("State", _LABELS)
    def state_label(self, post: Post) -> str:
        return "deleted" if post.deleted_at else "hidden" if post.hidden_at else "visible"

    @admin.display(description="Likes")
    def likes(self, post: Post) -> str:
        return f"{post.counters.like_count:,}"

    @admin.display(description="Comments")
    def comments(self, post: Post) -> str:
        found = f"{reverse('admin:engagement_comment_changelist')}?q={post.pk}"
        return format_html(_LINK, found, f"{post.counters.comment_count:,}")

    @admin.display(description="Reposts")
    def reposts(self, post: Post) -> str:
        return f"{post.counters.repost_count:,}"

    @admin.display(description="Views")
    def views(self, post: Post) -> str:
        return f"{post.counters.view_count:,}"
