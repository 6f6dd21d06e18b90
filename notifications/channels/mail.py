"""Making the mail that leaves: under whose name, from which address, signed for which domain."""

from email.message import Message
from email.utils import formataddr, parseaddr
from typing import Any, override

import dkim
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.models.mail import Mail
from notifications.models.sender import Sender

SIGNED = (b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version", b"content-type")


class SignedMail(EmailMultiAlternatives):
    """A mail that proves by DKIM that its domain let us send it."""

    sender: Sender

    @override
    def message(self, **kwargs: Any) -> Any:
        message: Message = super().message(**kwargs)
        made = dkim.sign(
            message.as_bytes(),
            self.sender.selector.encode(),
            self.sender.domain.encode("idna"),
            self.sender.dkim_key.encode(),
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=[name for name in SIGNED if name.decode() in message],
        )
        message["DKIM-Signature"] = made.decode().partition(":")[2].replace("\r\n", "").strip()
        return message


def installation_address() -> str:
    """The address from which mail leaves for companies that have proven none of their own."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def message(mail: Mail, sender: Sender) -> EmailMultiAlternatives:
    """Under the company's name; a mail that is sent twice after all carries the same id, so mailboxes show it once."""
    seen = sender.seen_as(mail.company, installation_address())
    domain = installation_address().rpartition("@")[2]
    made = (SignedMail if sender.is_verified else EmailMultiAlternatives)(
        mail.subject,
        mail.text,
        formataddr((seen.name, seen.address)),
        [mail.to],
        reply_to=[seen.reply_to],
        headers={"Message-ID": f"<{mail.company_id}.{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if isinstance(made, SignedMail):
        made.sender = sender
    if mail.html:
        made.attach_alternative(mail.html, "text/html")
    return made
