"""One-time codes: otp, recover, resend, verify by code and by link, tries, and that no address is told apart.

Runs private.auth_otp, auth_recover, auth_resend (asked for by auth_ask), auth_verify and auth_exchange_flow.
"""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from topin.auth.mail import composed

from .conftest import GoTrue, answer_asks, fresh_email, with_handle


def confirmed(gotrue: GoTrue, mails: Any) -> str:
    """The address of a confirmed account."""
    email = fresh_email()
    gotrue.sign_up(email)
    gotrue.post("verify", {"type": "signup", "email": email, "token": mails(email)[0]["code"]})
    return email


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def test_recovery_by_code(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    assert gotrue.post("recover", {"email": email}).json() == {}
    code = mails(email)[0]["code"]
    assert re.fullmatch(r"\d{6}", code)
    session = gotrue.post("verify", {"type": "recovery", "email": email, "token": code}).json()
    assert session["user"]["email"] == email
    changed = gotrue.put("user", {"password": "a new password"}, token=session["access_token"])
    assert changed.status_code == 200
    assert gotrue.sign_in(email, "a new password").status_code == 200
    gotrue.refused(gotrue.sign_in(email), 400, "invalid_credentials")
    again = gotrue.post("verify", {"type": "recovery", "email": email, "token": code})
    gotrue.refused(again, 403, "otp_expired")


def test_otp_signs_in_and_signs_up(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    assert gotrue.post("otp", {"email": email, "data": None, "captcha_token": None}).json() == {}
    assert mails(email)[0]["template"] == "magiclink"
    for kind in ("email", "magiclink"):
        gotrue.post("otp", {"email": email})
        answer = gotrue.post("verify", {"type": kind, "email": email, "token": mails(email)[0]["code"]})
        assert answer.status_code == 200
    new = fresh_email()
    gotrue.refused(gotrue.post("otp", {"email": new, "create_user": False}), 422, "otp_disabled")
    assert gotrue.post("otp", {"email": new, "data": with_handle({})}).json() == {}
    code = mails(new)[0]["code"]
    gotrue.refused(gotrue.post("verify", {"type": "magiclink", "email": new, "token": code}), 403, "otp_expired")
    session = gotrue.post("verify", {"type": "email", "email": new, "token": code}).json()
    assert session["user"]["email_confirmed_at"]


def test_known_and_unknown_addresses_get_one_answer(gotrue: GoTrue, mails: Any) -> None:
    email, unknown = confirmed(gotrue, mails), fresh_email()
    for path, body in (("recover", {}), ("resend", {"type": "signup"}), ("resend", {"type": "email_change"})):
        answers = [gotrue.post(path, {"email": address, **body}) for address in (email, unknown)]
        assert [a.status_code for a in answers] == [200, 200]
        assert [a.json() for a in answers] == [{}, {}]
    assert mails(unknown) == []


def test_the_pause_between_mails_tells_nothing(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    email, unknown = confirmed(gotrue, mails), fresh_email()
    settings.GOTRUE_SMTP_MAX_FREQUENCY = 60
    settings.RATE_LIMITS = True
    for path in ("recover", "otp"):
        for address in (email, unknown):
            body = {"email": address, "data": with_handle({})}
            assert gotrue.post(path, body).status_code == 200
            gotrue.refused(gotrue.post(path, body), 429, "over_email_send_rate_limit")


def test_five_wrong_tries_from_where_it_was_asked_for_end_the_code(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    code = mails(email)[0]["code"]

    def tried(token: str) -> Any:
        return gotrue.post("verify", {"type": "recovery", "email": email, "token": token})

    for _ in range(4):
        gotrue.refused(tried(wrong(code)), 403, "otp_expired")
    assert tried(code).status_code == 200
    gotrue.post("recover", {"email": email})
    code = mails(email)[0]["code"]
    for _ in range(5):
        gotrue.refused(tried(wrong(code)), 403, "otp_expired")
    gotrue.refused(tried(code), 403, "otp_expired")


def test_a_stranger_cannot_use_up_another_s_tries(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    email = confirmed(gotrue, mails)
    own = {"X-Forwarded-For": "203.0.113.1"}
    gotrue.post("recover", {"email": email}, **own)
    code = mails(email)[0]["code"]

    def tried(token: str, **headers: str) -> Any:
        return gotrue.post("verify", {"type": "recovery", "email": email, "token": token}, **headers)

    for turn in range(30):  # five from each of six addresses: after twenty none of them finds the code
        gotrue.refused(tried(wrong(code), **{"X-Forwarded-For": f"198.51.100.{turn // 5}"}), 403, "otp_expired")
    for stranger in ("198.51.100.5", "198.51.100.99"):
        gotrue.refused(tried(code, **{"X-Forwarded-For": stranger}), 403, "otp_expired")
    assert tried(code, **own).status_code == 200


def test_guesses_of_a_day_are_bounded_whoever_asks(gotrue: GoTrue, mails: Any, settings: Any, sql: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    email, home = fresh_email(), {"X-Forwarded-For": "203.0.113.7"}
    gotrue.post("otp", {"email": email, "data": with_handle({})}, **home)
    first = {"type": "email", "email": email, "token": mails(email)[0]["code"]}
    user = gotrue.post("verify", first, **home).json()["user"]["id"]

    def asked_and_tried(right: bool, **headers: str) -> Any:
        gotrue.post("recover", {"email": email}, **headers)
        code = mails(email)[0]["code"]
        body = {"type": "recovery", "email": email, "token": code if right else wrong(code)}
        return gotrue.post("verify", body, **headers)

    away = {"X-Forwarded-For": "198.51.100.1"}
    gotrue.refused(asked_and_tried(False, **away), 403, "otp_expired")
    sql("UPDATE private.code_tries SET tries = 99 WHERE user_id = %s AND purpose = 'mail'", [user], login="auth")
    gotrue.refused(asked_and_tried(False, **away), 403, "otp_expired")
    gotrue.refused(asked_and_tried(True, **away), 403, "otp_expired")
    assert asked_and_tried(True, **home).status_code == 200, "a device that is known is not shut out"
    sql(
        "UPDATE private.code_tries SET since = since - interval '25 hours' WHERE user_id = %s",
        [user],
        login="auth",
    )
    assert asked_and_tried(True, **away).status_code == 200


def test_a_code_ends_after_its_hour(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    code = mails(email)[0]["code"]
    sql("UPDATE auth.users SET recovery_sent_at = now() - interval '3601 seconds' WHERE email = %s", [email])
    answer = gotrue.post("verify", {"type": "recovery", "email": email, "token": code})
    assert gotrue.refused(answer, 403, "otp_expired")["msg"] == "Token has expired or is invalid"


def test_success_withdraws_every_other_code(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = fresh_email()
    gotrue.sign_up(email)
    gotrue.post("recover", {"email": email})
    recovery, confirmation = mails(email)
    done = gotrue.post("verify", {"type": "recovery", "email": email, "token": recovery["code"]})
    assert done.json()["user"]["email_confirmed_at"], "recovery confirms too"
    late = gotrue.post("verify", {"type": "signup", "email": email, "token": confirmation["code"]})
    gotrue.refused(late, 403, "otp_expired")
    (row,) = sql(
        "SELECT confirmation_token || recovery_token AS kept, (SELECT count(*) FROM auth.one_time_tokens o"
        " WHERE o.user_id = u.id) AS n FROM auth.users u WHERE email = %s",
        [email],
    )
    assert row == {"kept": "", "n": 0}


def test_shapes_of_verify_that_are_refused(gotrue: GoTrue) -> None:
    for body in (
        {"email": "a@b.de", "token": "1"}, {"type": "email", "email": "a@b.de"},
        {"type": "email", "email": "a@b.de", "token": "1", "token_hash": "2"}, {"type": "email", "token": "1"},
        {"type": "email", "email": "a@b.de", "phone": "1", "token": "1"}, {"type": "sms_", "token_hash": "x"},
        {"type": "email", "token_hash": "x", "email": "a@b.de"},
        {"type": "email", "token_hash": "x", "redirect_to": "x"},
    ):  # fmt: skip
        gotrue.refused(gotrue.post("verify", body), 400, "validation_failed")
    gotrue.refused(gotrue.post("verify", {"type": "x", "email": "a@b.de", "token": "1"}), 403, "otp_expired")
    body = gotrue.refused(gotrue.post("verify", {"type": "email", "token_hash": "x"}), 403, "otp_expired")
    assert body["msg"] == "Email link is invalid or has expired"
    for kind in ("recovery", "", "x"):
        gotrue.refused(gotrue.post("resend", {"type": kind, "email": "a@b.de"}), 400, "validation_failed")


def follow(gotrue: GoTrue, url: str) -> tuple[str, dict[str, list[str]], dict[str, list[str]]]:
    """Opens a mailed link; where it leads, its query and its fragment."""
    asked = urlsplit(url)
    answer = gotrue.client.get(f"{asked.path}?{asked.query}")
    assert answer.status_code == 303
    to = urlsplit(answer["Location"])
    return f"{to.scheme}://{to.netloc}{to.path}", parse_qs(to.query), parse_qs(to.fragment)


def link_in(text: str) -> str:
    """The link in a mail's text."""
    found = re.search(r"https?://\S+", text)
    return found.group() if found else ""


def link_for(mail: dict[str, Any]) -> str:
    """The link in a mail, as the worker composes it."""
    return link_in(composed(mail, mail["code"]).text)


def test_a_link_hands_the_session_on(gotrue: GoTrue, mails: Any, settings: Any) -> None:
    settings.GOTRUE_URI_ALLOW_LIST = ["topin://*"]
    email = confirmed(gotrue, mails)
    for asked, got in (
        ("topin://welcome", "topin://welcome"),
        ("https://evil.example/x", settings.GOTRUE_SITE_URL),
    ):
        gotrue.post(f"recover?redirect_to={asked}", {"email": email})
        where, _, fragment = follow(gotrue, link_for(mails(email)[0]))
        assert where == got
        assert fragment["type"] == ["recovery"] and fragment["token_type"] == ["bearer"]
        assert gotrue.get("user", token=fragment["access_token"][0]).json()["email"] == email
        assert gotrue.refresh(fragment["refresh_token"][0]).status_code == 200
    where, _, fragment = follow(gotrue, link_for(mails(email)[0]))
    assert fragment["error"] == ["access_denied"] and fragment["error_code"] == ["otp_expired"]
    gotrue.refused(gotrue.get("verify?type=recovery"), 400, "validation_failed")
    gotrue.refused(gotrue.get("verify?token=x"), 400, "validation_failed")


def test_a_token_hash_is_posted(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    token = parse_qs(urlsplit(link_for(mails(email)[0])).query)["token"][0]
    assert gotrue.post("verify", {"type": "recovery", "token_hash": token}).status_code == 200


def test_whom_wrong_tries_hold_up_still_comes_in_by_the_link(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    """A hundred wrong tries a day shut strange addresses out of an account's codes, and of its links nobody."""
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    mail = mails(email)[0]
    theirs = "(SELECT id FROM auth.users WHERE email = %s)"
    sql(f"DELETE FROM public.user_sessions WHERE user_id = {theirs}", [email], login="auth")
    sql(f"INSERT INTO private.code_tries VALUES ({theirs}, 'mail', 1000, now())", [email], login="auth")
    body = {"type": "recovery", "email": email, "token": mail["code"]}
    gotrue.refused(gotrue.post("verify", body), 403, "otp_expired")
    token = parse_qs(urlsplit(link_for(mail)).query)["token"][0]
    assert gotrue.post("verify", {"type": "recovery", "token_hash": token}).status_code == 200


def test_a_link_cannot_be_made_of_a_guessed_code(gotrue: GoTrue, mails: Any) -> None:
    """Tries of a link count for no account: its token must not be one that a stranger could make of each code."""
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    code = mails(email)[0]["code"]
    guessed = hashlib.sha224((email + code).encode()).hexdigest()
    gotrue.refused(gotrue.post("verify", {"type": "recovery", "token_hash": guessed}), 403, "otp_expired")
    assert gotrue.post("verify", {"type": "recovery", "email": email, "token": code}).status_code == 200


def test_a_code_of_the_gotrue_of_before_still_counts(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    email = confirmed(gotrue, mails)
    gotrue.post("recover", {"email": email})
    answer_asks(sql)
    sql(
        "UPDATE auth.one_time_tokens SET token_hash = private.auth_code_hash(%s, '123456') WHERE relates_to = %s",
        [email, email], login="auth",
    )  # fmt: skip
    body = {"type": "recovery", "email": email, "token": "123456"}
    assert gotrue.post("verify", body).status_code == 200


def test_another_account_s_tries_do_not_shut_an_address_out(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    """Whoever wants somebody's address for an account of their own may be wrong about its code for ever."""
    stranger, email = confirmed(gotrue, mails), fresh_email()
    token = gotrue.sign_in(stranger).json()["access_token"]
    assert gotrue.put("user", {"email": email}, token=token).status_code == 200
    theirs = "(SELECT id FROM auth.users WHERE email = %s)"
    sql(f"DELETE FROM public.user_sessions WHERE user_id = {theirs}", [stranger], login="auth")
    sql(f"INSERT INTO private.code_tries VALUES ({theirs}, 'mail', 1000, now())", [stranger], login="auth")
    gotrue.sign_up(email)
    code = next(mail["code"] for mail in mails(email) if mail["template"] == "confirmation")
    assert gotrue.post("verify", {"type": "signup", "email": email, "token": code}).status_code == 200


def test_pkce(gotrue: GoTrue, mails: Any) -> None:
    email = confirmed(gotrue, mails)
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    gotrue.post("otp", {"email": email, "code_challenge": challenge, "code_challenge_method": "s256"})
    _, query, _ = follow(gotrue, link_for(mails(email)[0]))
    code = query["code"][0]

    def exchange(auth_code: str, proof: str) -> Any:
        return gotrue.post("token?grant_type=pkce", {"auth_code": auth_code, "code_verifier": proof})

    gotrue.refused(exchange(code, "x" * 50), 400, "bad_code_verifier")
    gotrue.refused(exchange("nothing", verifier), 404, "flow_state_not_found")
    gotrue.refused(exchange("", verifier), 400, "validation_failed")
    session = exchange(code, verifier).json()
    assert session["user"]["email"] == email
    gotrue.refused(exchange(code, verifier), 404, "flow_state_not_found")
    for bad in ({"code_challenge": challenge}, {"code_challenge": "x", "code_challenge_method": "s256"},
                {"code_challenge": challenge, "code_challenge_method": "md5"}):  # fmt: skip
        gotrue.refused(gotrue.post("otp", {"email": email, **bad}), 400, "validation_failed")


def test_an_opened_link_ends_with_a_new_password_a_ban_and_a_closing(gotrue: GoTrue, mails: Any, sql: Any) -> None:
    """Whoever could read the mails for a moment must not come in after the owner has locked them out."""
    verifier = "v" * 50
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()

    def opened_link() -> tuple[str, Any]:
        email = confirmed(gotrue, mails)
        session = gotrue.sign_in(email).json()
        gotrue.post("otp", {"email": email, "code_challenge": challenge, "code_challenge_method": "s256"})
        return follow(gotrue, link_for(mails(email)[0]))[1]["code"][0], session

    def exchange(auth_code: str) -> Any:
        return gotrue.post("token?grant_type=pkce", {"auth_code": auth_code, "code_verifier": verifier})

    code, session = opened_link()
    assert gotrue.put("user", {"password": "another one"}, token=session["access_token"]).status_code == 200
    gotrue.refused(exchange(code), 404, "flow_state_not_found")
    code, session = opened_link()
    sql(
        "UPDATE auth.users SET banned_until = now() + interval '1 day' WHERE id = %s",
        [session["user"]["id"]], login="auth",
    )  # fmt: skip
    gotrue.refused(exchange(code), 403, "user_banned")
    code, session = opened_link()
    sql("UPDATE auth.users SET deleted_at = now() WHERE id = %s", [session["user"]["id"]], login="auth")
    gotrue.refused(exchange(code), 404, "flow_state_not_found")
