"""What staff see of comments; hiding one and undoing it."""

import uuid

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars

from profiles.functions import staff_find_people
from topin.core.admin.actions import StaffAction
from topin.core.admin.base import link
from topin.core.admin.hiding import HidingAdmin, SeenFilter
from topin.core.admin.opening import CLOSED, is_closed, opened
from topin.core.admin.searching import IdOrPeopleAdmin

from . import admin_corrections as admin_corrections
from . import functions
from .models import Comment

hide = StaffAction(
    name="hide", label="Hide", icon="visibility_off", danger=True,
    function=functions.hide_comment, argument="target", permission="engagement.hide_comment",
    explanation="Nobody but its author sees this comment any more; answers to it keep their place. Nothing is "
    "deleted; restoring it brings it back.",
    done="The comment is hidden.",
    applies=lambda comment: comment.hidden_at is None,
)  # fmt: skip
restore = StaffAction(
    name="restore", label="Restore", icon="undo",
    function=functions.restore_comment, argument="target", permission="engagement.hide_comment",
    explanation="Undoes the hiding: the comment is seen again, unless its author has deleted it or that of the "
    "post has hidden it.",
    done="The comment is seen again.",
    applies=lambda comment: comment.hidden_at is not None,
)  # fmt: skip


@admin.register(Comment)
class CommentAdmin(IdOrPeopleAdmin, HidingAdmin):
    """Comments, the newest first."""

    audit_type = "comment"
    find_people = staff_find_people
    list_display = ("excerpt", "author_link", "post_link", "state_label", "created_at")
    list_filter = (SeenFilter,)
    search_fields = ("id",)
    search_help_text = "Id (its own or its post's), @handle or e-mail"
    fieldsets = (
        (None, {"fields": ("text", "author_link", "post_link", "state_label")}),
        ("Counts", {"fields": ("likes", "replies")}),
        (
            "Record",
            {
                "fields": (
                    "id",
                    "parent_id",
                    "created_at",
                    "edited_at",
                    "hidden_at",
                    "hidden_by_author_at",
                    "deleted_at",
                    "version",
                )
            },
        ),
    )
    staff_actions = (hide, restore)

    def of_id(self, queryset: QuerySet[Comment], wanted: uuid.UUID) -> QuerySet[Comment]:
        """The comment, else those of the post."""
        its_own = Comment.objects.filter(pk=wanted).exists()
        return queryset.filter(**{"pk" if its_own else "post_id": wanted})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """What stands below a post that is not public is open to whom the post is open."""
        found: QuerySet[Comment] = super().get_queryset(request)
        return found.select_related("author", "post__author").annotate(opened=opened("post", "post_id"))

    @admin.display(description="Comment")
    def excerpt(self, comment: Comment) -> str:
        return CLOSED if is_closed(comment) else truncatechars(comment.content, 110) or "(erased)"

    @admin.display(description="Comment")
    def text(self, comment: Comment) -> str:
        return CLOSED if is_closed(comment) else comment.content or "(erased)"

    @admin.display(description="Author")
    def author_link(self, comment: Comment) -> str:
        if comment.author_id is None:
            return "erased"
        return link("profiles_profile", comment.author_id, comment.author)

    @admin.display(description="Post")
    def post_link(self, comment: Comment) -> str:
        return link("posts_post", comment.post_id, comment.post)

    @admin.display(description="Likes")
    def likes(self, comment: Comment) -> str:
        return f"{comment.counters.like_count:,}"

    @admin.display(description="Replies")
    def replies(self, comment: Comment) -> str:
        return f"{comment.counters.reply_count:,}"
