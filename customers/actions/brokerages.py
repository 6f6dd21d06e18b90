"""Adding and changing brokerages."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from customers.models import Brokerage


class NameTaken(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is a brokerage called %(name)s already.") % {"name": name})


@transaction.atomic
def add_brokerage(*, name: str, by: Actor, email: str = "", phone: str = "", address: str = "") -> Brokerage:
    """Add a brokerage; raises NameTaken."""
    try:
        with transaction.atomic():
            brokerage = Brokerage.objects.create(name=name, email=email, phone=phone, address=address)
    except IntegrityError as error:
        raise NameTaken(name) from error
    record("brokerage.created", on=brokerage, by=by, brokerage=name)
    return brokerage


@transaction.atomic
def change_brokerage(brokerage: Brokerage, *, by: Actor, **fields: Any) -> Brokerage:
    """Change name, e-mail, phone or address; raises NameTaken."""
    brokerage = Brokerage.objects.select_for_update().get(pk=brokerage.pk)
    changed = [key for key, value in fields.items() if getattr(brokerage, key) != value]
    if not changed:
        return brokerage
    before = {key: str(getattr(brokerage, key)) for key in changed}
    for key in changed:
        setattr(brokerage, key, fields[key])
    try:
        with transaction.atomic():
            brokerage.save(update_fields=changed)
    except IntegrityError as error:
        raise NameTaken(brokerage.name) from error
    after = {key: str(fields[key]) for key in changed}
    record("brokerage.changed", on=brokerage, by=by, brokerage=brokerage.name, before=before, after=after)
    return brokerage
