"""The letters about money: the invoice, the receipt, and the reminder until it is paid."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.links import link
from companies.models import Company
from companies.scope import current_company_id
from core.moments import day_in_words
from core.money import format_money
from invoicing.models import Invoice, Payment
from invoicing.queries.notices import Receipt, receipt_for
from notifications.composing.registry import Clock, Data, Due, Group, LetterKind, Timing, Word, letter_kind
from orders.letters import COMMON, about_order
from orders.models import Order, Status

INVOICE = Group(
    _("Invoice"),
    (
        Word("invoice.number", _("Number"), "INV-2026-0042"),
        Word("invoice.name", _("Who is billed"), "Grace Agent"),
        Word("invoice.place", _("Address of the property"), "1427 Sheridan Rd, Wilmette, IL 60091"),
        Word("invoice.total", _("Total"), "$520.00"),
        Word("invoice.due", _("Still to be paid"), "$520.00"),
        Word("invoice.due_on", _("To be paid by"), "December 8, 2026"),
        Word("invoice.is_overdue", _("Whether that day is over, for “if”"), True),
        Word("invoice.link", _("Where it is seen and paid, without signing in"), "https://example.com/i/abc/"),
    ),
)
PAYMENT = Group(
    _("Payment"),
    (
        Word("payment.amount", _("Amount"), "$260.00"),
        Word("payment.due", _("Still to be paid; empty when paid in full"), "$260.00"),
        Word("payment.name", _("Who paid"), "Grace Agent"),
        Word("payment.method", _("How"), "Card"),
        Word("payment.received_on", _("When it came in"), "November 24, 2026"),
        Word("payment.place", _("What the order is called"), "1427 Sheridan Rd"),
        Word("payment.invoice", _("Number of the invoice; empty if there is none yet"), "INV-2026-0042"),
        Word("payment.link", _("Address of the invoice, or of the order"), "https://example.com/i/abc/"),
    ),
)


def about_invoice(invoice: Invoice) -> dict[str, Any]:
    """What a letter about an invoice offers. In the language in force."""
    language = get_language() or "en"
    today = datetime.now(ZoneInfo(invoice.company.time_zone)).date()
    return {
        **about_order(_order(invoice.order_id)),
        "invoice": {
            "number": invoice.number,
            "name": invoice.bill_to.get("name", ""),
            "place": invoice.property_address,
            "total": format_money(invoice.total, invoice.currency, language),
            "due": format_money(invoice.due, invoice.currency, language),
            "due_on": day_in_words(invoice.due_on) if invoice.due_on else "",
            "is_overdue": invoice.is_overdue(today),
            "link": link(reverse("invoicing:public", args=[invoice.token])),
        },
    }


def about_receipt(receipt: Receipt, order_id: int) -> dict[str, Any]:
    """What a letter about a payment offers. In the language in force."""
    language = get_language() or "en"
    return {
        **about_order(_order(order_id)),
        "payment": {
            "amount": format_money(receipt.amount, receipt.currency, language),
            "due": format_money(receipt.due, receipt.currency, language) if receipt.due else "",
            "name": receipt.name,
            "method": receipt.method,
            "received_on": day_in_words(receipt.received_on),
            "place": receipt.place,
            "invoice": receipt.invoice,
            "link": link(receipt.path),
        },
    }


def _order(pk: int) -> Order:
    return Order.objects.select_related("status", "customer", "project_manager__user").get(pk=pk)


def an_invoice(number: int | None) -> Data | None:
    """The newest invoice of an order, or of all."""
    papers = Invoice.objects.issued().order_by("-id")
    found = (papers.filter(order__number=number) if number is not None else papers).first()
    return about_invoice(found) if found else None


def an_unpaid_invoice(number: int | None) -> Data | None:
    """The newest unpaid invoice of an order, or of all."""
    papers = Invoice.objects.unpaid().order_by("-id")
    found = (papers.filter(order__number=number) if number is not None else papers).first()
    return about_invoice(found) if found else None


def a_receipt(number: int | None) -> Data | None:
    """The newest payment of an order, or of all, that was not taken back."""
    payments = Payment.objects.filter(reverses=None, reversals=None).order_by("-id")
    found = (payments.filter(order__number=number) if number is not None else payments).first()
    receipt = receipt_for(found) if found else None
    return about_receipt(receipt, found.order_id) if found and receipt else None


def due_until_paid(now: datetime, timing: Timing) -> Iterator[Due]:
    """Unpaid invoices that were sent: every so many days the last turn that has come, from the hour on."""
    zone = ZoneInfo(Company.objects.get(pk=current_company_id()).time_zone)
    unpaid = Invoice.objects.unpaid().filter(sent_at__lte=now - timedelta(days=timing.days - 1))
    for invoice in unpaid.exclude(order__status__kind=Status.Kind.CANCELLED).exclude(sent_to=""):
        sent = invoice.sent_at.astimezone(zone).replace(hour=timing.hour, minute=0, second=0, microsecond=0)
        turns = (now.astimezone(zone).replace(tzinfo=None) - sent.replace(tzinfo=None)).days // timing.days
        moment = sent + timedelta(days=turns * timing.days)
        if turns > 0 and moment >= timing.since:
            yield Due(
                f"unpaid:{invoice.pk}:{moment.date()}",
                invoice.sent_to,
                invoice.order_id,
                lambda invoice=invoice: about_invoice(invoice),
            )


TO_PAY = letter_kind(
    LetterKind(
        key="invoice",
        title=_("Invoice"),
        moment=_("When somebody of your team sends an invoice."),
        why=_("%(company)s sent you this because you ordered from them."),
        subject=_("Invoice {{ invoice.number }} from {{ company.name }}"),
        body=_(
            "# Invoice {{ invoice.number }}\n\nHello {{ invoice.name }},\n\n"
            "Thank you for booking with us. Here is the invoice for:\n**{{ invoice.place }}**\n\n"
            "| | |\n|---|---|\n| Amount due | {{ invoice.due }} |\n| Please pay by | {{ invoice.due_on }} |\n\n"
            "[See and pay the invoice]({{ invoice.link }})\n\n"
            "The link opens without signing in, so pass it on only to somebody who may pay it. "
            "You can save the invoice as a PDF there.\n"
        ),
        groups=(INVOICE, *COMMON),
        example=an_invoice,
        at=50,
    )
)
RECEIPT = letter_kind(
    LetterKind(
        key="receipt",
        title=_("Receipt"),
        moment=_("When a payment came in, by card or recorded by hand. Not if it was taken back at once."),
        why=_("%(company)s sent you this because you paid them."),
        subject=_("We received {{ payment.amount }}. Thank you."),
        body=_(
            "# We received {{ payment.amount }}\n\nHello {{ payment.name }},\n\n"
            "thank you for your payment for {{ payment.place }}. "
            "{% if payment.due %}{{ payment.due }} is still to be paid.{% else %}It is paid in full.{% endif %}\n\n"
            "| | |\n|---|---|\n{% if payment.invoice %}\n| Invoice | {{ payment.invoice }} |\n{% endif %}\n"
            "| Paid by | {{ payment.method }} |\n| Received | {{ payment.received_on }} |\n\n"
            "{% if payment.invoice %}\n[See the invoice]({{ payment.link }})\n"
            "{% else %}\n[See your order]({{ payment.link }})\n{% endif %}\n"
        ),
        groups=(PAYMENT, *COMMON),
        example=a_receipt,
        starts_on=True,
        at=60,
    )
)
UNPAID = letter_kind(
    LetterKind(
        key="unpaid",
        title=_("Payment reminder"),
        moment=_("Every so many days after an invoice was sent, until it is paid. It goes to where the invoice went."),
        why=_("%(company)s sent you this because you ordered from them."),
        subject=_("Still to be paid: invoice {{ invoice.number }}"),
        body=_(
            "# {{ invoice.due }} is still to be paid\n\nHello {{ invoice.name }},\n\n"
            "invoice {{ invoice.number }} for {{ invoice.place }} is not paid yet"
            "{% if invoice.is_overdue %}; it was due on {{ invoice.due_on }}{% endif %}.\n\n"
            "[See and pay the invoice]({{ invoice.link }})\n\n"
            "If you have paid meanwhile, thank you, and leave this mail.\n"
        ),
        groups=(INVOICE, *COMMON),
        example=an_unpaid_invoice,
        starts_on=False,
        clock=Clock(find=due_until_paid, hour=9, days=7, days_label=_("Days between reminders")),
        at=65,
    )
)
