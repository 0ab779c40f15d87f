"""What each flow writes into the audit log, beside what GoTrue writes (supabase/auth 2.196.0, from its code)."""

import uuid
from collections.abc import Callable
from json import dumps
from typing import Any, NamedTuple

from topin.auth.tests.conftest import PASSWORD, fresh_email, with_handle
from topin.auth.tests.test_factors import verified
from topin.auth.tests.test_phone import fresh_number

from .world import PKCE, VERIFIER, World, new_account

NEW = {"password": "another password"}


class Flow(NamedTuple):
    """`act` does it and gives the id of whose it is; what is written of them after `arrange` counts.

    `gotrue` are GoTrue's actions where they differ, and `why` says why they do.
    """

    name: str
    writes: tuple[str, ...]
    act: Callable[[World, Any], str]
    arrange: Callable[[World], Any] = lambda w: None
    gotrue: tuple[str, ...] | None = None
    why: str = ""


def _id(answer: Any) -> str:
    body = answer.json()
    return str((body.get("user") or body)["id"])


def _asked(path: str, **body: Any) -> Callable[[World, Any], str]:
    """Asks for a code for the person whose session (or address and id) was arranged, as a worker answers it."""

    def act(w: World, one: Any) -> str:
        w(f"POST {path}", {"email": one["user"]["email"], **body})
        w.answer_asks()
        return str(one["user"]["id"])

    return act


def _unconfirmed(w: World) -> Any:
    return w.person("email_confirmed_at = NULL")


def _with_code(path: str, state: str = "", **body: Any) -> Callable[[World], Any]:
    def arrange(w: World) -> Any:
        one = w.person(state)
        email = one["user"]["email"]
        w(f"POST {path}", {"email": email, **body})
        return one, w.code(email), w.link(email)

    return arrange


def _verified(kind: str) -> Callable[[World, Any], str]:
    return lambda w, one: _id(w("POST verify", {"type": kind, "email": one[0]["user"]["email"], "token": one[1]}))


def _opened(w: World, one: Any) -> str:
    assert w(f"GET {one[2]}").status_code == 303
    return str(one[0]["user"]["id"])


def _exchanged(w: World, one: Any) -> str:
    code = w(f"GET {one[2]}")["Location"].partition("code=")[2]
    return _id(w("POST token?grant_type=pkce", {"auth_code": code, "code_verifier": VERIFIER}))


def _own(endpoint: str, body: Any = None) -> Callable[[World, Any], str]:
    """A request in the name of the arranged session."""

    def act(w: World, one: Any) -> str:
        assert w(endpoint, body, token=one["access_token"]).status_code < 300
        return str(one["user"]["id"])

    return act


def _served(method: str, body: Any = None) -> Callable[[World, Any], str]:
    """A request of a service token about the arranged person."""

    def act(w: World, one: Any) -> str:
        assert w.service(f"{method} admin/users/{one['user']['id']}", body).status_code == 200
        return str(one["user"]["id"])

    return act


def _link(kind: str) -> Callable[[World, Any], str]:
    def act(w: World, one: Any) -> str:
        email = one["user"]["email"] if one else fresh_email()
        body = {"type": kind, "email": email, "new_email": fresh_email(), "data": with_handle({})}
        return _id(w.service("POST admin/generate_link", {**body, "password": PASSWORD}))

    return act


def _both_codes(w: World) -> Any:
    one, new = w.person(), fresh_email()
    w.on(MAILER_AUTOCONFIRM=False)
    w("PUT user", {"email": new}, token=one["access_token"])
    return one, new, w.code(new), w.code(one["user"]["email"])


def _changed_address(w: World, one: Any) -> str:
    w("POST verify", {"type": "email_change", "email": one[1], "token": one[2]})
    return _id(w("POST verify", {"type": "email_change", "email": one[0]["user"]["email"], "token": one[3]}))


def _numbered(w: World) -> Any:
    number, _ = w.number()
    w("POST otp", {"phone": number})
    return number, w.texted(number)


def _new_number(w: World) -> Any:
    one, number = w.person(), fresh_number()
    w("PUT user", {"phone": number}, token=one["access_token"])
    return number, w.texted(number)


def _texted(kind: str) -> Callable[[World, Any], str]:
    return lambda w, one: _id(w("POST verify", {"type": kind, "phone": one[0], "token": one[1]}))


def _identity(w: World) -> Any:
    subject = uuid.uuid4().hex
    w("POST token?grant_type=id_token", w.id_token(sub=subject))
    return subject


def _by_identity(w: World, subject: Any = None, **claims: Any) -> str:
    return _id(w("POST token?grant_type=id_token", w.id_token(**({"sub": subject} if subject else {}), **claims)))


def _link_identity(w: World, one: Any) -> str:
    w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
    return _id(
        w("POST token?grant_type=id_token", {**w.id_token(), "link_identity": True}, token=one["access_token"])
    )


def _linked(w: World) -> Any:
    one = w.person()
    _link_identity(w, one)
    return one, w("GET user", token=one["access_token"]).json()["identities"][1]["identity_id"]


def _enrolled(w: World) -> Any:
    one = w.person()
    return one, w.factor(one["access_token"])


def _met(code: str = "") -> Callable[[World, Any], str]:
    def act(w: World, one: Any) -> str:
        verified(w.gotrue, one[0]["access_token"], one[1], code or None)
        return str(one[0]["user"]["id"])

    return act


def _refresh(times: int) -> Callable[[World, Any], str]:
    return lambda w, one: _id(
        w.again(times, "POST token?grant_type=refresh_token", {"refresh_token": one["refresh_token"]})
    )


def _reused(w: World, one: Any) -> str:
    w.on(SECURITY_REFRESH_TOKEN_REUSE_INTERVAL=0)
    assert w("POST token?grant_type=refresh_token", {"refresh_token": one["refresh_token"]}).status_code == 400
    return str(one["user"]["id"])


def _twice_refreshed(w: World) -> Any:
    one, newest = w.person(), ""
    newest = one["refresh_token"]
    for _ in range(2):
        newest = w("POST token?grant_type=refresh_token", {"refresh_token": newest}).json()["refresh_token"]
    return one


def _two_sessions(w: World) -> Any:
    one = w.person()
    other = w.gotrue.sign_in(one["user"]["email"]).json()
    listed = w("GET sessions", token=one["access_token"]).json()["results"]
    assert other
    return one, next(each["id"] for each in listed if not each["current"])


def _first_otp(w: World, one: Any) -> str:
    email = fresh_email()
    w("POST otp", {"email": email, "data": with_handle({})})
    w.answer_asks()
    return str(w.sql("SELECT id FROM auth.users WHERE email = %s", [email])[0]["id"])


def _first_text(w: World, one: Any) -> str:
    number = fresh_number()
    w("POST otp", {"phone": number})
    w.answer_asks()
    return str(w.sql("SELECT id FROM auth.users WHERE phone = %s", [number])[0]["id"])


def _text_again(w: World, one: Any) -> str:
    w("POST otp", {"phone": one[0]})
    w.answer_asks()
    return str(one[1]["user"]["id"])


def _repeated(w: World, one: Any) -> str:
    w("POST signup", new_account(email=one["user"]["email"]))
    return str(one["user"]["id"])


def _closed(w: World, one: Any) -> str:
    """As POST /api/users/me/deletion does it, when the password was right."""
    w.sql(
        "SELECT private.auth_close_account(jsonb_build_object('sub', id), encrypted_password, NULL, %s::jsonb)"
        " AS done FROM auth.users WHERE id = %s",
        [dumps({"request_id": "x"}), one["user"]["id"]],
        login="auth",
    )
    return str(one["user"]["id"])


def _reopenable(w: World) -> Any:
    one = w.person()
    _closed(w, one)
    return one


_NO_SECOND = "a sign-up by code is no login yet: that is written when the code is redeemed"
_SERVICE = (
    "of the person, not of the service token, so that a search for the person finds it; `by` names the service"
)
_KEPT = "a link that signs in as somebody must leave a trace"

FLOWS = [
    Flow("sign-up, address confirmed at once", ("user_signedup", "login"), lambda w, _: _id(w("POST signup",
        new_account()))),
    Flow("sign-up, address to be confirmed", ("user_confirmation_requested",),
         lambda w, _: _id(w.on(MAILER_AUTOCONFIRM=False)("POST signup", new_account()))),
    Flow("sign-up again before it was confirmed", ("user_confirmation_requested",),
         lambda w, one: _repeated(w.on(MAILER_AUTOCONFIRM=False), one), _unconfirmed),
    Flow("sign-up with an address that has an account", ("user_repeated_signup",),
         lambda w, one: _repeated(w.on(MAILER_AUTOCONFIRM=False), one), World.person),
    Flow("the same, addresses confirmed at once", ("user_repeated_signup",), _repeated, World.person),
    Flow("anonymous sign-in", ("user_signedup",), lambda w, _: _id(w("POST signup", {})), gotrue=(),
         why="an account that nobody knows the origin of is worse than one line more"),
    Flow("sign-in by password", ("login",), lambda w, one: _id(w.gotrue.sign_in(one["user"]["email"])),
        World.person),
    Flow("refresh", ("token_refreshed",), _refresh(1), World.person, ("token_refreshed", "token_revoked"),
         "each refresh spends the token before: a second line would say the same"),
    Flow("refresh again after a lost answer", ("token_refreshed",) * 2, _refresh(2), World.person,
         ("token_refreshed", "token_revoked", "token_refreshed"),
         "as above; the second says that it was replayed"),
    Flow("a refresh token that was used long ago", ("token_revoked",), _reused, _twice_refreshed, (),
         "a stolen token is what the log is there to tell; the session ends with it"),
    Flow("account closed by its owner", ("user_deleted",), lambda w, one: _closed(w, one), World.person, (),
         "GoTrue has no such endpoint"),
    Flow("closed account opened again by signing in", ("user_modified", "login"),
         lambda w, one: _id(w.gotrue.sign_in(one["user"]["email"])), lambda w: (lambda one: (_closed(w, one),
         one)[1])(w.person()),
         (), "GoTrue has no closed accounts"),
    Flow("asking for a code to sign in", ("user_recovery_requested",), _asked("otp"), World.person),
    Flow("the same, a new address", ("user_confirmation_requested",), lambda w,
        _: _first_otp(w.on(MAILER_AUTOCONFIRM=False), _)),
    Flow("the same, a new address, confirmed at once", ("user_signedup", "user_recovery_requested"), _first_otp,
         gotrue=("user_signedup", "login", "user_recovery_requested"), why=_NO_SECOND),
    Flow("asking for a recovery", ("user_recovery_requested",), _asked("recover"), World.person),
    Flow("asking again for the code of a sign-up", ("user_confirmation_requested",), _asked("resend",
        type="signup"), _unconfirmed),
    Flow("asking for a code by text message", ("user_recovery_requested",), _text_again, World.number),
    Flow("the same, a new number", ("user_confirmation_requested",), _first_text),
    Flow("code of a sign-up redeemed", ("user_signedup",), _verified("email"), _with_code("otp",
        "email_confirmed_at = NULL")),
    Flow("code to sign in redeemed", ("login",), _verified("magiclink"), _with_code("otp")),
    Flow("code of a recovery redeemed", ("login",), _verified("recovery"), _with_code("recover")),
    Flow("link opened", ("login",), _opened, _with_code("otp")),
    Flow("link of the PKCE flow opened and its code exchanged", ("login",), _exchanged, _with_code("otp", **PKCE),
         ("login", "login"), "it is one login, written when there is a session"),
    Flow("the same at a sign-up", ("user_signedup", "login"), _exchanged, _with_code("otp",
        "email_confirmed_at = NULL", **PKCE)),
    Flow("code of a text message redeemed", ("login",), _texted("sms"), _numbered, ("user_signedup",),
         "somebody who signed up long ago does not sign up"),
    Flow("another number proved", ("user_modified",), _texted("phone_change"), _new_number),
    Flow("another address proved at both", ("user_modified",), _changed_address, _both_codes),
    Flow("sign-in by an id token, a new person", ("user_signedup",), _by_identity),
    Flow("the same, a known person", ("login",), _by_identity, _identity),
    Flow("the same, the address of an account", ("identity_linked", "login"),
         lambda w, one: _by_identity(w, email=one["user"]["email"]), World.person),
    Flow("the same, an address that was never confirmed", ("identity_linked", "user_signedup"),
         lambda w, one: _by_identity(w, email=one["user"]["email"]), _unconfirmed),
    Flow("identity linked", ("identity_linked",), _link_identity, World.person),
    Flow("identity unlinked", ("identity_unlinked",), lambda w, one: _own(f"DELETE user/identities/{one[1]}")(w,
        one[0]), _linked),
    Flow("asking for a nonce", ("user_reauthenticate_requested",), _own("GET reauthenticate"), World.person),
    Flow("metadata changed", ("user_modified",), _own("PUT user", {"data": {"colour": "blue"}}), World.person),
    Flow("password changed", ("user_updated_password", "user_modified"), _own("PUT user", NEW), World.person),
    Flow("another address asked for", ("user_modified",), _own("PUT user", {"email": "a@example.test"}),
        World.person),
    Flow("an anonymous account's first address, confirmed at once", ("user_modified",),
         lambda w, one: _own("PUT user", {"email": fresh_email()})(w, one), lambda w: w("POST signup", {}).json(),
         ("user_modified", "user_modified"), "it is one change"),
    Flow("signing out", ("logout",), _own("POST logout"), World.person),
    Flow("another session ended", ("session_revoked",), lambda w, one: _own(f"DELETE sessions/{one[1]}")(w,
        one[0]), _two_sessions, (),
         "GoTrue has no such endpoint"),
    Flow("second factor enrolled", ("factor_in_progress",), _own("POST factors", {"factor_type": "totp"}),
        World.person),
    Flow("second factor met", ("challenge_created", "verification_attempted"), _met(), _enrolled),
    Flow("second factor, wrong code", ("challenge_created", "verification_attempted"), _met("000"), _enrolled,
        ("challenge_created",),
         "guesses are what one looks for; `proved` tells them apart"),
    Flow("second factor removed", ("factor_unenrolled",), lambda w, one: _own(f"DELETE factors/{one[1]['id']}")(w,
        one[0]), _enrolled),
    Flow("service: account made", ("user_signedup",), lambda w, _: _id(w.service("POST admin/users",
        {"email": fresh_email()})), why=_SERVICE),
    Flow("service: account changed", ("user_modified",), _served("PUT", {"user_metadata": {"a": 1}}),
        World.person, why=_SERVICE),
    Flow("service: account deleted", ("user_deleted",), _served("DELETE"), World.person, why=_SERVICE),
    Flow("service: second factor removed", ("factor_deleted",),
         lambda w, one: (w.service(f"DELETE admin/users/{one[0]['user']['id']}/factors/{one[1]['id']}"),
         one[0]["user"]["id"])[1], _enrolled),
    Flow("service: invitation", ("user_invited",), lambda w, _: _id(w.service("POST invite",
        {"email": fresh_email()})), why=_SERVICE),
    Flow("service: link for an invitation", ("user_invited",), _link("invite"), why=_SERVICE),
    Flow("service: link to sign in", ("user_recovery_requested",), _link("magiclink"), World.person, why=_SERVICE),
    Flow("service: link for a recovery", ("user_recovery_requested",), _link("recovery"), World.person,
        why=_SERVICE),
    Flow("service: link of a sign-up", ("user_confirmation_requested",), _link("signup"), gotrue=(), why=_KEPT),
    Flow("service: link to another address", ("user_modified",), _link("email_change_new"), World.person, (),
        _KEPT),
]  # fmt: skip
