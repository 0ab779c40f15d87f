"""Sign-in by another's id token, linking and unlinking identities; the issuer is real, on a socket.

Runs private.auth_sign_in_by_identity, auth_link_identity and auth_unlink_identity.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from topin.auth import identities

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle
from .issuer import CLIENT, Issuer, at_hash, hashed_nonce, issuing


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with issuing() as one:
        yield one


@pytest.fixture
def google(gotrue: GoTrue, settings: Any, issuer: Issuer) -> GoTrue:
    """The service with that issuer as Google, and linking on."""
    known = {
        "client_ids": [CLIENT],
        "skip_nonce": False,
        "issuers": ["https://issuer.test"],
        "keys_url": issuer.url,
    }
    settings.IDENTITY_PROVIDERS = {"google": {**known, "enabled": True}, "apple": {**known, "enabled": False}}
    settings.GOTRUE_SECURITY_MANUAL_LINKING_ENABLED = True
    identities._keys.clear()
    identities._failed.clear()
    issuer.down, issuer.published = False, ["one", "two"]
    return gotrue


@pytest.fixture
def given(google: GoTrue, issuer: Issuer) -> Callable[..., Any]:
    """`given(body={…}, sub=…)` presents a token with these claims."""

    def present(*, body: Any = None, bearer: str = "", kid: str = "one", **claims: Any) -> Any:
        claims = {"sub": uuid.uuid4().hex, "email": fresh_email(), **claims}
        fields = {"provider": "google", "id_token": issuer.token(kid=kid, **claims), **(body or {})}
        return google.post("token?grant_type=id_token", fields, token=bearer)

    return present


def test_a_new_person_gets_an_account_and_comes_back_to_it(google: GoTrue, given: Any, sql: Any) -> None:
    subject, email = uuid.uuid4().hex, fresh_email()
    session = given(sub=subject, email=email.upper()).json()
    user = session["user"]
    assert (user["email"], user["app_metadata"]) == (email, {"provider": "google", "providers": ["google"]})
    assert user["email_confirmed_at"] and user["user_metadata"]["name"] == "Ada"
    (identity,) = user["identities"]
    assert (identity["provider"], identity["id"]) == ("google", subject)
    assert sql("SELECT count(*) AS n FROM public.profiles WHERE id = %s", [user["id"]]) == [{"n": 1}]
    again = given(
        sub=subject, email=fresh_email(), kid="two"
    ).json()  # the address changed there: the person did not
    assert again["user"]["id"] == user["id"] and again["user"]["email"] == email
    assert google.get("user", token=again["access_token"]).status_code == 200


def test_a_verified_address_leads_to_its_account(google: GoTrue, given: Any, sql: Any) -> None:
    email = fresh_email()
    known = google.sign_up(email)
    sql("UPDATE auth.users SET email_confirmed_at = now() WHERE id = %s", [known["id"]])
    user = given(email=email).json()["user"]
    assert user["id"] == known["id"]
    assert user["app_metadata"] == {"provider": "email", "providers": ["email", "google"]}
    assert google.sign_in(email).status_code == 200


def test_a_code_by_mail_leaves_the_identities_as_they_are(google: GoTrue, given: Any, mails: Any) -> None:
    email, new = fresh_email(), fresh_email()
    user = given(email=email).json()["user"]
    google.post("otp", {"email": email})
    code = mails(email)[0]["code"]
    session = google.post("verify", {"type": "email", "email": email, "token": code}).json()
    assert session["user"]["id"] == user["id"]
    assert session["user"]["app_metadata"] == {"provider": "google", "providers": ["google"]}
    assert [one["provider"] for one in session["user"]["identities"]] == ["google"]
    google.put("user", {"email": new}, token=session["access_token"])
    for address in (email, new):
        answer = {"type": "email_change", "email": address, "token": mails(address)[0]["code"]}
        done = google.post("verify", answer).json()
    assert done["user"]["email"] == new, "which adds the identity of the address"
    assert done["user"]["app_metadata"] == {"provider": "google", "providers": ["google", "email"]}


def test_who_never_proved_the_address_keeps_nothing_of_it(google: GoTrue, given: Any) -> None:
    email = fresh_email()
    squatter = google.sign_up(email)
    user = given(email=email).json()["user"]
    assert user["id"] == squatter["id"] and [one["provider"] for one in user["identities"]] == ["google"]
    google.refused(google.sign_in(email), 400, "invalid_credentials")


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({"aud": "another.app"}, "Unacceptable audience"),
        ({"aud": [CLIENT + "x"]}, "Unacceptable audience"),
        ({"iss": "https://evil.test"}, "Bad ID token"),
        ({"exp": int(time.time()) - 60}, "Bad ID token"),
        ({"iat": int(time.time()) + 600}, "Bad ID token"),
        ({"sub": None}, "Bad ID token"),
        ({"exp": None}, "Bad ID token"),
        ({"nonce": "of the token alone"}, "either both exist or not"),
        ({"at_hash": at_hash("kept back")}, "Bad ID token"),
    ],
)
def test_tokens_that_prove_nothing(google: GoTrue, given: Any, claims: Any, says: str) -> None:
    refused = google.refused(given(**claims), 400, "validation_failed")
    assert says in refused["error_description"] == refused["msg"]


def test_nonce_and_access_token_are_held_against_the_token(google: GoTrue, given: Any, settings: Any) -> None:
    both = {"nonce": hashed_nonce("n1"), "at_hash": at_hash("a1")}
    assert given(body={"nonce": "n1", "access_token": "a1"}, **both).status_code == 200
    wrong = google.refused(given(body={"nonce": "n2", "access_token": "a1"}, **both), 400, "validation_failed")
    assert wrong["error"] == "invalid nonce"
    google.refused(given(body={"nonce": "n1", "access_token": "a2"}, **both), 400, "validation_failed")
    google.refused(given(body={"nonce": "n1"}), 400, "validation_failed")
    settings.IDENTITY_PROVIDERS["google"]["skip_nonce"] = True
    assert given(nonce="whatever").status_code == 200


def test_no_other_key_and_no_other_algorithm(google: GoTrue, issuer: Issuer) -> None:
    stranger = rsa.generate_private_key(65537, 2048)
    forged = [
        issuer.token(email=fresh_email(), key=stranger),
        issuer.token(email=fresh_email(), key=b"a secret that the stranger chose", algorithm="HS256"),
        issuer.token(email=fresh_email(), key=issuer.keys["one"], algorithm="PS256"),
        issuer.token(email=fresh_email(), key=stranger, kid="one").rsplit(".", 1)[0] + ".",
        "eyJhbGciOiJub25lIn0.e30.",
        "no token",
        "x" * 20_000,
    ]
    for token in forged:
        refused = google.post("token?grant_type=id_token", {"provider": "google", "id_token": token})
        google.refused(refused, 400, "validation_failed")


def test_keys_are_kept_renewed_for_a_new_one_and_missed_without_signing_out(
    google: GoTrue, given: Any, issuer: Issuer, monkeypatch: Any
) -> None:
    issuer.published = ["one"]
    before = issuer.asked
    assert [given().status_code for _ in range(3)] == [200] * 3
    assert issuer.asked == before + 1
    google.refused(given(kid="two"), 400, "validation_failed")
    assert issuer.asked == before + 1  # an unknown key is not asked for at once again
    issuer.published = ["one", "two"]
    monkeypatch.setattr(identities, "_PAUSE", 0)
    assert given(kid="two").status_code == 200
    identities._keys.clear()
    issuer.down = True
    google.refused(given(), 503, "unexpected_failure")
    asked = issuer.asked
    google.refused(given(), 503, "unexpected_failure")
    assert issuer.asked == asked, "nobody waits for an issuer that is away just now"


def test_refusals_before_the_token_is_looked_at(google: GoTrue) -> None:
    for body, code in (
        ({"provider": "google"}, "validation_failed"),
        ({"id_token": "x"}, "validation_failed"),
        ({"id_token": "x", "provider": "apple"}, "provider_disabled"),
        ({"id_token": "x", "provider": "myspace"}, "validation_failed"),
        ({"id_token": 5, "provider": "google"}, "bad_json"),
    ):
        google.refused(google.post("token?grant_type=id_token", body), 400, code)


def test_unverified_banned_and_shut(google: GoTrue, given: Any, settings: Any, sql: Any) -> None:
    for claims in ({"email_verified": False}, {"email": None}):
        google.refused(given(**claims), 422, "provider_email_needs_verification")
    subject = uuid.uuid4().hex
    user = given(sub=subject).json()["user"]
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [user["id"]])
    google.refused(given(sub=subject), 403, "user_banned")
    settings.GOTRUE_DISABLE_SIGNUP = True
    google.refused(given(), 422, "signup_disabled")


def test_linking_and_unlinking(google: GoTrue, given: Any, settings: Any) -> None:
    settings.GOTRUE_MAILER_AUTOCONFIRM = True
    session = google.sign_up()
    subject, own = uuid.uuid4().hex, session["access_token"]
    google.refused(given(body={"link_identity": True}), 401, "no_authorization")
    linked = given(sub=subject, body={"link_identity": True}, bearer=own).json()
    assert linked["user"]["id"] == session["user"]["id"]
    held = {one["provider"]: one["identity_id"] for one in linked["user"]["identities"]}
    assert held.keys() == {"email", "google"}
    google.refused(given(sub=subject, body={"link_identity": True}, bearer=own), 422, "identity_already_exists")
    other = google.sign_up()
    google.refused(
        given(sub=subject, body={"link_identity": True}, bearer=other["access_token"]),
        422,
        "identity_already_exists",
    )
    last = f"user/identities/{other['user']['identities'][0]['identity_id']}"
    google.refused(google.delete(last, token=other["access_token"]), 422, "single_identity_not_deletable")
    google.refused(google.delete("user/identities/x", token=own), 404, "validation_failed")
    google.refused(google.delete(f"user/identities/{uuid.uuid4()}", token=own), 422, "identity_not_found")
    google.refused(google.delete(last, token=own), 422, "identity_not_found")
    assert google.delete(f"user/identities/{held['google']}", token=own).json() == {}
    user = google.get("user", token=own).json()
    assert user["app_metadata"] == {"provider": "email", "providers": ["email"]}
    assert [one["provider"] for one in user["identities"]] == ["email"]
    settings.GOTRUE_SECURITY_MANUAL_LINKING_ENABLED = False
    google.refused(google.delete(last, token=own), 404, "manual_linking_disabled")
    google.refused(given(body={"link_identity": True}, bearer=own), 404, "manual_linking_disabled")


def test_an_anonymous_account_becomes_somebody_s(google: GoTrue, given: Any, settings: Any) -> None:
    settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED = True
    session = google.post("signup", {"data": with_handle({})}).json()
    email = fresh_email()
    user = given(email=email, body={"link_identity": True}, bearer=session["access_token"]).json()["user"]
    assert (user["id"], user["email"], user["is_anonymous"]) == (session["user"]["id"], email, False)
    assert PASSWORD not in str(user)


def test_settings_tell_of_it(google: GoTrue) -> None:
    external = google.get("settings").json()["external"]
    assert (external["google"], external["apple"]) == (True, False)
