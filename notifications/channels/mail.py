"""Handing one mail to whoever takes it: under whose name, from which address, signed for which domain."""

import smtplib
from email.message import Message
from email.utils import formataddr, parseaddr
from typing import Any, override

import dkim
from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.channels import providers
from notifications.models.mail import Mail
from notifications.models.sender import Sender

SIGNED = (b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version", b"content-type")
NO_SUCH_MAILBOX = (b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.10")
LATER = {401, 403, 408, 429}
"""Answers of providers that may change: a key is set right, a limit passes."""


class NotTaken(Exception):
    """Nobody took the mail. `for_good`: nobody ever will. `no_mailbox`: there is nobody at that address."""

    def __init__(self, error: Exception, *, for_good: bool, no_mailbox: bool = False) -> None:
        super().__init__(str(error) or repr(error))
        self.for_good = for_good
        self.no_mailbox = no_mailbox


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


def deliver(mail: Mail, sender: Sender) -> str:
    """Hand the mail over; the provider's name for it, if it gives one. Raises NotTaken."""
    provider = providers.PROVIDERS.get(sender.leaves_by)
    made: Any = message(mail, sender)
    try:
        if provider is None:
            made.send()
            return ""
        made.metadata = {"mail": str(mail.pk)}
        if provider.tells_opens:
            made.track_opens = True
        with providers.backend(sender) as connection:
            connection.send_messages([made])
    except smtplib.SMTPException as error:
        raise NotTaken(error, for_good=is_refusal(error), no_mailbox=has_no_mailbox(error)) from error
    except AnymailAPIError as error:
        status = error.status_code or 500
        raise NotTaken(error, for_good=400 <= status < 500 and status not in LATER) from error
    except AnymailError as error:
        raise NotTaken(error, for_good=True) from error
    except OSError as error:
        raise NotTaken(error, for_good=False) from error
    return str(made.anymail_status.message_id or "")


def message(mail: Mail, sender: Sender) -> EmailMultiAlternatives:
    """Under the company's name; a mail that is sent twice after all carries the same id, so mailboxes show it once."""
    seen = sender.seen_as(mail.company, installation_address())
    domain = installation_address().rpartition("@")[2]
    is_ours = sender.is_verified and not sender.has_provider
    made = (SignedMail if is_ours else EmailMultiAlternatives)(
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


def is_refusal(error: Exception) -> bool:
    """The server understood and will never take this mail: there is no such address, or not this content."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def has_no_mailbox(error: Exception) -> bool:
    """The server named the address as the reason, not us or the content."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(bytes(reason).startswith(NO_SUCH_MAILBOX) for _code, reason in error.recipients.values())
