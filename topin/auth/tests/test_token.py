"""The password grant and refreshing: what gives a session, what is refused, and what ends one.

Runs private.auth_find_account, auth_sign_in, auth_refresh and auth_get_user.
"""

import json
import threading
from typing import Any

import bcrypt
import jwt
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings as configured
from django.db import connections

from .conftest import PASSWORD, GoTrue, fresh_email


def test_the_access_token_says_what_gotrue_says(autoconfirm: GoTrue) -> None:
    email = fresh_email()
    autoconfirm.sign_up(email)
    session = autoconfirm.sign_in(email.upper()).json()
    claims = jwt.decode(session["access_token"], configured.GOTRUE_JWT_SECRET, ["HS256"], audience="authenticated")
    assert jwt.get_unverified_header(session["access_token"]) == {"alg": "HS256", "typ": "JWT"}
    assert claims["exp"] - claims["iat"] == 3600 and claims["exp"] == session["expires_at"]
    assert claims["sub"] == session["user"]["id"] and claims["aud"] == "authenticated"
    assert claims["aal"] == "aal1" and claims["amr"][0]["method"] == "password" and claims["phone"] == ""
    assert claims["session_id"] and claims["is_anonymous"] is False and claims["role"] == "authenticated"
    assert not {"jti", "token_type", "user_id", "iss"} & claims.keys()
    assert session["weak_password"] is None


def test_wrong_passwords_and_unknown_addresses_look_alike(autoconfirm: GoTrue) -> None:
    email = fresh_email()
    autoconfirm.sign_up(email)
    bodies = [
        autoconfirm.refused(autoconfirm.sign_in(address, password), 400, "invalid_credentials")
        for address, password in (
            (email, "wrong"),
            (fresh_email(), PASSWORD),
            ("no address", PASSWORD),
            (email, ""),
        )
    ]
    assert all(body == bodies[0] and body["msg"] == "Invalid login credentials" for body in bodies)


def test_grant_types_and_identifiers(gotrue: GoTrue) -> None:
    for path in ("token", "token?grant_type=", "token?grant_type=Password", "token?grant_type=x"):
        body = gotrue.refused(gotrue.post(path, {}), 400, "invalid_credentials")
        assert body["msg"] == "unsupported_grant_type"
    for fields in ({}, {"password": "x"}, {"email": "a@b.de", "phone": "1", "password": "x"}):
        gotrue.refused(gotrue.post("token?grant_type=password", fields), 400, "validation_failed")
    gotrue.refused(gotrue.post("token?grant_type=web3", {}), 422, "web3_provider_disabled")


def test_existing_hashes_sign_in_and_are_renewed_below_policy(
    autoconfirm: GoTrue, sql: Any, settings: Any
) -> None:
    settings.TOPIN_PASSWORD_COST = 5
    for prefix in (b"2a", b"2b"):
        email = fresh_email()
        user = autoconfirm.sign_up(email)["user"]
        stored = bcrypt.hashpw(b"gr\xc3\xbc\xc3\x9fe!", bcrypt.gensalt(4, prefix=prefix)).decode()
        sql(
            "UPDATE auth.users SET encrypted_password = %s WHERE id = %s",
            [stored.replace("$2b$", "$2y$"), user["id"]],
        )
        assert autoconfirm.sign_in(email, "grüße!").status_code == 200
        (row,) = sql("SELECT encrypted_password AS hash FROM auth.users WHERE id = %s", [user["id"]])
        assert row["hash"].startswith("$2a$05$")
        assert autoconfirm.sign_in(email, "grüße!").status_code == 200


def test_argon2_signs_in_and_becomes_bcrypt(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    user = autoconfirm.sign_up(email)["user"]
    for password in ("from elsewhere", "x" * 80):
        stored = Argon2id(salt=b"s" * 16, length=32, iterations=1, lanes=1, memory_cost=64).derive_phc_encoded(
            password.encode()
        )
        sql("UPDATE auth.users SET encrypted_password = %s WHERE id = %s", [stored, user["id"]])
        autoconfirm.refused(autoconfirm.sign_in(email, "wrong"), 400, "invalid_credentials")
        assert autoconfirm.sign_in(email, password).status_code == 200
        (row,) = sql("SELECT encrypted_password AS hash FROM auth.users WHERE id = %s", [user["id"]])
        assert row["hash"].startswith("$2a$" if len(password) < 72 else "$argon2id$"), "bcrypt takes 72 bytes"
        assert autoconfirm.sign_in(email, password).status_code == 200
    monstrous = stored.replace("m=64", "m=999999")
    sql("UPDATE auth.users SET encrypted_password = %s WHERE id = %s", [monstrous, user["id"]])
    autoconfirm.refused(autoconfirm.sign_in(email, "x" * 80), 400, "invalid_credentials")


def test_accounts_without_a_usable_hash_do_not_sign_in(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    user = autoconfirm.sign_up(email)["user"]
    for stored in ("", None, "$argon2id$v=19$m=16,t=2,p=1$eA$eA", "plain", "$2a$xx$"):
        sql("UPDATE auth.users SET encrypted_password = %s WHERE id = %s", [stored, user["id"]])
        for password in ("", "plain", PASSWORD):
            autoconfirm.refused(autoconfirm.sign_in(email, password), 400, "invalid_credentials")


def test_a_banned_account(autoconfirm: GoTrue, sql: Any) -> None:
    email = fresh_email()
    session = autoconfirm.sign_up(email)
    sql("UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s", [session["user"]["id"]])
    autoconfirm.refused(autoconfirm.sign_in(email), 400, "user_banned")
    autoconfirm.refused(autoconfirm.refresh(session["refresh_token"]), 400, "user_banned")
    autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "user_banned")


def test_each_refresh_rotates_and_keeps_the_session(autoconfirm: GoTrue) -> None:
    first = autoconfirm.sign_up()
    second = autoconfirm.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    a, b = (jwt.decode(s["access_token"], options={"verify_signature": False}) for s in (first, second))
    assert (a["session_id"], a["amr"]) == (b["session_id"], b["amr"])
    assert autoconfirm.get("user", token=first["access_token"]).status_code == 200


def test_a_lost_answer_costs_nothing_however_late(autoconfirm: GoTrue, sql: Any) -> None:
    first = autoconfirm.sign_up()["refresh_token"]
    lost = autoconfirm.refresh(first).json()["refresh_token"]
    sql("UPDATE auth.refresh_tokens SET updated_at = now() - interval '30 days' WHERE token = %s", [first])
    assert autoconfirm.refresh(first).json()["refresh_token"] == lost
    assert autoconfirm.refresh(lost).status_code == 200


def test_an_older_token_ends_the_session_for_good(autoconfirm: GoTrue, sql: Any) -> None:
    session = autoconfirm.sign_up()
    old = session["refresh_token"]
    middle = autoconfirm.refresh(old).json()["refresh_token"]
    newest = autoconfirm.refresh(middle).json()["refresh_token"]
    assert autoconfirm.refresh(old).json()["refresh_token"] == newest, "within the reuse interval"
    sql("UPDATE auth.refresh_tokens SET updated_at = now() - interval '11 seconds' WHERE token = %s", [old])
    autoconfirm.refused(autoconfirm.refresh(old), 400, "refresh_token_already_used")
    autoconfirm.refused(autoconfirm.refresh(newest), 400, "refresh_token_not_found")
    autoconfirm.refused(autoconfirm.get("user", token=session["access_token"]), 403, "session_not_found")


def test_refusals_of_refreshing(autoconfirm: GoTrue) -> None:
    autoconfirm.refused(autoconfirm.refresh("short"), 400, "validation_failed")
    body = autoconfirm.refused(autoconfirm.refresh("abcdefghij12"), 400, "refresh_token_not_found")
    assert body["msg"] == "Invalid Refresh Token: Refresh Token Not Found"
    autoconfirm.refused(autoconfirm.post("token?grant_type=refresh_token", {}), 400, "validation_failed")


def test_sessions_run_out(autoconfirm: GoTrue, sql: Any, settings: Any) -> None:
    for name, statement in (
        ("GOTRUE_SESSIONS_TIMEBOX", "created_at = now() - interval '2 hours'"),
        (
            "GOTRUE_SESSIONS_INACTIVITY_TIMEOUT",
            "created_at = now() - interval '2 hours', refreshed_at = now() - interval '61 minutes'",
        ),
    ):  # fmt: skip
        session = autoconfirm.sign_up()
        setattr(settings, name, 3600)
        sql(f"UPDATE auth.sessions SET {statement} WHERE user_id = %s", [session["user"]["id"]])
        autoconfirm.refused(autoconfirm.refresh(session["refresh_token"]), 400, "session_expired")
        setattr(settings, name, 0)
        assert autoconfirm.refresh(session["refresh_token"]).status_code == 200
    session = autoconfirm.sign_up(email := fresh_email())
    autoconfirm.sign_in(email)
    settings.GOTRUE_SESSIONS_SINGLE_PER_USER = True
    autoconfirm.refused(autoconfirm.refresh(session["refresh_token"]), 400, "session_expired")


def test_parallel_refreshes_agree(autoconfirm: GoTrue) -> None:
    token = autoconfirm.sign_up()["refresh_token"]
    got: list[str] = []
    start = threading.Barrier(8)

    def refresh() -> None:
        start.wait()
        got.append(autoconfirm.refresh(token).json()["refresh_token"])
        connections.close_all()

    threads = [threading.Thread(target=refresh) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8 and len(set(got)) == 1 and got[0] != token


def test_tokens_that_are_not_ours(autoconfirm: GoTrue) -> None:
    session = autoconfirm.sign_up()
    claims = jwt.decode(session["access_token"], options={"verify_signature": False})
    secret = configured.GOTRUE_JWT_SECRET
    autoconfirm.refused(autoconfirm.get("user"), 401, "no_authorization")
    autoconfirm.refused(autoconfirm.get("user", Authorization="Basic x"), 401, "no_authorization")
    bad = {
        "none": jwt.encode(claims, None, "none"),
        "other key": jwt.encode(claims, "x" * 40, "HS256"),
        "other algorithm": jwt.encode(claims, secret, "HS512"),
        "ended": jwt.encode({**claims, "exp": claims["iat"] - 60}, secret, "HS256"),
        "endless": jwt.encode({name: claims[name] for name in claims if name != "exp"}, secret, "HS256"),
        "anon": jwt.encode({"role": "anon", "exp": claims["exp"]}, secret, "HS256"),
        "text": "sb_publishable_x",
        "huge": "a" * 100_000,
        "altered": session["access_token"][:-2] + "xx",
    }
    for what, token in bad.items():
        answer = autoconfirm.get("user", token=token)
        assert answer.status_code == 403 and json.loads(answer.content)["error_code"] == "bad_jwt", what
    nobody = jwt.encode({**claims, "sub": "no-uuid"}, secret, "HS256")
    autoconfirm.refused(autoconfirm.get("user", token=nobody), 400, "bad_jwt")
    stranger = jwt.encode({**claims, "sub": claims["session_id"]}, secret, "HS256")
    autoconfirm.refused(autoconfirm.get("user", token=stranger), 403, "user_not_found")
    audience = autoconfirm.get("user", token=session["access_token"], **{"X-JWT-AUD": "others"})
    autoconfirm.refused(audience, 400, "validation_failed")
