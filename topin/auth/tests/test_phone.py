"""Sign-in by a phone number: codes (auth_otp_by_phone, auth_verify of type sms, auth_text) and passwords.

Changing it: auth_update_user, auth_resend_phone_change, auth_verify of type phone_change.
"""

import secrets
from typing import Any

import pytest

from topin.auth import tasks  # noqa: F401 (registers the handlers, as the worker does)
from topin.core.jobs import outbox

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle

sent: list[tuple[str, str]] = []


def remember(number: str, text: str) -> None:
    """A provider that keeps what it is given."""
    sent.append((number, text))


@pytest.fixture
def phones(gotrue: GoTrue, settings: Any) -> GoTrue:
    """The service with phone sign-in on."""
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED = True
    settings.GOTRUE_SMS_MAX_FREQUENCY = 0
    settings.TOPIN_SMS_PROVIDER = f"{__name__}.remember"
    return gotrue


def fresh_number() -> str:
    return f"49{secrets.randbelow(10**11):011}"


def texts(number: str) -> list[str]:
    """What the worker has handed to the provider, oldest first."""
    outbox.drain("default", 10)
    return [text for to, text in sent if to == f"+{number}"]


def code_for(number: str) -> str:
    """The newest code."""
    return texts(number)[-1].split()[-1]


def test_a_number_signs_up_and_in(phones: GoTrue, sql: Any) -> None:
    number = fresh_number()
    phones.refused(phones.post("otp", {"phone": number, "create_user": False}), 422, "otp_disabled")
    asked = phones.post("otp", {"phone": f"+{number}", "channel": "sms", "data": with_handle({})})
    assert asked.status_code == 200 and "user" not in asked.json()
    code = code_for(number)
    session = phones.post("verify", {"type": "sms", "phone": f"+{number}", "token": code}).json()
    user = session["user"]
    assert (user["phone"], user["email"], user["is_anonymous"]) == (number, "", False)
    assert user["phone_confirmed_at"] and user["app_metadata"] == {"provider": "phone", "providers": ["phone"]}
    assert user["user_metadata"]["phone_verified"] is True and user["identities"][0]["provider"] == "phone"
    assert sql("SELECT count(*) AS n FROM public.profiles WHERE id = %s", [user["id"]]) == [{"n": 1}]
    phones.post("resend", {"type": "sms", "phone": number})
    again = phones.post("verify", {"type": "sms", "phone": number, "token": code_for(number)}).json()
    assert again["user"]["id"] == user["id"]


def test_wrong_codes_are_counted_and_codes_end(phones: GoTrue, sql: Any) -> None:
    number = fresh_number()
    phones.post("otp", {"phone": number, "data": with_handle({})})
    code = code_for(number)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        phones.refused(phones.post("verify", {"type": "sms", "phone": number, "token": wrong}), 403, "otp_expired")
    phones.refused(phones.post("verify", {"type": "sms", "phone": number, "token": code}), 403, "otp_expired")
    phones.post("otp", {"phone": number})
    code = code_for(number)
    sql("UPDATE auth.users SET confirmation_sent_at = now() - interval '61 seconds' WHERE phone = %s", [number])
    late = phones.post("verify", {"type": "sms", "phone": number, "token": code})
    phones.refused(late, 403, "otp_expired")


def signed_up(phones: GoTrue) -> tuple[str, dict[str, Any]]:
    """A number with its session."""
    number = fresh_number()
    phones.post("otp", {"phone": number, "data": with_handle({})})
    session = phones.post("verify", {"type": "sms", "phone": number, "token": code_for(number)}).json()
    return number, session


def test_a_number_and_a_password(phones: GoTrue, sql: Any) -> None:
    number, session = signed_up(phones)
    grant = "token?grant_type=password"
    phones.refused(phones.post(grant, {"phone": number, "password": PASSWORD}), 400, "invalid_credentials")
    assert phones.put("user", {"password": PASSWORD}, token=session["access_token"]).status_code == 200
    signed_in = phones.post(grant, {"phone": f"+{number}", "password": PASSWORD})
    assert signed_in.status_code == 200 and signed_in.json()["user"]["id"] == session["user"]["id"]
    phones.refused(phones.post(grant, {"phone": number, "password": "wrong"}), 400, "invalid_credentials")
    phones.refused(phones.post(grant, {"phone": fresh_number(), "password": PASSWORD}), 400, "invalid_credentials")
    phones.refused(phones.post(grant, {"phone": "abc", "password": PASSWORD}), 400, "validation_failed")
    both = {"phone": number, "email": fresh_email(), "password": PASSWORD}
    phones.refused(phones.post(grant, both), 400, "validation_failed")
    sql("UPDATE auth.users SET phone_confirmed_at = NULL WHERE phone = %s", [number])
    phones.refused(phones.post(grant, {"phone": number, "password": PASSWORD}), 400, "phone_not_confirmed")


def test_another_number_is_proved_before_it_counts(phones: GoTrue) -> None:
    old, session = signed_up(phones)
    token, new = session["access_token"], fresh_number()
    asked = phones.put("user", {"phone": f"+{new}"}, token=token).json()
    assert (asked["phone"], asked["new_phone"]) == (old, new)
    wrong = {"type": "phone_change", "phone": new, "token": "x"}
    phones.refused(phones.post("verify", wrong), 403, "otp_expired")
    phones.refused(phones.post("verify", {**wrong, "type": "sms", "token": code_for(new)}), 403, "otp_expired")
    assert phones.post("resend", {"type": "phone_change", "phone": old}).status_code == 200
    done = phones.post("verify", {"type": "phone_change", "phone": new, "token": code_for(new)}).json()
    assert done["user"]["phone"] == new and "new_phone" not in done["user"]
    assert done["user"]["identities"][0]["identity_data"]["phone"] == new
    assert done["user"]["id"] == session["user"]["id"]
    assert phones.post("resend", {"type": "phone_change", "phone": fresh_number()}).status_code == 200


def test_an_e_mail_account_takes_a_number_that_is_free(phones: GoTrue, settings: Any) -> None:
    settings.GOTRUE_MAILER_AUTOCONFIRM = True
    taken, _ = signed_up(phones)
    token = phones.sign_up()["access_token"]
    phones.refused(phones.put("user", {"phone": taken}, token=token), 422, "phone_exists")
    number = fresh_number()
    phones.put("user", {"phone": number}, token=token)
    user = phones.post("verify", {"type": "phone_change", "phone": number, "token": code_for(number)}).json()[
        "user"
    ]
    assert user["phone"] == number and user["app_metadata"]["providers"] == ["email", "phone"]
    settings.GOTRUE_SMS_MAX_FREQUENCY = 60
    phones.refused(phones.put("user", {"phone": fresh_number()}, token=token), 429, "over_sms_send_rate_limit")
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED = False
    phones.refused(phones.put("user", {"phone": fresh_number()}, token=token), 400, "phone_provider_disabled")
    again = phones.post("token?grant_type=password", {"phone": number, "password": PASSWORD})
    phones.refused(again, 422, "phone_provider_disabled")


def test_what_is_no_number_or_another_channel_or_off_is_refused(phones: GoTrue, settings: Any) -> None:
    for number in ("abc", "0123", "+", "1" * 16):
        phones.refused(phones.post("otp", {"phone": number}), 400, "validation_failed")
    whatsapp = phones.post("otp", {"phone": fresh_number(), "channel": "whatsapp"})
    phones.refused(whatsapp, 400, "validation_failed")
    assert phones.post("resend", {"type": "sms", "phone": fresh_number()}).status_code == 200
    settings.GOTRUE_EXTERNAL_PHONE_ENABLED = False
    phones.refused(phones.post("otp", {"phone": fresh_number()}), 400, "phone_provider_disabled")
    phones.refused(phones.post("resend", {"type": "sms", "phone": "49123"}), 400, "phone_provider_disabled")


def test_a_number_s_own_pause_is_kept_in_silence(phones: GoTrue, settings: Any) -> None:
    """Where the limits are away (Redis is), what a number has been sent still bounds what it is sent."""
    number, _ = signed_up(phones)
    settings.GOTRUE_SMS_MAX_FREQUENCY = 60
    before = len(texts(number))
    for path, body in (("otp", {}), ("resend", {"type": "sms"}), ("resend", {"type": "phone_change"})):
        assert phones.post(path, {"phone": number, **body}).json() == {"message_id": ""}
    assert len(texts(number)) == before


def test_a_handle_that_is_not_to_be_had_gives_way(phones: GoTrue, sql: Any) -> None:
    taken = phones.sign_up()["user_metadata"]["user_handle"]
    number = fresh_number()
    assert phones.post("otp", {"phone": number, "data": {"user_handle": taken}}).json() == {"message_id": ""}
    user = phones.post("verify", {"type": "sms", "phone": number, "token": code_for(number)}).json()["user"]
    (row,) = sql("SELECT user_handle FROM public.profiles WHERE id = %s", [user["id"]])
    assert row["user_handle"] != taken
