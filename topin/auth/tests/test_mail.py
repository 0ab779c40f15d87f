"""Mails by real SMTP, from the outbox after the commit, as text and HTML, in the reader's language."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from topin.auth import tasks  # noqa: F401 (registers the handler, as the worker does)
from topin.auth.mail_texts import TEXTS
from topin.core.admin.tests.staff import browsing, make_staff
from topin.core.jobs import outbox
from topin.core.mail import door
from topin.core.testing.server import free_port, serving

from .conftest import PASSWORD, GoTrue, fresh_email, with_handle


class Inbox:
    """Keeps what it is sent, but for those whom it refuses for now."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refused: set[str] = set()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refused & set(envelope.rcpt_tos):
            return "451 try again"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def for_(self, address: str) -> list[Any]:
        return [mail for mail in self.mails if mail["To"] == address]


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    """A mail server that the settings name."""
    found, port = Inbox(), free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    settings.GOTRUE_SMTP_HOST, settings.GOTRUE_SMTP_PORT = "127.0.0.1", port
    yield found
    controller.stop()


def sent() -> None:
    """Has the worker's own code empty the outbox."""
    outbox.drain("default", 10)


def test_a_mail_carries_code_and_link(gotrue: GoTrue, inbox: Inbox, sql: Any) -> None:
    email = fresh_email()
    gotrue.sign_up(email)
    sent()
    (mail,) = inbox.for_(email)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    code = re.search(r"\b\d{6}\b", text)
    link = re.search(r"https?://\S+", text)
    assert code and link and code.group() in html and "verify?token=" in html
    assert gotrue.post("verify", {"type": "signup", "email": email, "token": code.group()}).status_code == 200
    (row,) = sql("SELECT payload, status FROM private.outbox WHERE payload ->> 'to' = %s", [email])
    assert row["status"] == "done" and "secret" not in row["payload"]


def test_a_server_that_is_down_is_tried_again(gotrue: GoTrue, inbox: Inbox, sql: Any) -> None:
    email = fresh_email()
    inbox.refused.add(email)
    gotrue.sign_up(email)
    sent()
    assert inbox.for_(email) == []
    inbox.refused.clear()
    sql("UPDATE private.outbox SET run_at = now() WHERE payload ->> 'to' = %s AND status = 'waiting'", [email])
    sent()
    assert len(inbox.for_(email)) == 1


def test_the_reader_s_language(gotrue: GoTrue, inbox: Inbox) -> None:
    for locale, headers in (("de", {"Accept-Language": "de-AT,de;q=0.9"}), ("en", {"Accept-Language": "xx"})):
        email = fresh_email()
        body = {"email": email, "password": PASSWORD, "data": with_handle({})}
        assert gotrue.post("signup", body, **headers).status_code == 200
        sent()
        (mail,) = inbox.for_(email)
        assert mail["Subject"] == TEXTS[locale]["confirmation"].subject.format(name="TOPiN")


def test_every_language_has_every_mail() -> None:
    assert {locale: set(texts) for locale, texts in TEXTS.items()} == {
        locale: set(TEXTS["en"]) for locale in TEXTS
    }


def test_without_a_server_mails_are_kept_for_the_admin_in_debug_alone(gotrue: GoTrue, settings: Any) -> None:
    email = fresh_email()
    for debug in (False, True):
        settings.DEBUG = debug
        gotrue.post(
            "recover" if debug else "signup", {"email": email, "password": PASSWORD, "data": with_handle({})}
        )
        sent()
        kept = [mail for mail in door.unsent() if mail.to == email]
        assert [mail.subject for mail in kept] == (["Set a new password for TOPiN"] if debug else [])


def test_staff_see_them_in_debug_alone(api_url: str) -> None:
    with serving("api", TOPIN_DEBUG="true") as in_debug:
        for url, status in ((in_debug, 200), (api_url, 404)):
            with browsing(url, make_staff(None)) as browser:
                page = browser.get("/admin/mails/")
            assert page.status_code == status
            assert ("Unsent mails" in page.text) == (status == 200)
