"""An identity provider on a real socket: it publishes its keys and signs id tokens as Google and Apple do."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from topin.core.testing.server import answering

CLIENT, ISSUER = "app.example", "https://issuer.test"


class Issuer:
    """`token(sub=…)` signs one; `asked` counts how often its keys were fetched; `down` makes it answer 500."""

    def __init__(self) -> None:
        self.keys: dict[str, Any] = {
            "one": rsa.generate_private_key(65537, 2048),
            "two": ec.generate_private_key(ec.SECP256R1()),
        }
        self.published = ["one", "two"]
        self.asked, self.down, self.url = 0, False, ""

    def document(self) -> bytes:
        made = []
        for kid in self.published:
            public = self.keys[kid].public_key()
            algorithm = jwt.algorithms.RSAAlgorithm if kid == "one" else jwt.algorithms.ECAlgorithm
            made.append({**json.loads(algorithm.to_jwk(public)), "kid": kid, "use": "sig"})
        return json.dumps({"keys": made}).encode()

    def token(self, *, kid: str = "one", key: Any = None, algorithm: str = "", **claims: Any) -> str:
        now = int(time.time())
        said = {
            "iss": ISSUER, "aud": CLIENT, "sub": "4711", "iat": now, "exp": now + 600,
            "email_verified": True, "name": "Ada", **claims,
        }  # fmt: skip
        said = {name: value for name, value in said.items() if value is not None}
        chosen = algorithm or {"one": "RS256", "two": "ES256"}[kid]
        return jwt.encode(said, key or self.keys[kid], chosen, headers={"kid": kid})


def hashed_nonce(nonce: str) -> str:
    """As an app puts it into its request to the provider."""
    return hashlib.sha256(nonce.encode()).hexdigest()


def at_hash(access_token: str) -> str:
    """As OpenID Connect says."""
    return base64.urlsafe_b64encode(hashlib.sha256(access_token.encode()).digest()[:16]).rstrip(b"=").decode()


@contextmanager
def issuing() -> Iterator[Issuer]:
    """The issuer, served until the block ends."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked += 1
            self.send_response(500 if issuer.down else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"" if issuer.down else issuer.document())

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with answering(Handler) as url:
        issuer.url = f"{url}/keys"
        yield issuer
