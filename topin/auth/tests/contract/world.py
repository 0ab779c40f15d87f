"""What the rows of the table are made of: people in every state, and requests in their names."""

import base64
import hashlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings as configured
from limits import RateLimitItemPerHour

from topin.auth.tests.conftest import PASSWORD, GoTrue, answer_asks, fresh_email, with_handle
from topin.auth.tests.issuer import Issuer
from topin.auth.tests.test_admin_api import service
from topin.auth.tests.test_codes import link_for
from topin.auth.tests.test_factors import enrolled, verified
from topin.auth.tests.test_phone import fresh_number
from topin.core.api.limits import LIMITS
from topin.core.jobs.secret import open_sealed
from topin.core.testing.people import sign

AUDIENCE = "authenticated"
VERIFIER = "v" * 50
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "s256"}


@dataclass
class World:
    """`w("POST signup", {…})` asks; the rest arranges. Addresses count as confirmed at once."""

    gotrue: GoTrue
    settings: Any
    sql: Callable[..., Any]
    mails: Callable[[str], Any]
    issuer: Issuer
    patch: Any

    def __call__(self, endpoint: str, body: Any = None, *, token: str = "", **headers: str) -> Any:
        method, _, path = endpoint.partition(" ")
        return self.gotrue(method, path, body, token=token, **headers)

    def on(self, **changed: Any) -> "World":
        """Settings without their GOTRUE_."""
        for name, value in changed.items():
            setattr(self.settings, name if hasattr(configured, name) else f"GOTRUE_{name}", value)
        return self

    def person(self, state: str = "", **data: Any) -> dict[str, Any]:
        """Somebody signed in; `state` is SQL that changes their row. {access_token, refresh_token, user, …}."""
        session: dict[str, Any] = self.gotrue.sign_up(**data)
        if state:
            self.sql(f"UPDATE auth.users SET {state} WHERE id = %s", [session["user"]["id"]])
        return session

    def token(self, state: str = "") -> str:
        return str(self.person(state)["access_token"])

    def of(self, kind: str) -> str:
        """A bearer token by what is wrong with it."""
        person = str(uuid.uuid4())
        made: dict[str, Callable[[], str]] = {
            "none": lambda: "",
            "forged": lambda: "x.y.z",
            "without sub": lambda: service("anon"),
            "sub no uuid": lambda: sign({"sub": "x", "exp": soon()}),
            "unknown": lambda: sign({"sub": person, "exp": soon(), "aud": AUDIENCE}),
            "ended": lambda: self.without(self.person()),
            "banned": lambda: self.token("banned_until = now() + interval '1 day'"),
            "app": self.token,
        }
        return made[kind]()

    def without(self, session: dict[str, Any]) -> str:
        """Ends a session; its access token."""
        self.sql("DELETE FROM auth.sessions WHERE user_id = %s", [session["user"]["id"]])
        return str(session["access_token"])

    def number(self, *, confirmed: bool = True) -> tuple[str, dict[str, Any]]:
        """Somebody with a number alone, with a session."""
        number = fresh_number()
        proved = "now()" if confirmed else "NULL"
        return number, self.person(f"email = NULL, phone = '{number}', phone_confirmed_at = {proved}")

    def email(self, *, confirmed: bool = True) -> str:
        """The address of an account."""
        email = fresh_email()
        self.gotrue.sign_up(email)
        if not confirmed:
            self.sql("UPDATE auth.users SET email_confirmed_at = NULL WHERE email = %s", [email])
        return email

    def service(self, endpoint: str, body: Any = None) -> Any:
        return self(endpoint, body, token=service())

    def code(self, email: str) -> str:
        """The code of the newest mail to an address."""
        return str(self.mails(email)[0]["code"])

    def link(self, email: str) -> str:
        """Path and query of the link in the newest mail to an address."""
        return link_for(self.mails(email)[0]).partition("/api/auth/")[2]

    def auth_code(self, email: str) -> str:
        """What a PKCE link hands to the app."""
        self("POST otp", {"email": email, **PKCE})
        return str(self(f"GET {self.link(email)}")["Location"].partition("code=")[2])

    def id_token(self, **claims: Any) -> dict[str, Any]:
        claims = {"sub": uuid.uuid4().hex, "email": fresh_email(), **claims}
        return {"provider": "google", "id_token": self.issuer.token(**claims)}

    def factor(self, token: str, name: str = "phone") -> dict[str, Any]:
        return enrolled(self.gotrue, token, name)

    def two_factors(self) -> tuple[str, str]:
        """Somebody with a verified factor: a token of an aal1 session, and the factor."""
        email = fresh_email()
        token = str(self.gotrue.sign_up(email)["access_token"])
        factor = self.factor(token)
        assert verified(self.gotrue, token, factor).status_code == 200
        return str(self.gotrue.sign_in(email).json()["access_token"]), str(factor["id"])

    def challenge(self, token: str, factor: str, state: str = "") -> str:
        made = str(self(f"POST factors/{factor}/challenge", {}, token=token).json()["id"])
        if state:
            self.sql(f"UPDATE auth.mfa_challenges SET {state} WHERE id = %s", [made])
        return made

    def old(self, session: dict[str, Any]) -> str:
        """Makes a session two days old; its token."""
        self.sql(
            "UPDATE auth.sessions SET created_at = now() - interval '2 days' WHERE user_id = %s",
            [session["user"]["id"]],
        )
        return str(session["access_token"])

    def answer_asks(self) -> None:
        answer_asks(self.sql)

    def full(self, limit: str) -> "World":
        """One limit allows nothing more."""
        self.on(RATE_LIMITS=True)
        none = replace(LIMITS[limit], name=f"{limit} {uuid.uuid4()}", item=RateLimitItemPerHour(0))
        self.patch.setitem(LIMITS, limit, none)
        return self

    def texted(self, number: str) -> str:
        """The code of the newest text message to a number."""
        self.answer_asks()
        (row,) = self.sql(
            "SELECT payload FROM private.outbox WHERE kind = 'sms' AND payload ->> 'to' = %s"
            " ORDER BY created_at DESC, id DESC LIMIT 1", [number],
        )  # fmt: skip
        return str(open_sealed(row["payload"]["secret"])["code"])

    def again(self, times: int, endpoint: str, body: Any = None, **options: str) -> Any:
        """The last of so many answers."""
        return [self(endpoint, body, **options) for _ in range(times)][-1]


def new_account(**more: Any) -> dict[str, Any]:
    """The body of a sign-up that is right."""
    return {"email": fresh_email(), "password": PASSWORD, "data": with_handle({}), **more}


def soon() -> int:
    return int(time.time()) + 60
