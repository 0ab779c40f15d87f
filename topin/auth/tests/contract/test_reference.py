"""docs/auth-reference.md is what the sources and the tables of these tests say (`make reference` writes it)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from topin.auth.tests.contract.reach import ROOM

from .audit_flows import FLOWS
from .codes import NOT_REACHED, OWN
from .rows import ROWS
from .settings_listed import settings
from .test_audit import NOT_WRITTEN

PAGE = ROOM.parents[1] / "docs" / "auth-reference.md"


_TOP = """# The accounts, looked up

Written by `make reference` from the sources and from the tables of `topin/auth/tests/contract`; a test holds it.
How to move here from Supabase, and the differences that matter to that, are in `leaving-supabase.md`.

## Settings

Environment variables. GoTrue's own names keep GoTrue's meaning; `TOPIN_…` are this project's. Sign-in by id tokens
has `GOTRUE_EXTERNAL_GOOGLE_ENABLED`, `_CLIENT_ID` and `_SKIP_NONCE_CHECK`, and the same of `APPLE`:
`topin/settings/gotrue.py`.
"""
_FAILURES = """## Failures

Status and code of what each endpoint refuses by itself. Beside these, wherever they fit: `no_authorization`,
`bad_jwt`, `user_not_found`, `session_not_found`, `user_banned` of the token; `not_admin` of a service token;
`bad_json`, `request_entity_too_large` of the body; `over_request_rate_limit`; `unexpected_failure`, `conflict`.

| endpoint | refusals |
|---|---|"""
_AUDIT = """## Audit

What each flow writes to `auth.audit_log_entries`, once each, in GoTrue's form and by its names where not said
otherwise. `actor_id` is the account. The address stands as a keyed hash (`address_hash`), with `agent` and
`request_id`; `actor_name` and `ip_address` are left out: what people say of themselves, and where they are.

| flow | written | GoTrue, where it differs | why |
|---|---|---|---|"""


def _page() -> Iterator[str]:
    yield _TOP
    yield from _settings()
    yield _FAILURES
    yield from _failures()
    yield _AUDIT
    yield from _audit()


def _settings() -> Iterator[str]:
    for section, those in groupby(settings(), key=lambda one: one.section):
        yield f"### {section}\n\n| variable | form | default | meaning |\n|---|---|---|---|"
        for one in those:
            default = f"`{one.default}`" if one.default else ""
            yield f"| `{one.variable}` | {one.form} | {default} | {one.meaning.replace('|', chr(92) + '|')} |"
        yield ""


def _failures() -> Iterator[str]:
    found: dict[str, dict[str, None]] = {}
    for row in ROWS:
        found.setdefault(row.endpoint, {})[f"{row.status} `{row.code}`"] = None
    yield from (f"| {endpoint} | {', '.join(those)} |" for endpoint, those in sorted(found.items()))
    own = ", ".join(f"`{code}`" for code in sorted(OWN))
    yield f"\nNot GoTrue's: {own}, of the profile that is made with an account.\n"
    yield "GoTrue's codes that nothing here answers:\n\n| code | why |\n|---|---|"
    yield from (f"| `{code}` | {why} |" for code, why in sorted(NOT_REACHED.items()))
    yield ""


def _audit() -> Iterator[str]:
    for flow in FLOWS:
        theirs = "" if flow.gotrue is None else _listed(flow.gotrue)
        yield f"| {flow.name} | {_listed(flow.writes)} | {theirs} | {flow.why} |"
    yield "\nGoTrue's actions that nothing here writes:\n\n| action | why |\n|---|---|"
    yield from (f"| `{action}` | {why} |" for action, why in sorted(NOT_WRITTEN.items()))


def _listed(actions: tuple[str, ...]) -> str:
    return ", ".join(f"`{action}`" for action in actions) or "nothing"


def test_the_page_is_what_the_tables_say(pytestconfig: Any) -> None:
    text = "\n".join(_page()) + "\n"
    if pytestconfig.getoption("--write-reference"):
        PAGE.write_text(text)
    assert PAGE.read_text() == text, "see it through, then `make reference`"
