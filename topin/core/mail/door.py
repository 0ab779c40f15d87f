"""Sends one mail, as text and HTML, by the server of GOTRUE_SMTP_HOST."""

import json
from dataclasses import asdict, dataclass
from email.utils import formataddr
from functools import cache
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from redis import Redis

log = structlog.get_logger(__name__)
_SECONDS = 15
_UNSENT, _KEPT = "mail:unsent", 50


@dataclass(frozen=True)
class Mail:
    """One mail to one person."""

    to: str
    subject: str
    text: str
    html: str


def send(mail: Mail) -> None:
    """Hand a mail to the server; raises OSError or smtplib.SMTPException when it does not take it.

    Without a server it goes nowhere: in DEBUG its text is logged and kept for the admin, since one needs the
    code in it; elsewhere only its subject is logged.
    """
    if not settings.GOTRUE_SMTP_HOST:
        log.warning("mail.unsent", subject=mail.subject, text=mail.text if settings.DEBUG else None)
        if settings.DEBUG:
            _keep(mail)
        return
    sender = formataddr((settings.GOTRUE_SMTP_SENDER_NAME, settings.GOTRUE_SMTP_ADMIN_EMAIL))
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], connection=_connection())
    message.attach_alternative(mail.html, "text/html")
    message.send()


def unsent() -> list[Mail]:
    """The last mails that had no server to go by, newest first; the worker kept them, any process may look."""
    return [Mail(**json.loads(kept)) for kept in _redis().lrange(_UNSENT, 0, _KEPT - 1)]


def _keep(mail: Mail) -> None:
    _redis().lpush(_UNSENT, json.dumps(asdict(mail)))
    _redis().ltrim(_UNSENT, 0, _KEPT - 1)


@cache
def _redis() -> Any:
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2)


def _connection() -> object:
    """Port 465 is TLS from the start; elsewhere STARTTLS is used wherever there is a password to protect."""
    implicit = settings.GOTRUE_SMTP_PORT == 465
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=settings.GOTRUE_SMTP_HOST,
        port=settings.GOTRUE_SMTP_PORT,
        username=settings.GOTRUE_SMTP_USER,
        password=settings.GOTRUE_SMTP_PASS,
        use_ssl=implicit,
        use_tls=bool(settings.GOTRUE_SMTP_USER) and not implicit,
        timeout=_SECONDS,
    )
