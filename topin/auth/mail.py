"""Composes the mails of the accounts from what the outbox holds."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from topin.auth import codes
from topin.auth.mail_texts import TEXTS, Text
from topin.core.mail.door import Mail

_DEFAULT_LOCALE = "en"


@dataclass(frozen=True)
class Kind:
    """How a template's link is made: the type that /verify is told, and the setting that holds its path."""

    verify_type: str
    path_setting: str


_KINDS = {
    "confirmation": Kind("signup", "GOTRUE_MAILER_URLPATHS_CONFIRMATION"),
    "magiclink": Kind("magiclink", "GOTRUE_MAILER_URLPATHS_RECOVERY"),
    "recovery": Kind("recovery", "GOTRUE_MAILER_URLPATHS_RECOVERY"),
    "invite": Kind("invite", "GOTRUE_MAILER_URLPATHS_INVITE"),
    "email_change": Kind("email_change", "GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE"),
    "email_change_current": Kind("email_change", "GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE"),
}


def composed(payload: dict[str, Any], code: str) -> Mail:
    """The mail for a payload of private.auth_mail: {template, to, pkce, redirect_to, email, new_email, locale}."""
    template = payload["template"]
    kind = _KINDS.get(template)
    token = ("pkce_" if payload.get("pkce") else "") + codes.hashed(payload["to"], code)
    words = _words(template, payload)
    facts = {
        "words": words,
        "code": code,
        "link": link(kind, token, payload.get("redirect_to", "")) if kind else "",
        "minutes": settings.GOTRUE_MAILER_OTP_EXP // 60,
        "name": settings.GOTRUE_SMTP_SENDER_NAME,
    }
    return Mail(
        to=payload["to"],
        subject=words.subject,
        text=render_to_string("accounts/mail/mail.txt", facts),
        html=render_to_string("accounts/mail/mail.html", facts),
    )


def link(kind: Kind, token: str, redirect_to: str) -> str:
    """The link that redeems a token: its path replaces that of API_EXTERNAL_URL, as GoTrue has it."""
    base = urlsplit(settings.API_EXTERNAL_URL)
    query = urlencode({"token": token, "type": kind.verify_type, "redirect_to": redirect_to})
    return f"{base.scheme}://{base.netloc}{getattr(settings, kind.path_setting)}?{query}"


def link_of(template: str, token: str, redirect_to: str) -> str:
    """The link of a named template, for /admin/generate_link."""
    return link(_KINDS[template], token, redirect_to)


def verify_type(template: str) -> str:
    """What /verify is told of a template's token."""
    return _KINDS[template].verify_type


def _words(template: str, payload: dict[str, Any]) -> Text:
    locale = str(payload.get("locale") or _DEFAULT_LOCALE)[:2].lower()
    text = TEXTS.get(locale, TEXTS[_DEFAULT_LOCALE])[template]
    facts = {"name": settings.GOTRUE_SMTP_SENDER_NAME, "new": payload.get("new_email", "")}
    return Text(*(part.format(**facts) for part in text))
