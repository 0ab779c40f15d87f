"""The audit log, flow by flow and name by name: each event once, in GoTrue's form, and no secret in it."""

import re
from typing import Any

import pytest

from topin.auth.tests.conftest import PASSWORD

from .audit_flows import FLOWS, NEW, Flow
from .reach import ROOM
from .world import World

# GoTrue's actions with their log_type (supabase/auth 2.196.0, internal/models/audit_log_entry.go).
GOTRUE = {
    **dict.fromkeys(("login", "logout", "invite_accepted"), "account"),
    **dict.fromkeys(("user_signedup", "user_invited", "user_deleted"), "team"),
    **dict.fromkeys(("token_revoked", "token_refreshed"), "token"),
    **dict.fromkeys(
        (
            "user_modified", "user_recovery_requested", "user_reauthenticate_requested",
            "user_confirmation_requested",
            "user_repeated_signup", "user_updated_password", "identity_linked", "identity_unlinked",
            "passkey_created", "passkey_updated", "passkey_deleted",
        ), "user",
    ),
    **dict.fromkeys(
        (
            "factor_in_progress", "factor_unenrolled", "challenge_created", "verification_attempted",
            "factor_deleted",
            "factor_updated",
        ), "factor",
    ),
}  # fmt: skip
NOT_WRITTEN = {
    "invite_accepted": "by a provider's web page alone; an invitation is accepted here by its code: user_signedup",
    "factor_updated": "a service token cannot change a factor here",
    "passkey_created": "no passkeys", "passkey_updated": "no passkeys", "passkey_deleted": "no passkeys",
}  # fmt: skip
OWN = {"session_revoked": "account"}
KEYS = {
    "action", "actor_id", "actor_username", "actor_via_sso", "log_type", "traits", "agent", "address_hash",
        "request_id",
}  # fmt: skip


def _rows(world: World) -> dict[str, Any]:
    return {
        str(row["id"]): row
        for row in world.sql("SELECT id, payload, payload::text AS text, ip_address FROM auth.audit_log_entries")
    }


@pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])
def test_each_event_once_without_a_secret(world: World, flow: Flow) -> None:
    arranged = flow.arrange(world)
    before = _rows(world)
    person = flow.act(world, arranged)
    new = [row for key, row in _rows(world).items() if key not in before and row["payload"]["actor_id"] == person]
    assert sorted(row["payload"]["action"] for row in new) == sorted(flow.writes)
    for row in new:
        payload = row["payload"]
        assert payload.keys() == KEYS and row["ip_address"] == "" and payload["request_id"]
        assert payload["log_type"] == {**GOTRUE, **OWN}[payload["action"]]
        found = [secret for secret in _secrets(world, person) if secret in row["text"]]
        assert not found and "eyJ" not in row["text"]
    assert bool(flow.why) >= (flow.gotrue is not None)


def _secrets(world: World, person: str) -> list[str]:
    """Everything of the person that opens something, as far as it is stored; and what the tests give away."""
    stored = world.sql(
        "SELECT token AS it FROM auth.refresh_tokens WHERE user_id = %s UNION ALL"
        " SELECT token_hash FROM auth.one_time_tokens WHERE user_id::text = %s UNION ALL"
        " SELECT secret FROM auth.mfa_factors WHERE user_id::text = %s UNION ALL"
        " SELECT encrypted_password FROM auth.users WHERE id::text = %s",
        [person] * 4,
    )
    return [PASSWORD, NEW["password"], "127.0.0.1", *(row["it"] for row in stored if row["it"])]


def test_every_action_is_in_a_flow_and_every_one_of_gotrue_s_is_written_or_said_why_not() -> None:
    written = {action for flow in FLOWS for action in flow.writes}
    assert written - GOTRUE.keys() == OWN.keys()
    assert GOTRUE.keys() - written == NOT_WRITTEN.keys()
    sources = "\n".join(path.read_text() for path in (ROOM / "sql" / "functions").glob("auth_*.sql"))
    calls = re.findall(r"private\.auth_(?:audit|audit_identity|drop_factor)\(([^;]*?);", sources, re.DOTALL)
    named = {action for call in calls for action in re.findall(r"'(\w+)'", call)} & {*GOTRUE, *OWN}
    assert named == written
