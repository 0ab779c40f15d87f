"""The world outside of the accounts, for clients in other processes: mails, text messages, an issuer of id tokens.

The worker is this process: it runs the outbox, whose mails go to a real SMTP server and whose text messages to the
strict simulation of Twilio.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from aiosmtpd.controller import Controller
from django.db import connections

from topin.auth import tasks  # noqa: F401 (registers the handlers, as the worker does)
from topin.core.jobs import outbox
from topin.core.testing.server import answering, free_port

from . import test_twilio as twilio
from .issuer import Issuer, issuing
from .test_mail import Inbox

GOOGLE = "https://accounts.google.com"


class World:
    """GET mail/<address>, text/<number>: the newest to it. GET id_token?sub=&email=: one that Google signs."""

    def __init__(self, inbox: Inbox, issuer: Issuer) -> None:
        self.inbox, self.issuer, self.url = inbox, issuer, ""
        self._one = threading.Lock()

    def answer(self, path: str) -> dict[str, Any]:
        asked = urlsplit(path)
        kind, _, whose = unquote(asked.path).lstrip("/").partition("/")
        if kind == "id_token":
            return {"token": self.issuer.token(**{"iss": GOOGLE, **dict(parse_qsl(asked.query))})}
        with self._one:
            outbox.drain("default", 20)
            connections["worker"].close()
        return self._mail(whose) if kind == "mail" else self._text(whose)

    def _mail(self, address: str) -> dict[str, Any]:
        mail = self.inbox.for_(address)[-1]
        text = mail.get_body(("plain",)).get_content()
        link = re.search(r"https?://\S+", text)
        code = re.search(r"\b\d{6}\b", text)
        token = re.search(r"[?&]token=([^&]+)", link.group()) if link else None
        return {
            "subject": mail["Subject"],
            "code": code.group() if code else "",
            "link": link.group() if link else "",
            "hash": token.group(1) if token else "",
        }

    @staticmethod
    def _text(number: str) -> dict[str, Any]:
        text = next(said for to, said in reversed(twilio.Twilio.taken) if to == f"+{number}")
        return {"code": text.split()[-1]}


@contextmanager
def outside(settings: Any) -> Iterator[World]:
    """The world, served until the block ends; the settings lead the worker to it."""
    inbox, port = Inbox(), free_port()
    mails = Controller(inbox, hostname="127.0.0.1", port=port)
    settings.GOTRUE_SMTP_HOST, settings.GOTRUE_SMTP_PORT = "127.0.0.1", port
    settings.TOPIN_SMS_PROVIDER = "topin.auth.twilio.send"
    settings.GOTRUE_SMS_TWILIO_ACCOUNT_SID = twilio.ACCOUNT
    settings.GOTRUE_SMS_TWILIO_AUTH_TOKEN = twilio.TOKEN
    settings.GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID = twilio.SENDER
    with issuing() as issuer, answering(twilio.Twilio) as settings.TOPIN_SMS_TWILIO_URL:
        world = World(inbox, issuer)
        mails.start()
        try:
            with answering(_handler(world)) as world.url:
                yield world
        finally:
            mails.stop()


def _handler(world: World) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(world.answer(self.path)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Not into the test's output."""

    return Answer
