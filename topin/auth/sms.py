"""The one door to text messages: whichever callable TOPIN_SMS_PROVIDER names sends them."""

import re
from collections.abc import Callable

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

log = structlog.get_logger(__name__)
_TEXTS = {"en": "Your code is {code}", "de": "Dein Code lautet {code}"}
_PLACE = re.compile(r"\{\{\s*\.Code\s*\}\}")
Provider = Callable[[str, str], None]


def send(number: str, locale: str | None, code: str) -> None:
    """Send a code to a number (digits, no plus); raises what the provider raises."""
    provider: Provider = import_string(settings.TOPIN_SMS_PROVIDER)
    text = _TEXTS.get((locale or "en")[:2], _TEXTS["en"]).format(code=code)
    if settings.GOTRUE_SMS_TEMPLATE:
        text = _PLACE.sub(code, settings.GOTRUE_SMS_TEMPLATE)
    provider(f"+{number}", text)


def log_only(number: str, text: str) -> None:
    """The default: nothing is sent; the text is logged in DEBUG alone, since it holds a code."""
    log.warning("sms.unsent", number=f"{number[:4]}...", text=text if settings.DEBUG else None)
