"""Text messages through Twilio's protocol, against a strict server on a real socket."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

import pytest

from topin.auth import sms, twilio
from topin.core.jobs.outbox import Hopeless
from topin.core.testing.server import answering

ACCOUNT, TOKEN, SENDER = "AC0123", "secret", "MG4567"


class Twilio(BaseHTTPRequestHandler):
    """Takes what Twilio's documentation says it takes, and nothing else."""

    taken: list[tuple[str, str]] = []
    answer: tuple[int, dict[str, Any]] = (201, {"status": "queued"})

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), strict_parsing=True)
        status, body = self._judged({name: values[0] for name, values in form.items()})
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def _judged(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        right = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if self.headers["Authorization"] != right:
            return 401, {"code": 20003}
        if self.path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            return 404, {"code": 20404}
        if self.headers["Content-Type"] != "application/x-www-form-urlencoded" or form["From"] != SENDER:
            return 400, {"code": 21603}
        if not form["To"].startswith("+") or not form["To"][1:].isdigit():
            return 400, {"code": 21211}
        if self.answer[0] == 201:
            Twilio.taken.append((form["To"], form["Body"]))
        return self.answer

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def server(settings: Any) -> Iterator[type[Twilio]]:
    Twilio.taken, Twilio.answer = [], (201, {"status": "queued"})
    settings.TOPIN_SMS_PROVIDER = "topin.auth.twilio.send"
    settings.GOTRUE_SMS_TWILIO_ACCOUNT_SID, settings.GOTRUE_SMS_TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID = SENDER
    with answering(Twilio) as settings.TOPIN_SMS_TWILIO_URL:
        yield Twilio


def test_a_code_is_sent_in_the_person_s_language_or_by_the_template(server: type[Twilio], settings: Any) -> None:
    sms.send("4915112345678", "de", "012345")
    settings.GOTRUE_SMS_TEMPLATE = "TOPiN: {{ .Code }}!"
    sms.send("4915112345678", None, "678901")
    number = "+4915112345678"
    assert server.taken == [(number, "Dein Code lautet 012345"), (number, "TOPiN: 678901!")]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ((400, {"code": 21211}), Hopeless),
        ((429, {"code": 20429}), twilio.NotSent),
        ((500, {}), twilio.NotSent),
        ((201, {"status": "failed"}), twilio.NotSent),
    ],
)
def test_what_was_not_sent_is_tried_again_unless_it_is_wrong(
    server: type[Twilio], answer: Any, fault: type[Exception]
) -> None:
    server.answer = answer
    with pytest.raises(fault):
        twilio.send("+4915112345678", "text")


def test_faults_of_the_set_up_are_tried_again(server: type[Twilio], settings: Any) -> None:
    settings.GOTRUE_SMS_TWILIO_AUTH_TOKEN = "wrong"
    with pytest.raises(twilio.NotSent, match="401"):
        twilio.send("+4915112345678", "text")
    settings.TOPIN_SMS_TWILIO_URL = "http://127.0.0.1:9"
    with pytest.raises(twilio.NotSent, match="ConnectError"):
        twilio.send("+4915112345678", "text")
