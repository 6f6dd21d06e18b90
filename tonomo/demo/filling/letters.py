"""The mails that the last days' orders, invoices, payments and mentions had sent, written by the product's own letters."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from activity.models import Activity
from invoicing.letters import about_invoice, about_receipt
from invoicing.models import Invoice, Payment
from invoicing.queries.notices import receipt_for
from notifications.actions.templates import in_force
from notifications.composing.registry import kind_of
from notifications.letters import Letter, compose
from notifications.models import Mail, Notice
from orders.models import Order
from portal.letters import about
from tonomo.demo.filling.copying import Sheet

KEPT_FOR = timedelta(days=10)
NOTICE = "notice:"
COLUMNS = (
    "key", "kind", "to", "subject", "text", "html", "order_id", "state", "tries", "last_error", "next_try_at",
    "created_at", "sent_at",
)  # fmt: skip

type Sent = tuple[datetime, dict[str, Any]]


def write_letters(now: datetime) -> None:
    """Put the mails of the last days into the table, as sent, oldest first."""
    since = now - KEPT_FOR
    sheet = Sheet(Mail, *COLUMNS)
    sent = [*_confirmations(since), *_invoices(since), *_receipts(since), *_mentions(since)]
    for at, mail in sorted(sent, key=lambda each: each[0]):
        letter = _written(mail)
        sheet.add(
            mail["key"], mail["kind"], mail["to"], letter.subject, letter.text, letter.html, mail["order_id"], "sent", 1,
            "", at, at, at + timedelta(seconds=2),
        )  # fmt: skip
    sheet.send()
    for told in Mail.objects.filter(key__startswith=NOTICE):
        Notice.objects.filter(pk=int(told.key.removeprefix(NOTICE))).update(mail=told)


def _written(mail: dict[str, Any]) -> Letter:
    """A letter in the company's words, or a notice in ours."""
    kind = kind_of(mail["kind"])
    return in_force(kind, mail["data"]) if kind else compose("mail/notice.html", **mail["words"])


def _confirmations(since: datetime) -> Iterator[Sent]:
    placed = Activity.objects.filter(verb="order.commissioned", created_at__gte=since)
    for activity in placed:
        order = Order.objects.select_related("status", "customer", "project_manager__user").get(pk=activity.order_id)
        yield activity.created_at, {
            "key": f"confirm-{activity.pk}", "kind": "confirmation", "to": order.contact_email, "order_id": order.pk,
            "data": partial(about, order),
        }  # fmt: skip


def _invoices(since: datetime) -> Iterator[Sent]:
    for invoice in Invoice.objects.issued().filter(sent_at__gte=since).select_related("order", "customer"):
        assert invoice.sent_at
        yield invoice.sent_at, {
            "key": f"invoice:{invoice.pk}:{uuid4()}", "kind": "invoice", "to": invoice.sent_to,
            "order_id": invoice.order_id, "data": partial(about_invoice, invoice),
        }  # fmt: skip


def _receipts(since: datetime) -> Iterator[Sent]:
    for payment in Payment.objects.filter(created_at__gte=since).select_related("order__customer", "invoice"):
        receipt = receipt_for(payment)
        if receipt is not None:
            yield payment.created_at, {
                "key": f"receipt:{payment.pk}", "kind": "receipt", "to": receipt.to, "order_id": payment.order_id,
                "data": partial(about_receipt, receipt, payment.order_id),
            }  # fmt: skip


def _mentions(since: datetime) -> Iterator[Sent]:
    for notice in Notice.objects.filter(created_at__gte=since).select_related("member__user"):
        yield notice.created_at, {
            "key": f"{NOTICE}{notice.pk}", "kind": notice.kind, "to": notice.member.user.email, "order_id": None,
            "words": {"notice": notice},
        }  # fmt: skip
