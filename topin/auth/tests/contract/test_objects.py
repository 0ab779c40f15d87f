"""User, identity, factor, session and claims, key by key and type by type, in each state that adds a key."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import jwt
import pytest

from topin.auth.tests.conftest import PASSWORD, fresh_email
from topin.auth.tests.test_phone import fresh_number

from .world import World, new_account

# After models.User, Identity, Factor and AccessTokenResponse of supabase/auth 2.196.0 (their json tags).
USER = {
    "id": str, "aud": str, "role": str, "email": str, "phone": str, "app_metadata": dict, "user_metadata": dict,
    "identities": list, "created_at": str, "updated_at": str, "is_anonymous": bool,
}  # fmt: skip
USER_WHEN_SET = {
    **dict.fromkeys(
        (
            "email_confirmed_at", "invited_at", "phone_confirmed_at", "confirmation_sent_at", "confirmed_at",
            "recovery_sent_at", "new_email", "email_change_sent_at", "new_phone", "phone_change_sent_at",
            "reauthentication_sent_at", "last_sign_in_at", "banned_until", "deleted_at",
        ), str,
    ),
    "factors": list,
}  # fmt: skip
IDENTITY = {
    "identity_id": str, "id": str, "user_id": str, "identity_data": dict, "provider": str, "last_sign_in_at": str,
    "created_at": str, "updated_at": str,
}  # fmt: skip
FACTOR = {
    "id": str, "status": str, "friendly_name": str, "factor_type": str, "phone": str, "created_at": str,
    "updated_at": str,
}  # fmt: skip
SESSION = {
    "access_token": str, "token_type": str, "expires_in": int, "expires_at": int, "refresh_token": str,
    "user": dict,
}  # fmt: skip
CLAIMS = {
    "sub": str, "aud": str, "exp": int, "iat": int, "email": str, "phone": str, "app_metadata": dict,
    "user_metadata": dict, "role": str, "aal": str, "amr": list, "session_id": str, "is_anonymous": bool,
}  # fmt: skip
SECRET = re.compile(r"password|token|hash|secret|instance|confirm_status|is_sso|is_super")


def _after(endpoint: str, body: Any = None) -> Callable[[World], Any]:
    """The account after a request in its own name."""

    def state(w: World) -> Any:
        token = w.token()
        w(endpoint, body, token=token)
        return w("GET user", token=token).json()

    return state


def _after_asking(path: str) -> Callable[[World], Any]:
    def state(w: World) -> Any:
        session = w.person()
        w(f"POST {path}", {"email": session["user"]["email"]})
        w.answer_asks()
        return w("GET user", token=session["access_token"]).json()

    return state


def _banned(w: World) -> Any:
    return w.service(f"PUT admin/users/{w.person()['user']['id']}", {"ban_duration": "1h"}).json()


def _closed(w: World) -> Any:
    session = w.person()
    w.service(f"DELETE admin/users/{session['user']['id']}", {"should_soft_delete": True})
    return w.service(f"GET admin/users/{session['user']['id']}").json()


STATES: dict[str, Callable[[World], Any]] = {
    "signed in": lambda w: w.person()["user"],
    "to be confirmed": lambda w: w.on(MAILER_AUTOCONFIRM=False)("POST signup", new_account()).json(),
    "a made-up answer": lambda w: w.on(MAILER_AUTOCONFIRM=False)(
        "POST signup", new_account(email=w.email())
    ).json(),
    "anonymous": lambda w: w("POST signup", {}).json()["user"],
    "by number": lambda w: w("GET user", token=w.number()[1]["access_token"]).json(),
    "by id token": lambda w: w("POST token?grant_type=id_token", w.id_token()).json()["user"],
    "invited": lambda w: w.service("POST invite", {"email": fresh_email()}).json(),
    "recovering": _after_asking("recover"),
    "changing its address": _after("PUT user", {"email": "new@example.test"}),
    "changing its number": lambda w: _after("PUT user", {"phone": fresh_number()})(w),
    "asked for a nonce": _after("GET reauthenticate"),
    "with a factor": _after("POST factors", {"factor_type": "totp", "friendly_name": "phone"}),
    "banned": _banned,
    "closed": _closed,
}


def held(found: dict[str, Any], always: dict[str, type], when_set: dict[str, type] | None = None) -> None:
    """Every key that must be there, none that must not, each of its type; times in RFC 3339, and no null."""
    when_set = when_set or {}
    assert always.keys() <= found.keys() and found.keys() <= {*always, *when_set}
    for name, value in found.items():
        assert isinstance(value, {**always, **when_set}[name]), (name, value)
        if isinstance(value, str) and (name.endswith("_at") or name == "banned_until"):
            assert datetime.fromisoformat(value).tzinfo, name
    assert not [name for name in found if SECRET.search(name) and name not in SESSION]


@pytest.mark.parametrize("state", STATES)
def test_a_user_in_each_state(world: World, state: str) -> None:
    user = STATES[state](world)
    held(user, USER, USER_WHEN_SET)
    for identity in user["identities"]:
        held(identity, IDENTITY, {"email": str})
        assert identity["user_id"] == user["id"] and identity["identity_data"]["sub"]
    for factor in user.get("factors", []):
        held(factor, FACTOR, {"last_challenged_at": str})


def test_each_key_of_a_user_is_met_in_some_state(world: World) -> None:
    met = {name for state in STATES.values() for name in state(world.on(MAILER_AUTOCONFIRM=True))}
    assert met == {*USER, *USER_WHEN_SET}


@pytest.mark.parametrize("way", ["signup", "password", "refresh", "code", "id_token", "anonymous"])
def test_a_session_by_each_way(world: World, way: str) -> None:
    email = world.email()
    world("POST otp", {"email": email})
    ways: dict[str, Callable[[], Any]] = {
        "signup": lambda: world("POST signup", new_account()),
        "password": lambda: world("POST token?grant_type=password", {"email": email, "password": PASSWORD}),
        "refresh": lambda: world(
            "POST token?grant_type=refresh_token", {"refresh_token": world.person()["refresh_token"]}
        ),
        "code": lambda: world("POST verify", {"type": "email", "email": email, "token": world.code(email)}),
        "id_token": lambda: world("POST token?grant_type=id_token", world.id_token()),
        "anonymous": lambda: world("POST signup", {}),
    }
    answer = ways[way]()
    session = answer.json()
    assert answer["Cache-Control"] == "no-store" and session["token_type"] == "bearer"
    assert session.pop("weak_password", None) is None
    held(session, SESSION)
    held(session["user"], USER, USER_WHEN_SET)
    claims = jwt.decode(session["access_token"], options={"verify_signature": False})
    held(claims, CLAIMS)
    method = {"signup": "password", "refresh": "password", "code": "otp", "id_token": "oauth"}.get(way, way)
    assert [(entry["method"], type(entry["timestamp"])) for entry in claims["amr"]] == [(method, int)]
    assert claims["exp"] - claims["iat"] == session["expires_in"] == 3600
    assert (claims["aal"], claims["aud"], claims["role"]) == ("aal1", "authenticated", "authenticated")


@pytest.mark.parametrize(
    ("path", "kind", "mark", "told"),
    [
        ("verify?token=x&type=signup", "error", "#", ("access_denied", "otp_expired")),
        ("verify?token=x&type=sms", "error", "#", ("invalid_request", "validation_failed")),
        ("verify?token=pkce_x&type=signup", "error", "both", ("access_denied", "otp_expired")),
    ],
)
def test_where_a_link_tells_its_fault(
    world: World, path: str, kind: str, mark: str, told: tuple[str, str]
) -> None:
    """In the fragment, as OAuth has it; that of a PKCE link in the query, too, where a server can read it."""
    answer = world(f"GET {path}&redirect_to=http://127.0.0.1/page?a=1%23old")
    page, _, fragment = answer["Location"].partition("#")
    assert answer.status_code == 303 and page.startswith("http://127.0.0.1/page?a=1")
    wanted = f"error={told[0]}&error_code={told[1]}&error_description="
    assert fragment.startswith(wanted) and fragment.endswith("sb=")
    assert (wanted in page) == (mark == "both") and "old" not in answer["Location"]
