"""Work of the accounts outside requests: sending the mails that SQL left in the outbox."""

from topin.auth.mail import composed
from topin.core.jobs import outbox
from topin.core.mail import door


@outbox.handler("mail")
def send_mail(message: outbox.Message) -> None:
    """Send one mail. One that stands for an unknown address (equal work, no mail) ends here.

    A server that does not take it raises, and the outbox tries again; a mail may so come twice, never not at all.
    """
    if message.payload["template"] != "none":
        door.send(composed(message.payload, message.secret["code"]))
