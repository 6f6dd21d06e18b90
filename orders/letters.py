"""What letters can say of an order, its customer and the company. The team's own notes are not among it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.links import link
from core.moments import day_in_words
from core.money import format_money
from core.phone import readable
from customers.models import Customer
from notifications.composing.registry import Each, Group, Word
from orders.models import DeliverableLink, LineItem, Order
from orders.pricing import totals_of

ORDER = Group(
    _("Order"),
    (
        Word("order.title", _("What the order is called"), "1427 Sheridan Rd"),
        Word("order.number", _("Number"), "1042"),
        Word("order.status", _("Status"), "Pending"),
        Word("order.placed_on", _("Order date"), "November 24, 2026"),
        Word("order.address", _("Address in one line"), "1427 Sheridan Rd, Wilmette, IL 60091"),
        Word("order.street", _("Street"), "1427 Sheridan Rd"),
        Word("order.city", _("City"), "Wilmette"),
        Word("order.state", _("State"), "IL"),
        Word("order.postal_code", _("ZIP code"), "60091"),
        Word("order.square_feet", _("Square feet"), "2,400"),
        Word("order.services", _("Services, separated by commas"), "Photos, Floor plan"),
        Word("order.total", _("Total"), "$520.00"),
        Word("order.paid", _("Paid so far"), "$0.00"),
        Word("order.due", _("Still to be paid; empty when paid"), "$520.00"),
        Word("order.tax", _("Tax on top; empty if there is none"), "$20.00"),
        Word("order.tax_name", _("Name of the tax"), "Sales tax"),
        Word("order.access_notes", _("How to get in, as the customer wrote it"), "Lockbox 4711"),
        Word("order.agent_notes", _("The customer’s notes"), "Please show the lake view."),
        Word("order.link", _("Address of the order’s page"), "https://example.com/o/abc/"),
    ),
    (
        Each("lines", "line", _("Lines of the bill"), (
            Word("text", _("What"), "Photos"), Word("amount", _("Amount"), "$250.00"),
        )),
        Each("packages", "package", _("Packages"), (Word("name", _("Name"), "Starter"),), (
            Each("services", "service", _("Services in the package"), (Word("name", _("Name"), "Photos"),)),
        )),
        Each("extras", "extra", _("Services outside of packages"), (Word("name", _("Name"), "Floor plan"),)),
        Each("legal", "each", _("Legal pages that were accepted"), (
            Word("title", _("Title"), "Terms of service"),
            Word("link", _("Address"), "https://example.com/legal/terms/1/"),
        )),
    ),
)  # fmt: skip
CUSTOMER = Group(
    _("Customer"),
    (
        Word("customer.name", _("Name"), "Grace Agent"),
        Word("customer.first_name", _("First name"), "Grace"),
        Word("customer.email", _("E-mail"), "grace@example.com"),
        Word("customer.phone", _("Phone"), "(312) 555-0144"),
        Word("customer.brokerage", _("Brokerage"), "Lakeshore Realty"),
    ),
)
COMPANY = Group(
    _("Your company"),
    (
        Word("company.name", _("Name"), "Lakeshore Media"),
        Word("company.email", _("E-mail"), "office@example.com"),
        Word("company.phone", _("Phone"), "(312) 555-0100"),
        Word("company.link", _("Address on the web"), "https://example.com/"),
        Word("company.book", _("Address of the booking page"), "https://example.com/book/"),
        Word("manager.name", _("Project manager of the order"), "Will Kowalczyk"),
        Word("manager.email", _("The project manager’s e-mail"), "will@example.com"),
        Word("manager.phone", _("The project manager’s phone"), "(312) 555-0101"),
    ),
)
READY = Group(
    _("What is ready"),
    (),
    (
        Each("deliverables", "deliverable", _("Links to what is ready"), (
            Word("title", _("Title"), "Photos"),
            Word("link", _("Address"), "https://example.com/photos/"),
            Word("service", _("Service"), "Photos"),
        )),
    ),
)  # fmt: skip
COMMON = (ORDER, CUSTOMER, COMPANY)


def about_order(order: Order) -> dict[str, Any]:
    """What COMMON offers, of one order. In the language in force."""
    totals = totals_of(order)
    lines = list(order.lines.select_related("stage").exclude(kind=LineItem.Kind.TASK).in_order())
    kept = [line for line in lines if line.stage is None or not line.stage.is_archived]
    return {
        "order": _order(order, kept) | {"tax": _money(totals.tax_added, order) if totals.tax_added else ""},
        "lines": [
            *({"text": line.text, "amount": _money(line.amount, order)} for line in totals.lines),
            *({"text": each.text, "amount": _signed(each.amount, each.kind, order)} for each in totals.adjustments),
        ],
        "packages": [
            {"name": line.name, "services": _names(each for each in kept if each.package_line_id == line.pk)}
            for line in kept
            if line.kind == LineItem.Kind.PACKAGE
        ],
        "extras": _names(each for each in kept if each.kind == LineItem.Kind.SERVICE and each.package_line_id is None),
        "legal": [_accepted(each.version) for each in order.accepted_legal.select_related("version").order_by("id")],
        "customer": about_customer(order),
        **_house(order),
    }


def about_customer(order: Order) -> dict[str, str]:
    """Whoever booked, by the name and the address they gave with the order."""
    customer = Customer.objects.select_related("brokerage").filter(pk=order.customer_id).first()
    name = order.contact_name or (customer.name if customer else "")
    return {
        "name": name,
        "first_name": name.split()[0] if name.split() else "",
        "email": order.contact_email or (customer.email if customer else ""),
        "phone": readable(order.contact_phone or (customer.phone if customer else "")),
        "brokerage": customer.brokerage.name if customer and customer.brokerage else "",
    }


def about_what_is_ready(order: Order) -> dict[str, Any]:
    """What READY offers: the links on the services of an order that are complete."""
    links = DeliverableLink.objects.filter(line__order=order, line__stage__phase="complete")
    return {
        "deliverables": [
            {"title": each.title, "link": each.url, "service": each.line.name}
            for each in links.select_related("line").order_by("line__position", "position", "id")
        ]
    }


def written_to(order: Order) -> str:
    """The address that letters about an order go to; empty if there is none."""
    return order.contact_email or (order.customer.email if order.customer else "")


def an_order(number: int | None) -> Order | None:
    """The placed order of that number, or the newest, to show a letter with."""
    placed = Order.objects.commissioned().select_related("status", "customer", "project_manager__user")
    return (placed.filter(number=number) if number is not None else placed.recent()).first()


def _order(order: Order, lines: Iterable[LineItem]) -> dict[str, str]:
    return {
        "title": order.title,
        "number": str(order.number),
        "status": order.status.name,
        "placed_on": day_in_words(order.ordered_at) if order.ordered_at else "",
        "address": order.full_address,
        "street": order.address_line,
        "city": order.city,
        "state": order.state,
        "postal_code": order.postal_code,
        "square_feet": number_format(order.square_feet, force_grouping=True) if order.square_feet else "",
        "services": ", ".join(line.name for line in lines if line.kind == LineItem.Kind.SERVICE),
        "total": _money(order.total, order),
        "paid": _money(order.paid, order),
        "due": _money(order.due, order) if order.due else "",
        "tax_name": order.tax_name,
        "access_notes": order.access_notes,
        "agent_notes": order.agent_notes,
        "link": link(reverse("portal:status", args=[order.token])),
    }


def _house(order: Order) -> dict[str, Any]:
    company, manager = order.company, order.project_manager
    return {
        "company": {
            "name": company.name,
            "email": company.email,
            "phone": readable(company.phone),
            "link": link("/"),
            "book": link(reverse("portal:book")),
        },
        "manager": {
            "name": manager.name if manager else "",
            "email": manager.user.email if manager else "",
            "phone": readable(manager.user.phone) if manager else "",
        },
    }


def _accepted(version: Any) -> dict[str, str]:
    return {"title": str(version.title), "link": link(f"/legal/{version.page}/{version.number}/")}


def _names(lines: Iterable[LineItem]) -> list[dict[str, str]]:
    return [{"name": line.name} for line in lines]


def _money(amount: Decimal, order: Order) -> str:
    return format_money(amount, order.currency, get_language() or "en")


def _signed(amount: Decimal, kind: str, order: Order) -> str:
    return _money(-amount if kind == "discount" else amount, order)
