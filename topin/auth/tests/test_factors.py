"""Second factors: enrolling, meeting a challenge, what aal2 opens, and what is refused.

Runs private.auth_enroll_factor, auth_challenge_factor, auth_factor_secret, auth_verify_factor and
auth_unenroll_factor.
"""

import time
import uuid
from typing import Any

import jwt

from topin.auth import totp

from .conftest import GoTrue, fresh_email


def enrolled(gotrue: GoTrue, token: str, name: str = "phone") -> dict[str, Any]:
    answer = gotrue.post("factors", {"factor_type": "totp", "friendly_name": name}, token=token)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def challenged(gotrue: GoTrue, token: str, factor: str) -> str:
    answer = gotrue.post(f"factors/{factor}/challenge", {"channel": None}, token=token)
    assert answer.status_code == 200, answer.content
    assert answer.json()["type"] == "totp" and 290 <= answer.json()["expires_at"] - time.time() <= 301
    return str(answer.json()["id"])


def verified(gotrue: GoTrue, token: str, factor: dict[str, Any], code: str | None = None) -> Any:
    right = totp.at(factor["totp"]["secret"], int(time.time()) // 30)
    body = {"challenge_id": challenged(gotrue, token, factor["id"]), "code": code or right}
    return gotrue.post(f"factors/{factor['id']}/verify", body, token=token)


def test_the_codes_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for moment, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert totp.at(secret, moment // 30) == code


def test_a_factor_once_verified_lifts_its_session_to_aal2_and_ends_the_others(autoconfirm: GoTrue) -> None:
    email = fresh_email()
    session = autoconfirm.sign_up(email)
    token = session["access_token"]
    factor = enrolled(autoconfirm, token)
    assert factor["type"] == "totp" and factor["totp"]["qr_code"].startswith("<svg")
    assert (
        factor["totp"]["uri"].startswith("otpauth://totp/") and factor["totp"]["secret"] in factor["totp"]["uri"]
    )
    other = autoconfirm.sign_in(email).json()
    raised = verified(autoconfirm, token, factor).json()
    before, after = (jwt.decode(s["access_token"], options={"verify_signature": False}) for s in (session, raised))
    assert (before["aal"], after["aal"]) == ("aal1", "aal2") and before["session_id"] == after["session_id"]
    assert [entry["method"] for entry in after["amr"]] == ["totp", "password"]
    assert raised["refresh_token"] != session["refresh_token"]
    assert raised["user"]["factors"][0]["status"] == "verified" and "secret" not in raised["user"]["factors"][0]
    autoconfirm.refused(autoconfirm.get("user", token=other["access_token"]), 403, "session_not_found")
    again = autoconfirm.refresh(raised["refresh_token"]).json()
    assert jwt.decode(again["access_token"], options={"verify_signature": False})["aal"] == "aal2"

    low = autoconfirm.sign_in(email).json()["access_token"]
    autoconfirm.refused(
        autoconfirm.put("user", {"password": "another password"}, token=low), 401, "insufficient_aal"
    )
    autoconfirm.refused(autoconfirm.put("user", {"email": fresh_email()}, token=low), 401, "insufficient_aal")
    more = autoconfirm.post("factors", {"factor_type": "totp", "friendly_name": "two"}, token=low)
    autoconfirm.refused(more, 403, "insufficient_aal")
    autoconfirm.refused(autoconfirm.delete(f"factors/{factor['id']}", token=low), 422, "insufficient_aal")
    assert autoconfirm.delete(f"factors/{factor['id']}", token=raised["access_token"]).json() == {
        "id": factor["id"]
    }
    assert autoconfirm.put("user", {"password": "another password"}, token=low).status_code == 200


def test_wrong_codes_and_spent_challenges(autoconfirm: GoTrue, sql: Any) -> None:
    token = autoconfirm.sign_up()["access_token"]
    factor = enrolled(autoconfirm, token)
    path = f"factors/{factor['id']}/verify"
    autoconfirm.refused(verified(autoconfirm, token, factor, "000"), 422, "mfa_verification_failed")
    unknown = {"challenge_id": str(uuid.uuid4()), "code": "1"}
    autoconfirm.refused(autoconfirm.post(path, unknown, token=token), 422, "mfa_factor_not_found")
    challenge = challenged(autoconfirm, token, factor["id"])
    sql("UPDATE auth.mfa_challenges SET created_at = now() - interval '301 seconds' WHERE id = %s", [challenge])
    late = autoconfirm.post(path, {"challenge_id": challenge, "code": "1"}, token=token)
    autoconfirm.refused(late, 422, "mfa_challenge_expired")
    challenge = challenged(autoconfirm, token, factor["id"])
    sql("UPDATE auth.mfa_challenges SET ip_address = '10.0.0.1' WHERE id = %s", [challenge])
    elsewhere = autoconfirm.post(path, {"challenge_id": challenge, "code": "1"}, token=token)
    autoconfirm.refused(elsewhere, 422, "mfa_ip_address_mismatch")
    challenge = challenged(autoconfirm, token, factor["id"])
    codes = [
        autoconfirm.post(path, {"challenge_id": challenge, "code": "000"}, token=token).json()["error_code"]
        for _ in range(5)
    ]
    assert codes == ["mfa_verification_failed"] * 4 + ["mfa_factor_not_found"], "withdrawn after the fifth"


def test_refusals_of_enrolling(autoconfirm: GoTrue, settings: Any, sql: Any) -> None:
    session = autoconfirm.sign_up()
    token = session["access_token"]

    def refused(body: dict[str, Any], status: int, code: str) -> None:
        autoconfirm.refused(autoconfirm.post("factors", body, token=token), status, code)

    refused({"factor_type": "x"}, 400, "validation_failed")
    enrolled(autoconfirm, token, "")
    refused({"factor_type": "totp"}, 422, "mfa_factor_name_conflict")
    sql(
        "UPDATE auth.mfa_factors SET created_at = now() - interval '6 minutes' WHERE user_id = %s",
        [session["user"]["id"]],
    )
    enrolled(autoconfirm, token, "")
    settings.GOTRUE_MFA_MAX_ENROLLED_FACTORS = 1
    refused({"factor_type": "totp", "friendly_name": "n"}, 422, "too_many_enrolled_mfa_factors")
    settings.GOTRUE_MFA_TOTP_ENROLL_ENABLED = False
    refused({"factor_type": "totp"}, 422, "mfa_totp_enroll_not_enabled")
    stranger = enrolled_by_stranger(autoconfirm, settings)
    for path in (f"factors/{stranger}/challenge", f"factors/{uuid.uuid4()}/challenge"):
        autoconfirm.refused(autoconfirm.post(path, {}, token=token), 404, "mfa_factor_not_found")
    autoconfirm.refused(autoconfirm.post("factors/x/challenge", {}, token=token), 404, "validation_failed")


def enrolled_by_stranger(gotrue: GoTrue, settings: Any) -> str:
    settings.GOTRUE_MFA_TOTP_ENROLL_ENABLED = True
    return str(enrolled(gotrue, gotrue.sign_up()["access_token"])["id"])


def test_anonymous_accounts_have_none(autoconfirm: GoTrue, settings: Any) -> None:
    settings.GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED = True
    token = autoconfirm.post("signup", {}).json()["access_token"]
    answer = autoconfirm.post("factors", {"factor_type": "totp"}, token=token)
    autoconfirm.refused(answer, 403, "no_authorization")
    autoconfirm.refused(autoconfirm.get("reauthenticate", token=token), 400, "validation_failed")
