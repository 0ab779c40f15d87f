"""What staff see of people; suspending an account and undoing it; deciding who bears the blue tick."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminSelectWidget

from topin.core.admin.actions import ReasonForm, StaffAction
from topin.core.admin.base import AppModelAdmin, ChoiceFilter, WordFilter, badge, link, listed
from topin.core.admin.middleware import ALIAS
from topin.core.db.session import Session

from . import admin_erasure as admin_erasure
from . import functions
from .models import Profile, VerificationRequest

_LABELS = {"active": "success", "suspended": "danger", "deactivated": "warning"}
_DECISIONS = {"pending": "info", "approved": "success", "rejected": "danger", "revoked": "warning"}
_DAYS = (("1", "1 day"), ("3", "3 days"), ("7", "1 week"), ("30", "30 days"), ("", "Until it is undone"))

_OURS = re.compile(r"/api/media/(?P<media>[0-9a-f-]{36})/\w+")
# Words before a handle: who follows, or is followed; and what it takes, as private accounts keep it to themselves.
_WAY_OF_FOLLOWS = {"followers of ": True, "followed by ": False}
_FOLLOWS = "profiles.suspend_profile"
# Fields that lead to other lists, or show what stands there, and what it takes to see those.
_WAYS = {
    "follow_them": _FOLLOWS, "they_follow": _FOLLOWS, "posts": "posts.view_post",
    "avatar": "posts.view_media", "cover": "posts.view_media",
    "written": "engagement.view_comment", "uploads": "posts.view_media", "sessions": "accounts.view_usersession",
    "events": "accounts.view_authevent",
}  # fmt: skip


def state(profile: Profile) -> str:
    """active, suspended (now: a suspension that has run out counts no more) or deactivated."""
    if profile.suspended_at and (not profile.suspended_until or profile.suspended_until > timezone.now()):
        return "suspended"
    return "deactivated" if profile.deactivated_at else "active"


class SuspendForm(ReasonForm):
    """Why, and for how long."""

    days = forms.ChoiceField(label="For how long", choices=_DAYS, required=False, widget=UnfoldAdminSelectWidget())

    def arguments(self) -> dict[str, Any]:
        days = self.cleaned_data["days"]
        until = timezone.now() + timedelta(days=int(days)) if days else None
        return {"reason": self.cleaned_data["reason"], "until": until}


suspend = StaffAction(
    name="suspend", label="Suspend", icon="block", danger=True,
    function=functions.suspend_account, argument="target", permission="profiles.suspend_profile", form=SuspendForm,
    explanation="Nobody sees this person and their posts any more, and their app is refused from its next request "
    "on. Nothing is deleted; restoring the account brings everything back.",
    done="The account is suspended.",
    applies=lambda profile: state(profile) != "suspended",
)  # fmt: skip
restore = StaffAction(
    name="restore", label="Restore", icon="undo",
    function=functions.restore_account, argument="target", permission="profiles.suspend_profile",
    explanation="Undoes the suspension: the person, their posts and their sessions are back at once.",
    done="The account is restored.",
    applies=lambda profile: profile.suspended_at is not None,
)  # fmt: skip
reopen = StaffAction(
    name="reopen", label="Give back", icon="lock_open",
    function=functions.reopen_account, argument="target", permission="profiles.suspend_profile",
    explanation="Undoes the closing by its owner, who can sign in again and is seen again.",
    done="The account is open again.",
    applies=lambda profile: profile.deactivated_at is not None,
)  # fmt: skip

revoke = StaffAction(
    name="revoke", label="Take the tick away", icon="do_not_disturb_on", danger=True,
    function=functions.revoke_verification, argument="target", permission="profiles.verify_profile",
    explanation="The blue tick goes at once. The person may ask for it again.",
    done="The blue tick is gone.",
    applies=lambda profile: profile.is_verified,
)  # fmt: skip


def _decision(name: str, label: str, decision: str, explanation: str, **more: Any) -> StaffAction:
    return StaffAction(
        name=name, label=label, function=functions.decide_verification, argument="request",
        permission="profiles.verify_profile", explanation=explanation, done=f"The request is {decision}.",
        applies=lambda request: request.status == "pending", fixed={"decision": decision}, **more,
    )  # fmt: skip


approve = _decision("approve", "Approve", "approved", "The person gets the blue tick at once.", icon="verified")
reject = _decision(
    "reject",
    "Reject",
    "rejected",
    "The person reads your reason, and may ask again in 30 days.",
    icon="close",
    danger=True,
)


def _picture(address: str | None) -> str | None:
    """A picture of our own as staff are shown it; one that an old app left elsewhere, by its address."""
    ours = _OURS.fullmatch(address or "")
    if ours is None:
        return address
    shown = reverse("admin:posts_media_file", args=(ours["media"], "thumb"))
    page = reverse("admin:posts_media_change", args=(ours["media"],))
    return format_html('<a href="{}"><img src="{}" alt="" style="max-height: 96px"></a>', page, shown)


class StateFilter(WordFilter):
    """By what an account may do now."""

    title = parameter_name = "state"
    words = tuple(_LABELS)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Profile]) -> QuerySet[Profile]:
        lasting = Q(suspended_at__isnull=False) & (Q(suspended_until=None) | Q(suspended_until__gt=timezone.now()))
        match self.value():
            case "suspended":
                return queryset.filter(lasting)
            case "deactivated":
                return queryset.filter(deactivated_at__isnull=False)
            case "active":
                return queryset.filter(~lasting, deactivated_at=None)
        return queryset


@admin.register(Profile)
class ProfileAdmin(AppModelAdmin):
    """People, the newest first."""

    audit_type = "profile"
    list_display = ("handle", "display_name", "state_label", "verified", "profile_visibility", "created_at")
    list_filter = (StateFilter,)
    search_fields = ("user_handle",)
    search_help_text = "Handle (an old one, too), e-mail or any id"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "handle",
                    "old_handles",
                    "display_name",
                    "state_label",
                    "suspended_at",
                    "suspended_until",
                    "verified",
                )
            },
        ),
        ("Profile", {"fields": ("bio", "avatar", "cover", "profile_visibility", "show_active_status")}),
        ("Counts", {"fields": ("followers", "following", "posts")}),
        ("Elsewhere", {"fields": ("follow_them", "they_follow", "written", "uploads", "sessions", "events")}),
        ("Record", {"fields": ("id", "created_at", "updated_at", "deactivated_at")}),
    )
    staff_actions = (suspend, restore, reopen, revoke)

    def search_ids(self, term: str) -> list[Any]:
        return list(Session(ALIAS).call(functions.staff_find_people, term=term))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Besides people: who follows one, and whom one follows."""
        for words, followers in _WAY_OF_FOLLOWS.items():
            if search_term.lower().startswith(words) and request.user.has_perm(_FOLLOWS):
                whom = search_term[len(words) :].replace("\0", "")
                ids = Session(ALIAS).call(functions.staff_find_follows, term=whom, followers=followers)
                return queryset.filter(pk__in=ids), False
        return super().get_search_results(request, queryset, search_term)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Profile]:
        queryset: QuerySet[Profile] = super().get_queryset(request)
        return queryset.select_related("stats")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what says nothing of this person, and without ways to lists that this member may not see."""
        left_out = {name for name, permission in _WAYS.items() if not request.user.has_perm(permission)}
        if obj is not None and not obj.suspended_at:
            left_out |= {"suspended_at", "suspended_until"}
        shown = ((title, [one for one in part["fields"] if one not in left_out]) for title, part in self.fieldsets)
        return [(title, {"fields": fields}) for title, fields in shown if fields]

    @admin.display(description="Handle")
    def handle(self, profile: Profile) -> str:
        return f"@{profile.user_handle}"

    @admin.display(description="Handles before")
    def old_handles(self, profile: Profile) -> str:
        """Those given up, the newest first, each with the day."""
        given_up = profile.old_handles.order_by("-released_at")[:20]
        return ", ".join(f"@{one.handle_key} until {date_format(one.released_at)}" for one in given_up)

    @badge("State", _LABELS)
    def state_label(self, profile: Profile) -> str:
        return state(profile)

    @badge("Verified", {"verified": "info"})
    def verified(self, profile: Profile) -> str:
        return "verified" if profile.is_verified else ""

    @admin.display(description="Avatar", empty_value="none")
    def avatar(self, profile: Profile) -> str | None:
        return _picture(profile.avatar_url)

    @admin.display(description="Cover", empty_value="none")
    def cover(self, profile: Profile) -> str | None:
        return _picture(profile.cover_url)

    @admin.display(description="Followers")
    def followers(self, profile: Profile) -> str:
        return f"{profile.stats.followers_count:,}"

    @admin.display(description="Following")
    def following(self, profile: Profile) -> str:
        return f"{profile.stats.following_count:,}"

    @admin.display(description="Posts")
    def posts(self, profile: Profile) -> str:
        return listed("posts_post", f"@{profile.user_handle}", f"{profile.stats.posts_count:,}")

    @admin.display(description="Followers")
    def follow_them(self, profile: Profile) -> str:
        return listed(
            "profiles_profile", f"followers of @{profile.user_handle}", "The last 200 that follow this person"
        )

    @admin.display(description="Following")
    def they_follow(self, profile: Profile) -> str:
        return listed("profiles_profile", f"followed by @{profile.user_handle}", "The last 200 that they follow")

    @admin.display(description="Comments")
    def written(self, profile: Profile) -> str:
        return listed("engagement_comment", f"@{profile.user_handle}", "Written by this person")

    @admin.display(description="Media")
    def uploads(self, profile: Profile) -> str:
        return listed("posts_media", f"@{profile.user_handle}", "Uploaded by this person")

    @admin.display(description="Sessions")
    def sessions(self, profile: Profile) -> str:
        return listed("accounts_usersession", profile.pk, "Where this person is signed in")

    @admin.display(description="Sign-in events")
    def events(self, profile: Profile) -> str:
        return listed("accounts_authevent", profile.pk, "What happened to the account")


class RequestFilter(ChoiceFilter):
    """By what was decided; the open ones first of all."""

    title = parameter_name = "status"
    words = tuple(_DECISIONS)


@admin.register(VerificationRequest)
class VerificationAdmin(AppModelAdmin):
    """Requests for the blue tick, the longest waiting first."""

    audit_type = "verification_request"
    list_display = ("person", "status_label", "full_name", "category", "created_at", "decided_at")
    list_filter = (RequestFilter,)
    list_select_related = ("user",)
    fields = (
        "person_link",
        "status_label",
        "full_name",
        "category",
        "note",
        "evidence",
        "created_at",
        "decided_at",
        "reason",
    )
    staff_actions = (approve, reject)

    @admin.display(description="Evidence")
    def evidence(self, request: VerificationRequest) -> str:
        """The picture that was handed in, which the posts room keeps; it is erased 90 days later."""
        if request.evidence_media_id is None:
            return "none"
        shown = reverse("admin:posts_media_file", args=(request.evidence_media_id, "medium"))
        return format_html('<img src="{}" alt="evidence" style="max-height: 480px">', shown)

    @admin.display(description="Person")
    def person(self, request: VerificationRequest) -> str:
        return str(request.user)

    @admin.display(description="Person")
    def person_link(self, request: VerificationRequest) -> str:
        return link("profiles_profile", request.user_id, request.user)

    @badge("Status", _DECISIONS)
    def status_label(self, request: VerificationRequest) -> str:
        return request.status
