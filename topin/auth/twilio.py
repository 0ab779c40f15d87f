"""Text messages through Twilio's REST protocol (GOTRUE_SMS_PROVIDER=twilio, as GoTrue speaks it)."""

import httpx
from django.conf import settings

from topin.core.jobs.outbox import Hopeless

_SENT = {"queued", "accepted", "scheduled", "sending", "sent", "delivered"}


class NotSent(Exception):
    """Twilio did not take the message this time: worth another try."""


def send(number: str, text: str) -> None:
    """Send a text to a number (with plus). Raises NotSent, or Hopeless for a message that is wrong in itself."""
    account = settings.GOTRUE_SMS_TWILIO_ACCOUNT_SID
    try:
        answer = httpx.post(
            f"{settings.TOPIN_SMS_TWILIO_URL}/2010-04-01/Accounts/{account}/Messages.json",
            auth=(account, settings.GOTRUE_SMS_TWILIO_AUTH_TOKEN),
            data={
                "To": number,
                "From": settings.GOTRUE_SMS_TWILIO_MESSAGE_SERVICE_SID,
                "Channel": "sms",
                "Body": text,
            },
            timeout=10,
        )
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise NotSent(type(error).__name__) from None
    if answer.status_code == 400:
        raise Hopeless(f"twilio {told.get('code')}")
    if not answer.is_success or told.get("status") not in _SENT:
        raise NotSent(f"twilio {answer.status_code} {told.get('code') or told.get('status')}")
