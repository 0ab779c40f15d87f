"""Sends one mail, as text and HTML, by the server of GOTRUE_SMTP_HOST."""

from collections import deque
from dataclasses import dataclass
from email.utils import formataddr

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

log = structlog.get_logger(__name__)
_SECONDS = 15


@dataclass(frozen=True)
class Mail:
    """One mail to one person."""

    to: str
    subject: str
    text: str
    html: str


# What this process would have sent, where there is no server to send by: for development and tests.
unsent: deque[Mail] = deque(maxlen=50)


def send(mail: Mail) -> None:
    """Hand a mail to the server; raises OSError or smtplib.SMTPException when it does not take it.

    Without a server it is kept in `unsent`; its text is logged in DEBUG alone, since it may hold a code.
    """
    if not settings.GOTRUE_SMTP_HOST:
        unsent.append(mail)
        log.warning("mail.unsent", subject=mail.subject, text=mail.text if settings.DEBUG else None)
        return
    sender = formataddr((settings.GOTRUE_SMTP_SENDER_NAME, settings.GOTRUE_SMTP_ADMIN_EMAIL))
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [mail.to], connection=_connection())
    message.attach_alternative(mail.html, "text/html")
    message.send()


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
