"""Known and unknown addresses and numbers: a request leaves the same for both, and a worker alone looks which.

How long they take is measured by `python -m bench.enumeration`. Runs private.auth_ask and auth_answer_ask.
"""

from typing import Any

import pytest

from .conftest import GoTrue, answer_asks, fresh_email, with_handle
from .test_codes import confirmed
from .test_phone import fresh_number, phones, signed_up, texts  # noqa: F401 (a fixture)

_LEFT = """
    SELECT (SELECT count(*) FROM private.outbox) AS messages, (SELECT count(*) FROM auth.users) AS accounts,
        (SELECT count(*) FROM auth.one_time_tokens) AS codes, (SELECT count(*) FROM auth.flow_state) AS flows,
        (SELECT count(*) FROM auth.audit_log_entries) AS events,
        (SELECT count(*) FROM private.code_guesses) AS askers
"""
_ASKS = (
    ("recover", {}),
    ("otp", {}),
    ("otp", {"create_user": False}),
    ("resend", {"type": "signup"}),
    ("resend", {"type": "email_change"}),
)
_ASKS_BY_PHONE = (
    ("otp", {}),
    ("otp", {"create_user": False}),
    ("resend", {"type": "sms"}),
    ("resend", {"type": "phone_change"}),
)


@pytest.mark.parametrize(("path", "body"), _ASKS)
def test_a_request_leaves_one_sealed_message(
    gotrue: GoTrue, mails: Any, sql: Any, path: str, body: dict[str, Any]
) -> None:
    known, unknown = confirmed(gotrue, mails), fresh_email()
    left = []
    for address in (known, unknown):
        before = sql(_LEFT)[0]
        gotrue.post(path, {"email": address, "data": with_handle({}), **body})
        left.append({name: count - before[name] for name, count in sql(_LEFT)[0].items()})
    assert left[0] == left[1]
    assert left[0].pop("messages") == 1 and set(left[0].values()) == {0}
    (row,) = sql("SELECT kind, payload FROM private.outbox ORDER BY created_at DESC, id DESC LIMIT 1")
    assert row["kind"] == "accounts.ask" and row["payload"].keys() == {"secret"}


@pytest.mark.parametrize(("path", "body"), _ASKS_BY_PHONE)
def test_so_it_is_with_numbers(phones: GoTrue, sql: Any, path: str, body: dict[str, Any]) -> None:  # noqa: F811
    known, unknown = signed_up(phones)[0], fresh_number()
    left, said = [], []
    for number in (known, unknown):
        before = sql(_LEFT)[0]
        answer = phones.post(path, {"phone": number, "data": with_handle({}), **body})
        said.append((answer.status_code, answer.content))
        left.append({name: count - before[name] for name, count in sql(_LEFT)[0].items()})
    assert left[0] == left[1]
    assert left[0].pop("messages") == 1 and set(left[0].values()) == {0}
    if body.get("create_user") is False:
        assert [status for status, _ in said] == [200, 422], "GoTrue's named exception"
    else:
        assert said == [(200, b'{"message_id": ""}')] * 2


def test_the_pause_tells_no_number(phones: GoTrue, settings: Any) -> None:  # noqa: F811
    """Asked again too soon, known, unknown and pending numbers (and addresses) get the same 429."""
    known, unknown = signed_up(phones)[0], fresh_number()
    settings.RATE_LIMITS, settings.GOTRUE_SMS_MAX_FREQUENCY = True, 60
    settings.TRUSTED_PROXIES = 1
    here = {"X-Forwarded-For": f"fd00:{fresh_number()[2:6]}:{fresh_number()[2:6]}::1"}
    for body in ({"type": "sms"}, {"type": "phone_change"}):
        for number in (known, unknown):
            assert phones.post("resend", {"phone": number, **body}, **here).status_code == 200
        sent = len(texts(known))
        for number in (known, unknown):
            answer = phones.post("resend", {"phone": number, **body}, **here)
            phones.refused(answer, 429, "over_sms_send_rate_limit")
        assert len(texts(known)) == sent


def test_only_a_worker_makes_the_account(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = fresh_email()
    gotrue.post("otp", {"email": email, "data": with_handle({"colour": "blue"})})
    assert sql("SELECT 1 AS n FROM auth.users WHERE email = %s", [email]) == []
    code = mails(email)[0]["code"]
    session = gotrue.post("verify", {"type": "email", "email": email, "token": code}).json()
    assert session["user"]["user_metadata"]["colour"] == "blue"


def test_a_handle_that_is_not_to_be_had_gives_way(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    taken = gotrue.sign_up()["user_metadata"]["user_handle"]
    for handle in (taken, "not a handle", "admin"):
        for email in (confirmed(gotrue, mails), fresh_email()):
            assert gotrue.post("otp", {"email": email, "data": {"user_handle": handle}}).json() == {}
            code = mails(email)[0]["code"]
            user = gotrue.post("verify", {"type": "email", "email": email, "token": code}).json()["user"]
            (row,) = sql("SELECT user_handle FROM public.profiles WHERE id = %s", [user["id"]])
            assert row["user_handle"] not in (taken, handle)


def test_the_account_s_own_pause_is_kept_in_silence(gotrue: GoTrue, mails: Any, settings: Any, sql: Any) -> None:
    """Where the limits are away (Redis is), what the account has been sent still bounds what it is sent."""
    email = confirmed(gotrue, mails)
    settings.GOTRUE_SMTP_MAX_FREQUENCY = 60
    for _ in range(3):
        assert gotrue.post("recover", {"email": email}).json() == {}
    answer_asks(sql)
    assert [mail["template"] for mail in mails(email)] == ["recovery", "confirmation"]
    left = sql("SELECT 1 AS n FROM private.outbox WHERE kind = 'accounts.ask' AND status <> 'done'")
    assert left == []


def test_a_wrong_code_is_a_write_for_known_and_unknown(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    """private.auth_pretend_guess: rows of nobody's, which are gone again, but a transaction that wrote."""
    known = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": known})
    answer_asks(sql)
    for address in (known, fresh_email()):
        before = sql("SELECT pg_current_xact_id()::text::bigint AS n")[0]["n"]
        answer = gotrue.post("verify", {"type": "recovery", "email": address, "token": "x"})
        gotrue.refused(answer, 403, "otp_expired")
        spent = sql("SELECT pg_current_xact_id()::text::bigint AS n")[0]["n"] - before
        assert spent >= 2, "its own and the request's"


def test_what_was_asked_is_gone_when_it_is_answered(gotrue: GoTrue, sql: Any) -> None:
    gotrue.post("recover", {"email": fresh_email()})
    answer_asks(sql)
    rows = sql("SELECT payload FROM private.outbox WHERE kind = 'accounts.ask' AND status = 'done'")
    assert rows and all(row["payload"] == {} for row in rows)


def test_no_sign_up_by_code_where_sign_ups_are_off(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    known, unknown = confirmed(gotrue, mails), fresh_email()
    settings.GOTRUE_DISABLE_SIGNUP = True
    assert gotrue.post("otp", {"email": known}).json() == {}
    assert mails(known)[0]["template"] == "magiclink"
    gotrue.refused(gotrue.post("otp", {"email": unknown}), 422, "signup_disabled")
    assert mails(unknown) == []
