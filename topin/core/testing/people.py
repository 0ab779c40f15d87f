"""People for tests: real accounts made by the sign-up SQL, with a session and a token of it."""

import json
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend

from topin.core.db.session import Caller, acting

# bcrypt of "correct horse", made once: hashing anew for each person would be most of the suite's time.
PASSWORD = "correct horse"
PASSWORD_HASH = "$2b$04$N1yv84yMrByRHHaXfURu8.9Nrk4s8JxmB1RQm8a6i69yK4FlfjETW"
LOGIN = Caller(None)
# A member of staff, as the admin puts who acts on each transaction; a number, with no row of its own.
STAFF = Caller(None, json.dumps({"staff_id": 7, "staff_name": "mo", "address": "192.0.2.1", "request_id": "r1"}))


@dataclass(frozen=True)
class Person:
    """An account: its id, handle and e-mail, and the claims of its one session."""

    id: str
    handle: str
    email: str
    session_id: str
    claims: dict[str, Any] = field(repr=False)

    @property
    def token(self) -> str:
        """An access token of the session, as the product signs it."""
        now = int(time.time())
        return sign({**self.claims, "iat": now, "exp": now + 3600})

    @property
    def caller(self) -> Caller:
        return Caller("authenticated", json.dumps(self.claims))


def sign(claims: dict[str, Any], secret: str | None = None) -> str:
    """An HS256 token of these very claims."""
    return str(TokenBackend("HS256", secret or settings.GOTRUE_JWT_SECRET).encode(claims))


def make_person(handle: str | None = None, **metadata: Any) -> Person:
    """Sign up an account, committed; a handle that is not given is unique."""
    handle = handle or f"u_{uuid.uuid4().hex[:12]}"
    email = f"{uuid.uuid4().hex[:16]}@example.test"
    data = {"user_handle": handle, "display_name": handle.title(), **metadata}
    with acting(LOGIN, alias="auth") as session:
        user_id = session.execute(
            "SELECT private.create_user($1, $2, $3::jsonb)", [email, PASSWORD_HASH, json.dumps(data)]
        )
        granted = session.execute(
            "SELECT private.auth_open_session($1::uuid, 'password', $2, '{}'::jsonb)",
            [user_id, secrets.token_hex(6)],
        )
    session_id = json.loads(granted)["session_id"]
    claims = {
        "sub": str(user_id), "role": "authenticated", "aud": settings.GOTRUE_JWT_AUD, "email": email,
        "session_id": session_id, "aal": "aal1", "is_anonymous": False, "app_metadata": {},
        "amr": [{"method": "password", "timestamp": int(time.time())}],
    }  # fmt: skip
    return Person(str(user_id), handle, email, session_id, claims)
