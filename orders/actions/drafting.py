"""A draft on its way to an order: the agent's cart, filled by the agent or by staff."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from companies.models import Company, Counter, Tax
from companies.scope import current_company_id
from core.actor import Actor
from core.ledger import record
from core.money import format_money
from core.places import locate
from customers.models import Customer
from orders.actions.lines import put_package, put_service
from orders.actions.money import reprice
from orders.models import LineItem, Order, Status
from orders.models.order import order_search_text
from orders.refusals import NotADraft
from services.models import Package, Service


def next_number() -> int:
    """The next order number of the company. Gaps are allowed; two alike are not."""
    Counter.objects.get_or_create(series="order", defaults={"last": 1000})
    Counter.objects.filter(series="order").update(last=F("last") + 1)
    return Counter.objects.get(series="order").last


@transaction.atomic
def create_draft(
    *, channel: str, by: Actor, client_id: UUID | None = None, customer: Customer | None = None, kind: str = "cart"
) -> Order:
    """Open a draft with a number and no order date. Asked twice with one `client_id`, it is one draft."""
    if client_id and (found := Order.objects.filter(client_id=client_id).first()):
        return found
    company = Company.objects.get(pk=current_company_id())
    tax = Tax.objects.filter(is_default=True).first()
    order = Order(
        number=next_number(),
        client_id=client_id,
        channel=channel,
        customer=customer,
        status=Status.objects.of_kind(kind),
        currency=company.currency,
        time_zone=company.time_zone,
    )
    if tax:
        order.tax_name, order.tax_percent, order.tax_is_included = tax.name, tax.percent, tax.is_included
    if customer:
        order.contact_name, order.contact_email, order.contact_phone = customer.name, customer.email, customer.phone
    order.search_text = order_search_text(order)
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError:
        if client_id is None:
            raise
        return Order.objects.get(client_id=client_id)
    record("order.created", on=order, by=by, order=order.number, channel=str(order.get_channel_display()))
    return order


def locked(order: Order) -> Order:
    """The order as it is now, locked for this transaction.

    Nothing is joined to it: after waiting for the lock PostgreSQL checks the join anew with the old row on the other
    side, and an order whose status changed meanwhile would not be found at all.
    """
    return Order.objects.select_for_update(of=("self",)).get(pk=order.pk)


def locked_draft(order: Order) -> Order:
    order = locked(order)
    if not order.is_draft:
        raise NotADraft
    return order


@transaction.atomic
def set_property(
    order: Order,
    *,
    street: str,
    city: str,
    state: str,
    postal_code: str,
    square_feet: int | None,
    by: Actor,
    unit: str = "",
) -> Order:
    """Say where the shoot is and how large the property is; raises UnknownPlace for a ZIP nobody knows.

    A draft is priced anew for the size. Of a commissioned order the prices stay frozen.
    """
    order = locked(order)
    place = locate(street, city, state, postal_code, order.country)
    before = order.address_line
    sized = order.square_feet != square_feet
    order.street, order.unit, order.city, order.state, order.postal_code = street, unit, city, state, postal_code
    order.latitude, order.longitude = round(place.latitude, 6), round(place.longitude, 6)
    order.time_zone, order.square_feet = place.time_zone, square_feet
    order.search_text = order_search_text(order)
    order.save(
        update_fields=[
            "street",
            "unit",
            "city",
            "state",
            "postal_code",
            "latitude",
            "longitude",
            "time_zone",
            "square_feet",
            "search_text",
        ]
    )
    if order.is_draft and sized:
        size_lines_anew(order)
    record("order.property_changed", on=order, by=by, before=before, after=order.address_line)
    return order


@transaction.atomic
def set_contact(order: Order, *, name: str, email: str, phone: str, by: Actor) -> Order:
    """Whom to reach about the order."""
    order = locked(order)
    order.contact_name, order.contact_email, order.contact_phone = name, email.strip().lower(), phone
    order.search_text = order_search_text(order)
    order.save(update_fields=["contact_name", "contact_email", "contact_phone", "search_text"])
    record("order.changed", on=order, by=by, fields=["contact"], before="", after=f"{name}, {email}")
    return order


@transaction.atomic
def set_customer(order: Order, customer: Customer, *, by: Actor) -> Order:
    """Say who orders."""
    order = locked(order)
    before = order.customer.name if order.customer else ""
    order.customer = customer
    order.contact_name, order.contact_email, order.contact_phone = customer.name, customer.email, customer.phone
    order.search_text = order_search_text(order)
    order.save(update_fields=["customer", "contact_name", "contact_email", "contact_phone", "search_text"])
    record("order.changed", on=order, by=by, fields=["customer"], before=before, after=customer.name)
    return order


@transaction.atomic
def set_details(
    order: Order, *, by: Actor, access_notes: str | None = None, agent_notes: str | None = None, name: str | None = None
) -> Order:
    """Change the words that came with the booking; None leaves a text as it is."""
    order = locked(order)
    asked = {"access_notes": access_notes, "agent_notes": agent_notes, "name": name}
    changed = [key for key, value in asked.items() if value is not None and value != getattr(order, key)]
    for key in changed:
        before = getattr(order, key)
        setattr(order, key, asked[key])
        label = str(Order._meta.get_field(key).verbose_name)
        record("order.changed", on=order, by=by, fields=[label], before=before[:300], after=str(asked[key])[:300])
    if changed:
        order.search_text = order_search_text(order)
        order.save(update_fields=[*changed, "search_text"])
    return order


@transaction.atomic
def choose(order: Order, *, services: Sequence[Service], packages: Sequence[Package], by: Actor) -> Order:
    """Make these the services and packages of a draft, priced for its size. What stays chosen keeps its line."""
    order = locked_draft(order)
    wanted_services = {service.pk for service in services}
    wanted_packages = {package.pk for package in packages}
    chosen = list(order.lines.filter(package_line=None).exclude(kind=LineItem.Kind.TASK))
    for line in chosen:
        if line.service_id not in wanted_services and line.package_id not in wanted_packages:
            line.delete()
    have = {(line.kind, line.service_id or line.package_id) for line in chosen}
    asked = {("service", pk) for pk in wanted_services} | {("package", pk) for pk in wanted_packages}
    if have == asked:
        return order
    for package in packages:
        if ("package", package.pk) not in have:
            put_package(order, package)
    for service in services:
        if ("service", service.pk) not in have:
            put_service(order, service)
    reprice(order)
    names = [str(item) for item in (*packages, *services)]
    record("order.chosen", on=order, by=by, after=names, total=format_money(order.total, order.currency))
    return order


def size_lines_anew(order: Order) -> None:
    """Price every line of a draft for the property's size."""
    for line in (
        order.lines.filter(package_line=None).exclude(kind=LineItem.Kind.TASK).select_related("service", "package")
    ):
        if line.package:
            put_package(order, line.package, line)
        elif line.service:
            put_service(order, line.service, line=line)
    reprice(order)
