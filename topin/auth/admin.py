"""What staff see of accounts: where somebody is signed in, with the end of it, and what happened to an account."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from topin.core.admin.actions import StaffAction
from topin.core.admin.base import AppModelAdmin, badge, link, named
from topin.core.admin.middleware import ALIAS
from topin.core.db.session import Session

from . import functions
from .models import AuthEvent, UserSession

_WHOM = "@handle, e-mail address or account's id"

end = StaffAction(
    name="end", label="End session", icon="logout", danger=True,
    function=functions.staff_end_session, argument="target", permission="accounts.end_usersession",
    explanation="Signs the person out on this device, from its next request on. They can sign in again.",
    done="The session has ended.",
    applies=lambda session: session.ended_at is None,
)  # fmt: skip


@admin.register(UserSession)
class UserSessionAdmin(AppModelAdmin):
    """Sessions, the last seen first."""

    audit_type = "session"
    list_display = ("device_label", "platform", "account", "state", "last_seen_at", "created_at")
    search_fields = ("user_id",)
    search_help_text = _WHOM
    list_select_related = ("user",)
    fields = ("account", "device_label", "platform", "state", "created_at", "last_seen_at", "ended_at", "id")
    staff_actions = (end,)

    def search_ids(self, term: str) -> list[Any]:
        return list(Session(ALIAS).call(functions.staff_find_sessions, term=term))

    @admin.display(description="Device")
    def device_label(self, session: UserSession) -> str:
        return session.device or "Unknown"

    @admin.display(description="Account")
    def account(self, session: UserSession) -> str:
        return link("profiles_profile", session.user_id, session.user)

    @badge("State", {"open": "success", "ended": "warning"})
    def state(self, session: UserSession) -> str:
        return "ended" if session.ended_at else "open"


@admin.register(AuthEvent)
class AuthEventAdmin(AppModelAdmin):
    """What happened to accounts, the newest first."""

    list_display = ("action", "actor", "agent", "created_at")
    search_fields = ("id",)
    search_help_text = _WHOM
    fields = ("action", "word", "actor", "agent", "request_id", "details", "created_at", "id")

    def search_ids(self, term: str) -> list[Any]:
        return list(Session(ALIAS).call(functions.staff_find_auth_events, term=term))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("instance_id", "ip_address")

    @admin.display(description="Event")
    def action(self, event: AuthEvent) -> str:
        return str(event)

    @admin.display(description="GoTrue's word")
    def word(self, event: AuthEvent) -> str:
        return str((event.payload or {}).get("action", ""))

    @admin.display(description="Account")
    def actor(self, event: AuthEvent) -> str:
        told = event.payload or {}
        name, person = told.get("actor_username"), told.get("actor_id", "")
        return link("profiles_profile", person, name or person) if person else str(name or "")

    @admin.display(description="App")
    def agent(self, event: AuthEvent) -> str:
        return str((event.payload or {}).get("agent") or "")[:60]

    @admin.display(description="Request")
    def request_id(self, event: AuthEvent) -> str:
        return str((event.payload or {}).get("request_id", ""))

    @admin.display(description="Details")
    def details(self, event: AuthEvent) -> str:
        return named((event.payload or {}).get("traits") or {})
