"""Adding and changing customers."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actor import Actor
from core.ledger import record
from customers.models import Brokerage, Customer

CHANGEABLE = ("name", "email", "phone", "brokerage", "is_priority", "preferences", "private_notes", "language")


class EmailTaken(Exception):
    def __init__(self, email: str) -> None:
        super().__init__(_("There is a customer with the e-mail %(email)s already.") % {"email": email})


@transaction.atomic
def add(
    *,
    name: str,
    email: str,
    by: Actor,
    phone: str = "",
    brokerage: Brokerage | None = None,
    is_priority: bool = False,
    preferences: str = "",
    private_notes: str = "",
    language: str = "",
) -> Customer:
    """Add a customer; raises EmailTaken when the company has one with this e-mail."""
    try:
        with transaction.atomic():
            customer = Customer.objects.create(
                name=name,
                email=email.strip().lower(),
                phone=phone,
                brokerage=brokerage,
                is_priority=is_priority,
                preferences=preferences,
                private_notes=private_notes,
                language=language,
            )
    except IntegrityError as error:
        raise EmailTaken(email) from error
    record("customer.created", on=customer, by=by, customer=customer.name)
    return customer


@transaction.atomic
def find_or_add(*, email: str, name: str, by: Actor, phone: str = "", language: str = "") -> Customer:
    """The customer with this e-mail, added if the company has none yet."""
    found = Customer.objects.filter(email__iexact=email.strip()).first()
    if found:
        return found
    try:
        return add(name=name, email=email, phone=phone, language=language, by=by)
    except EmailTaken:
        return Customer.objects.get(email__iexact=email.strip())


@transaction.atomic
def change(customer: Customer, *, by: Actor, **fields: Any) -> Customer:
    """Change some of CHANGEABLE; raises EmailTaken."""
    customer = Customer.objects.select_for_update().get(pk=customer.pk)
    before = {key: getattr(customer, key) for key in fields if key in CHANGEABLE}
    changed = [key for key in before if before[key] != fields[key]]
    if not changed:
        return customer
    for key in changed:
        setattr(customer, key, fields[key])
    try:
        with transaction.atomic():
            customer.save(update_fields=changed)
    except IntegrityError as error:
        raise EmailTaken(customer.email) from error
    record(
        "customer.changed",
        on=customer,
        by=by,
        customer=customer.name,
        fields=[str(Customer._meta.get_field(key).verbose_name) for key in changed],
        before={key: str(before[key] or "") for key in changed if key != "private_notes"},
        after={key: str(fields[key] or "") for key in changed if key != "private_notes"},
    )
    return customer


@transaction.atomic
def link_person(customer: Customer, *, user: User, by: Actor) -> Customer:
    """Let the person who proved this e-mail sign in as the customer."""
    customer = Customer.objects.select_for_update().get(pk=customer.pk)
    if customer.user_id != user.pk:
        customer.user = user
        customer.save(update_fields=["user"])
        record("customer.linked", on=customer, by=by, customer=customer.name)
    return customer
