"""What goes on top of prices, or is contained in them."""

from decimal import Decimal

from django.db import transaction

from companies.models import Tax
from companies.refusals import TaxInUse
from core.actor import Actor
from core.ledger import record


@transaction.atomic
def add_tax(*, name: str, percent: Decimal, is_included: bool, by: Actor) -> Tax:
    """Add a tax; the first one is the standard for new orders."""
    tax = Tax.objects.create(
        name=name, percent=percent, is_included=is_included, is_default=not Tax.objects.filter(is_default=True).exists()
    )
    record("tax.added", on=tax, by=by, tax=tax.name, percent=str(percent))
    return tax


@transaction.atomic
def change_tax(tax: Tax, *, name: str, percent: Decimal, is_included: bool, by: Actor) -> Tax:
    """Change a tax for orders made from now on; those that exist keep what they were priced with."""
    tax = Tax.objects.select_for_update().get(pk=tax.pk)
    before = f"{tax.name} {tax.rate} %"
    tax.name, tax.percent, tax.is_included = name, percent, is_included
    tax.save(update_fields=["name", "percent", "is_included"])
    record("tax.changed", on=tax, by=by, tax=tax.name, before=before, after=f"{name} {tax.rate} %")
    return tax


@transaction.atomic
def make_standard(tax: Tax, *, by: Actor) -> Tax:
    """Let new orders take this tax."""
    rows = {row.pk: row for row in Tax.objects.select_for_update().order_by("id")}
    tax = rows[tax.pk]
    if tax.is_default:
        return tax
    before = next((row.name for row in rows.values() if row.is_default), "")
    Tax.objects.filter(is_default=True).update(is_default=False)
    tax.is_default = True
    tax.save(update_fields=["is_default"])
    record("tax.made_standard", on=tax, by=by, before=before, after=tax.name)
    return tax


@transaction.atomic
def remove_tax(tax: Tax, *, by: Actor) -> None:
    """Drop a tax that new orders do not take; raises TaxInUse."""
    tax = Tax.objects.select_for_update().get(pk=tax.pk)
    if tax.is_default:
        raise TaxInUse
    record("tax.removed", on=tax, by=by, tax=tax.name)
    tax.delete()
