"""Work of the accounts outside requests: codes, mails, text messages of the outbox, and erasing what is past."""

from django.conf import settings

from topin.auth import codes, functions, sms
from topin.auth.mail import composed
from topin.core.db.session import call
from topin.core.jobs import outbox
from topin.core.jobs.base import job
from topin.core.mail import door

_BATCH = 5000


@job("accounts.sweep", queue="bulk")
def sweep() -> int:
    """Erase pending flows, codes, spent refresh tokens and audit rows that have had their time."""
    total = 0
    while count := int(call(functions.prune_accounts, outbox.WORKER, batch=_BATCH)):
        total += count
    return total


@outbox.handler("accounts.ask")
def answer_ask(message: outbox.Message) -> None:
    """Make the code that somebody asked for, and its mail or text message, which is the next one; or nothing.

    That happens here and not in the request, whose time would tell a known address from an unknown one.
    """
    by_phone = message.secret["purpose"] in ("sms", "phone_change")
    code = codes.fresh(settings.GOTRUE_SMS_OTP_LENGTH if by_phone else None)
    with message.settle() as session:
        session.call(functions.answer_ask, asked=message.secret, code=code, second_code=codes.fresh())


@outbox.handler("sms")
def send_sms(message: outbox.Message) -> None:
    """Send one text message. A provider's error is tried again."""
    sms.send(message.payload["to"], message.payload.get("locale"), message.secret["code"])


@outbox.handler("mail")
def send_mail(message: outbox.Message) -> None:
    """Send one mail. One that stands for an unknown address (equal work, no mail) ends here.

    A server that does not take it raises, and the outbox tries again; a mail may so come twice, never not at all.
    """
    if message.payload["template"] != "none":
        door.send(composed(message.payload, message.secret["code"]))
