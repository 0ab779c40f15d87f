"""The one door to text messages: whichever callable TOPIN_SMS_PROVIDER names sends them."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

log = structlog.get_logger(__name__)
_TEXTS = {"en": "Your code is {code}", "de": "Dein Code lautet {code}"}
Provider = Callable[[str, str], None]


def send(number: str, locale: str | None, code: str) -> None:
    """Send a code to a number (digits, no plus); raises what the provider raises."""
    provider: Provider = import_string(settings.TOPIN_SMS_PROVIDER)
    text = _TEXTS.get((locale or "en")[:2], _TEXTS["en"])
    provider(f"+{number}", text.format(code=code))


def log_only(number: str, text: str) -> None:
    """The default: nothing is sent; the text is logged in DEBUG alone, since it holds a code."""
    log.warning("sms.unsent", number=f"{number[:4]}...", text=text if settings.DEBUG else None)
