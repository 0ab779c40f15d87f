"""Access tokens: what is ours is taken, and nothing else, whatever its header says."""

import base64
import contextlib
import hmac
import json
import time
import uuid
from types import SimpleNamespace

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from topin.core.api import tokens
from topin.core.testing.people import sign


def claims(**other):
    now = int(time.time())
    return {
        "sub": str(uuid.uuid4()),
        "role": "authenticated",
        "aud": "authenticated",
        "session_id": str(uuid.uuid4()),
        "iat": now,
        "exp": now + 600,
        **other,
    }


def without(name):
    return {key: value for key, value in claims().items() if key != name}


def test_a_token_of_ours_names_its_user():
    given = claims()
    verified = tokens.verify(sign(given))
    assert (verified.user_id, verified.session_id) == (given["sub"], given["session_id"])


def test_what_goes_to_sql_leaves_out_what_the_user_wrote():
    sent = json.loads(tokens.verify(sign(claims(user_metadata={"bio": "x" * 5000}))).caller.claims)
    assert "user_metadata" not in sent
    assert sent["role"] == "authenticated"


@pytest.mark.parametrize(
    "bad",
    [
        claims(aud="other"),
        claims(role="postgres"),
        claims(role="topin_owner"),
        claims(sub="not-a-uuid"),
        claims(sub=None),
        claims(exp="soon"),
        claims(exp=int(time.time()) - 60),
        claims(session_id=7),
        without("exp"),
        without("sub"),
        without("role"),
        without("aud"),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(bad):
    with pytest.raises(tokens.BadToken):
        tokens.verify(sign(bad))


def test_thirty_seconds_of_skew_are_forgiven():
    assert tokens.verify(sign(claims(exp=int(time.time()) - 10))).user_id


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "..", "\0", "é.é.é", "x" * 1_000_000, "null"])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(tokens.BadToken):
        tokens.verify(token)


def test_a_foreign_key_is_refused():
    with pytest.raises(tokens.BadToken):
        tokens.verify(sign(claims(), secret="another-secret-of-32-bytes-or-more-than-that"))


def by_hand(header, body, secret):
    """A token as an attacker's own code would make it: libraries refuse to."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, body)]
    mac = hmac.digest(secret, b".".join(parts), "sha256") if secret else b""
    return b".".join([*parts, base64.urlsafe_b64encode(mac).rstrip(b"=")]).decode()


def test_alg_none_is_refused():
    with pytest.raises(tokens.BadToken):
        tokens.verify(by_hand({"alg": "none", "typ": "JWT"}, claims(), b""))


def test_another_algorithm_by_the_same_secret_is_refused(settings):
    with pytest.raises(tokens.BadToken):
        tokens.verify(jwt.encode(claims(), settings.GOTRUE_JWT_SECRET, algorithm="HS512"))


def test_a_public_key_is_no_shared_secret(settings):
    """The classic confusion: an ES256 key's public half used as an HS256 secret."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "k1", "alg": "ES256"}
    settings.GOTRUE_JWT_KEYS = json.dumps([public])
    good = jwt.encode(claims(), key, algorithm="ES256", headers={"kid": "k1"})
    assert tokens.verify(good).user_id
    with pytest.raises(tokens.BadToken):
        tokens.verify(by_hand({"alg": "HS256", "kid": "k1"}, claims(), json.dumps(public).encode()))


def test_a_token_is_forgotten_when_the_key_changes(settings):
    token = sign(claims())
    assert tokens.verify(token)
    settings.GOTRUE_JWT_SECRET = "a-new-secret-of-32-bytes-or-more-after-a-leak"
    with pytest.raises(tokens.BadToken):
        tokens.verify(token)


def test_a_cached_token_ends_when_it_ends(monkeypatch):
    ends = int(time.time()) + 60
    token = sign(claims(exp=ends))
    assert tokens.verify(token)
    for later, stands in ((ends + tokens.LEEWAY - 1, True), (ends + tokens.LEEWAY, False)):
        monkeypatch.setattr(tokens, "time", SimpleNamespace(time=lambda now=later: now))
        with contextlib.nullcontext() if stands else pytest.raises(tokens.BadToken):
            tokens.verify(token)


def test_an_anon_key_is_nobody():
    anon = sign({"role": "anon", "iss": "supabase", "exp": int(time.time()) + 60})
    assert tokens.verify(anon).user_id is None
    assert tokens.verify("sb_publishable_abc").role == "anon"
