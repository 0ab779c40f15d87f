"""ES256 with kid: signing, publishing, and rotating without a failed request."""

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from topin.core.api import tokens as verifier

from .conftest import GoTrue


def key(kid: str, *, signs: bool) -> dict[str, Any]:
    """A private JWK; one that does not sign verifies alone."""
    made = json.loads(ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1())))
    return {**made, "kid": kid, "alg": "ES256", "key_ops": ["sign", "verify"] if signs else ["verify"]}


def using(settings: Any, *keys: dict[str, Any]) -> None:
    settings.GOTRUE_JWT_KEYS = json.dumps(keys)


def role(which: dict[str, Any], *, signs: bool) -> dict[str, Any]:
    return {**which, "key_ops": ["sign", "verify"] if signs else ["verify"]}


def accepted(gotrue: GoTrue, token: str) -> bool:
    """By GoTrue's own endpoints and by the API's verifier alike."""
    try:
        by_api = verifier.verify(token).role == "authenticated"
    except verifier.BadToken:
        by_api = False
    by_auth = gotrue.get("user", token=token).status_code == 200
    assert by_api == by_auth
    return by_auth


def test_an_es256_key_signs_and_its_public_half_is_published(autoconfirm: GoTrue, settings: Any) -> None:
    one = key("one", signs=True)
    using(settings, one)
    session = autoconfirm.sign_up()
    assert jwt.get_unverified_header(session["access_token"]) == {"alg": "ES256", "typ": "JWT", "kid": "one"}
    assert accepted(autoconfirm, session["access_token"])
    (published,) = autoconfirm.get(".well-known/jwks.json").json()["keys"]
    assert published["kid"] == "one" and "d" not in published
    claims = jwt.decode(session["access_token"], jwt.PyJWK(published), ["ES256"], audience="authenticated")
    assert claims["sub"] == session["user"]["id"]


def test_rotation_fails_no_request(autoconfirm: GoTrue, settings: Any) -> None:
    one, two = key("one", signs=True), key("two", signs=False)
    shared = autoconfirm.sign_up()
    using(settings, one)
    first = autoconfirm.sign_up()
    assert accepted(autoconfirm, shared["access_token"]), "the shared secret still verifies"
    using(settings, one, two)
    assert accepted(autoconfirm, first["access_token"])
    using(settings, role(two, signs=True), role(one, signs=False))
    second = autoconfirm.refresh(first["refresh_token"]).json()
    assert jwt.get_unverified_header(second["access_token"])["kid"] == "two"
    assert accepted(autoconfirm, first["access_token"]) and accepted(autoconfirm, second["access_token"])
    assert {one["kid"] for one in autoconfirm.get(".well-known/jwks.json").json()["keys"]} == {"one", "two"}
    using(settings, role(two, signs=True))
    assert accepted(autoconfirm, second["access_token"])
    assert not accepted(autoconfirm, first["access_token"]), "refused once its key is gone"


def by_hmac(token: str, secret: str) -> str:
    """The same claims and kid, signed by HS256 with what is no secret (the library itself refuses to)."""
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT","kid":"one"}').rstrip(b"=")
    signed = head + b"." + token.split(".")[1].encode()
    mac = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")).decode()


@pytest.mark.parametrize("what", ["public key as secret", "foreign kid", "foreign key", "no kid"])
def test_confusions_are_refused(autoconfirm: GoTrue, settings: Any, what: str) -> None:
    one, stranger = key("one", signs=True), key("one", signs=True)
    using(settings, one)
    session = autoconfirm.sign_up()
    claims = jwt.decode(session["access_token"], options={"verify_signature": False})
    (published,) = autoconfirm.get(".well-known/jwks.json").json()["keys"]
    private = jwt.PyJWK(one).key
    forged = {
        "public key as secret": by_hmac(session["access_token"], json.dumps(published)),
        "foreign kid": jwt.encode(claims, private, "ES256", headers={"kid": "../one"}),
        "foreign key": jwt.encode(claims, jwt.PyJWK(stranger).key, "ES256", headers={"kid": "one"}),
        "no kid": jwt.encode(claims, private, "ES256"),
    }[what]
    assert not accepted(autoconfirm, forged)
