"""Refusals that many endpoints share, multiplied out: of the bearer token, the service token, the body, limits."""

import uuid
from collections.abc import Iterator

from topin.auth.openapi import OPERATIONS

from .row import Row
from .world import World

NOBODY = str(uuid.UUID(int=0))
_SOME = {
    "{session_id}": NOBODY, "{factor}": NOBODY, "{person}": NOBODY, "{identity}": NOBODY,
}  # fmt: skip
_NO_BEARER = "This endpoint requires a valid Bearer token"
_BAD_JWT = "invalid JWT: unable to parse or verify signature, or the token has expired"
BEARER = (
    ("none", 401, "no_authorization", _NO_BEARER),
    ("forged", 403, "bad_jwt", _BAD_JWT),
    ("without sub", 403, "bad_jwt", "invalid claim: missing sub claim"),
    ("sub no uuid", 400, "bad_jwt", "invalid claim: sub claim must be a UUID"),
    ("unknown", 403, "user_not_found", "User from sub claim in JWT does not exist"),
    ("ended", 403, "session_not_found", "Session from session_id claim in JWT does not exist"),
    ("banned", 403, "user_banned", "User is banned"),
)
SERVICE = (
    ("none", 401, "no_authorization", _NO_BEARER),
    ("forged", 403, "bad_jwt", _BAD_JWT),
    ("app", 403, "not_admin", "User not allowed"),
)
# Endpoints whose body is read before anything else is looked at, and after whose token.
BODIES = {
    "POST signup": "", "POST token?grant_type=password": "", "POST token?grant_type=refresh_token": "",
    "POST token?grant_type=pkce": "", "POST token?grant_type=id_token": "", "POST verify": "", "POST recover": "",
    "POST otp": "", "POST magiclink": "", "POST resend": "", "PUT user": "app", "POST factors": "app",
    "POST factors/{factor}/verify": "app",
}  # fmt: skip
LIMITED = {
    "POST signup": 30, "POST otp": 30, "POST magiclink": 30, "POST recover": 30, "POST resend": 30,
        "POST verify": 30,
    "GET verify": 30, "PUT user": 30, f"POST factors/{NOBODY}/challenge": 15, f"POST factors/{NOBODY}/verify": 15,
    "POST token?grant_type=password": 10, "POST token?grant_type=pkce": 150, "POST token?grant_type=id_token": 150,
}  # fmt: skip
_IDS = {"{session_id}": "session_id", "{factor}": "factor_id", "{person}": "user_id", "{identity}": "identity_id"}


def filled(path: str, by: str = "") -> str:
    """A path with ids in the place of its names."""
    for name, some in _SOME.items():
        path = path.replace(name, by or some)
    return path


def endpoints(key: str) -> Iterator[str]:
    """`METHOD path` of every operation that needs this key."""
    yield from (f"{method.upper()} {path}" for (path, method), one in OPERATIONS.items() if one.key == key)


def rows() -> Iterator[Row]:
    for key, faults in (("user", BEARER), ("service", SERVICE)):
        for endpoint in endpoints(key):
            for kind, status, code, says in faults:
                yield Row(endpoint, status, code, says, _with_token(endpoint, kind), kind)
    for endpoint in (*endpoints("user"), *endpoints("service")):
        for name in [name for name in _IDS if name in endpoint]:
            key = "user" if endpoint in endpoints("user") else "service"
            yield Row(
                endpoint, 404, "validation_failed", f"{_IDS[name]} must be an UUID", _bad_id(endpoint, name, key)
            )
    for endpoint, kind in BODIES.items():
        yield Row(
            endpoint, 400, "bad_json", "Could not parse request body as JSON: .*", _body(endpoint, kind, b"x")
        )
        too_much = b'{"email":"' + b"a" * 2**20 + b'"}'
        says = r"Request body too large \(max 1048576 bytes\)"
        yield Row(endpoint, 413, "request_entity_too_large", says, _body(endpoint, kind, too_much))
    for endpoint, most in LIMITED.items():
        yield Row(
            endpoint, 429, "over_request_rate_limit", "Request rate limit reached", _too_often(endpoint, most)
        )


def _with_token(endpoint: str, kind: str):
    # A body that is right as far as it goes, so that only the token is wrong.
    body = {"factor_type": "totp", "challenge_id": NOBODY, "code": "1", "data": {}}
    if endpoint == "PUT user":
        body = {"data": {"a": 1}}

    def do(w: World):
        w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
        return w(filled(endpoint), body, token=w.of(kind))

    return do


def _bad_id(endpoint: str, name: str, key: str):
    def do(w: World):
        w.on(SECURITY_MANUAL_LINKING_ENABLED=True)
        path = filled(endpoint.replace(name, "x"))
        body = {"challenge_id": NOBODY, "code": "1"}
        return w(path, body, token=w.token()) if key == "user" else w.service(path, body)

    return do


def _body(endpoint: str, kind: str, raw: bytes):
    return lambda w: w(filled(endpoint), raw, token=w.of(kind) if kind else "")


def _too_often(endpoint: str, most: int):
    def do(w: World):
        here = f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"
        w.on(RATE_LIMITS=True, TRUSTED_PROXIES=1)
        body = {
            "email": "nobody@example.test",
            "password": "wrong",
            "type": "x",
            "auth_code": "x",
            "code_verifier": "x",
        }
        return w.again(most + 1, endpoint, body, **{"X-Forwarded-For": here})

    return do
