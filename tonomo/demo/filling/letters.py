"""The mails that the last days' orders, invoices, payments and mentions had sent, written by the product's own letters."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from django.urls import reverse

from activity.models import Activity
from invoicing.models import Invoice, Payment
from invoicing.queries.notices import receipt_for
from notifications.letters import compose
from notifications.models import Mail, Notice
from orders.models import Order
from orders.pricing import totals_of
from scheduling.models import Appointment
from tonomo.demo.filling.copying import Sheet

KEPT_FOR = timedelta(days=10)
COLUMNS = (
    "key", "kind", "to", "subject", "text", "html", "order_id", "state", "tries", "last_error", "next_try_at",
    "created_at", "sent_at",
)  # fmt: skip

type Sent = tuple[datetime, dict[str, object]]


def write_letters(now: datetime) -> None:
    """Put the mails of the last days into the table, as sent, oldest first."""
    since = now - KEPT_FOR
    sheet = Sheet(Mail, *COLUMNS)
    sent = [*_confirmations(since), *_invoices(since), *_receipts(since), *_mentions(since)]
    for at, mail in sorted(sent, key=lambda each: each[0]):
        template, words = str(mail["template"]), mail["words"]
        assert isinstance(words, dict)
        letter = compose(template, **words)
        sheet.add(
            mail["key"], mail["kind"], mail["to"], letter.subject, letter.text, letter.html, mail["order_id"], "sent", 1,
            "", at, at, at + timedelta(seconds=2),
        )  # fmt: skip
    sheet.send()


def _confirmations(since: datetime) -> Iterator[Sent]:
    placed = Activity.objects.filter(verb="order.commissioned", created_at__gte=since)
    for activity in placed:
        order = Order.objects.select_related("customer").get(pk=activity.order_id)
        words = {
            "order": order,
            "totals": totals_of(order),
            "visits": list(Appointment.objects.live().filter(order=order)),
            "legal": list(order.accepted_legal.select_related("version")),
            "path": reverse("portal:status", args=[order.token]),
        }
        yield activity.created_at, {
            "template": "mail/confirmation.html", "key": f"confirm-{activity.pk}", "kind": "confirmation",
            "to": order.contact_email, "order_id": order.pk, "words": words,
        }  # fmt: skip


def _invoices(since: datetime) -> Iterator[Sent]:
    for invoice in Invoice.objects.issued().filter(sent_at__gte=since).select_related("order", "customer"):
        assert invoice.sent_at
        yield invoice.sent_at, {
            "template": "mail/invoice.html", "key": f"invoice:{invoice.pk}:{uuid4()}", "kind": "invoice",
            "to": invoice.sent_to, "order_id": invoice.order_id, "words": {"invoice": invoice},
        }  # fmt: skip


def _receipts(since: datetime) -> Iterator[Sent]:
    for payment in Payment.objects.filter(created_at__gte=since).select_related("order__customer", "invoice"):
        about = receipt_for(payment)
        if about is not None:
            yield payment.created_at, {
                "template": "mail/receipt.html", "key": f"receipt:{payment.pk}", "kind": "receipt", "to": about.to,
                "order_id": payment.order_id, "words": {"receipt": about},
            }  # fmt: skip


def _mentions(since: datetime) -> Iterator[Sent]:
    for notice in Notice.objects.filter(created_at__gte=since).select_related("member__user"):
        yield notice.created_at, {
            "template": "mail/notice.html", "key": f"notice:{notice.pk}", "kind": notice.kind,
            "to": notice.member.user.email, "order_id": None, "words": {"notice": notice},
        }  # fmt: skip
