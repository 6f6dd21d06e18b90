"""Packages: services sold together at a price of their own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from core.actor import Actor
from core.ledger import record
from services.actions.catalogue import NameTaken
from services.models import Package, PackageItem, PackageTier, Service

FIELDS = ("name", "description", "picture", "is_taxable")


@transaction.atomic
def save_package(
    package: Package | None,
    *,
    fields: dict[str, Any],
    services: Sequence[Service],
    steps: Sequence[tuple[int | None, Decimal]],
    by: Actor,
) -> Package:
    """Add a package (None) or change one; orders that are placed keep what they bought. Raises NameTaken."""
    is_new = package is None
    if package is None:
        package = Package(position=(Package.objects.aggregate(last=Max("position"))["last"] or 0) + 1)
    else:
        package = Package.objects.select_for_update().get(pk=package.pk)
    for key in FIELDS:
        if key in fields:
            setattr(package, key, fields[key])
    try:
        with transaction.atomic():
            package.save()
    except IntegrityError as error:
        raise NameTaken(package.name) from error
    package.items.all().delete()
    PackageItem.objects.bulk_create(
        PackageItem(package=package, service=service, position=place) for place, service in enumerate(services)
    )
    package.tiers.all().delete()
    PackageTier.objects.bulk_create(PackageTier(package=package, up_to=up_to, price=price) for up_to, price in steps)
    prices = ", ".join(f"{up_to or '∞'}: {price}" for up_to, price in steps)
    names = [service.name for service in services]
    verb = "package.created" if is_new else "package.changed"
    record(verb, on=package, by=by, package=package.name, services=names, prices=prices)
    return package


@transaction.atomic
def switch_package(package: Package, *, on: bool, by: Actor) -> Package:
    """Offer the package, or no longer."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    if package.is_active != on:
        package.is_active = on
        package.save(update_fields=["is_active"])
        record("package.switched_on" if on else "package.switched_off", on=package, by=by, package=package.name)
    return package


@transaction.atomic
def place_package(package: Package, *, position: int, by: Actor) -> Package:
    """Put a package at a place of the list, counted from 0."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    others = list(Package.objects.in_order().exclude(pk=package.pk))
    others.insert(max(0, min(position, len(others))), package)
    for place, each in enumerate(others, start=1):
        each.position = place
    Package.objects.bulk_update(others, ["position"])
    record("package.placed", on=package, by=by, package=package.name)
    return package
