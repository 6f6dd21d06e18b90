"""Handing one mail to whoever takes it: under whose name, from which address, signed for which domain."""

import email.policy
import smtplib
from email.message import Message
from email.utils import formataddr, parseaddr
from typing import Any, override

import dkim
from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from notifications.channels import providers
from notifications.models.mail import Mail
from notifications.models.sender import Sender

SIGNED = (
    b"from",
    b"to",
    b"subject",
    b"date",
    b"message-id",
    b"reply-to",
    b"mime-version",
    b"content-type",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
)
NO_SUCH_MAILBOX = (b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.10")
LONGEST_LINE = 990
LATER = {401, 403, 408, 429}
"""Answers of providers that may change: a key is set right, a limit passes."""


NO_MORE = gettext_lazy("Get no more of these")
FOOT = '<p style="margin:0 0 32px;text-align:center;font-size:13px"><a href="{}" style="color:#5f5f5a">{}</a></p>'


class NotTaken(Exception):
    """Nobody took the mail. `for_good`: nobody ever will. `no_mailbox`: there is nobody at that address."""

    def __init__(self, error: Exception, *, for_good: bool, no_mailbox: bool = False) -> None:
        super().__init__(str(error) or repr(error))
        self.for_good = for_good
        self.no_mailbox = no_mailbox


class PlainMail(EmailMultiAlternatives):
    """A mail whose headers stay as they are: Python would encode a long address, and nobody could follow it."""

    @override
    def message(self, **kwargs: Any) -> Any:
        policy = kwargs.pop("policy", email.policy.default)
        return super().message(policy=policy.clone(max_line_length=LONGEST_LINE, cte_type="7bit"), **kwargs)


class SignedMail(PlainMail):
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


def deliver(mail: Mail, sender: Sender, *, way_out: str = "") -> str:
    """Hand the mail over; the provider's name for it, if it gives one. Raises NotTaken.

    `way_out` is where the reader of a letter that is no part of an order gets no more of its kind.
    """
    provider = providers.PROVIDERS.get(sender.leaves_by)
    made: Any = message(mail, sender, way_out)
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


def message(mail: Mail, sender: Sender, way_out: str = "") -> EmailMultiAlternatives:
    """Under the company's name; a mail that is sent twice after all carries the same id, so mailboxes show it once."""
    seen = sender.seen_as(mail.company, installation_address())
    domain = installation_address().rpartition("@")[2]
    is_ours = sender.is_verified and not sender.has_provider
    headers = {"Message-ID": f"<{mail.company_id}.{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    if way_out:  # RFC 8058: both headers, and the signature covers them
        headers |= {"List-Unsubscribe": f"<{way_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    made = (SignedMail if is_ours else PlainMail)(
        mail.subject,
        f"{mail.text}\n\n{NO_MORE}: {way_out}\n" if way_out else mail.text,
        formataddr((seen.name, seen.address)),
        [mail.to],
        reply_to=[seen.reply_to],
        headers=headers,
    )
    if isinstance(made, SignedMail):
        made.sender = sender
    if mail.html:
        made.attach_alternative(_with_way_out(mail.html, way_out), "text/html")
    return made


def _with_way_out(html: str, way_out: str) -> str:
    """The letter with the link below it."""
    if not way_out:
        return html
    body, end, rest = html.rpartition("</body>")
    return format_html(FOOT, way_out, NO_MORE).join([body, end + rest]) if end else html


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
