"""The catalogue as the company edits it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.models import Category, Package, Service
from services.pricing import NoTier, Tier, package_saving, tier_for
from services.readiness import lacking


@dataclass(frozen=True, slots=True)
class Entry:
    """A service with what it costs and what it lacks."""

    service: Service
    lowest: Decimal | None
    highest: Decimal | None
    lacks: list[Any]

    @property
    def is_bookable(self) -> bool:
        return self.service.is_active and not self.lacks


def catalogue() -> list[tuple[Category, list[Entry]]]:
    """Every category with its services, in the company's order."""
    services = list(Service.objects.in_order().select_related("category").prefetch_related("tiers", "core_links"))
    lacks = lacking(services)
    entries: dict[int, list[Entry]] = defaultdict(list)
    for service in services:
        prices = [tier.price for tier in service.tiers.all()]
        entry = Entry(service, min(prices, default=None), max(prices, default=None), lacks[service.pk])
        entries[service.category_id].append(entry)
    return [(category, entries[category.pk]) for category in Category.objects.all()]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package with its price, and what its parts cost one by one, size by size."""

    package: Package
    names: list[str]
    steps: list[tuple[int | None, Decimal, Decimal | None]]

    @property
    def is_dearer(self) -> bool:
        """At some size the package costs more than its parts."""
        return any(parts is not None and price > parts for _bound, price, parts in self.steps)

    @property
    def best_saving(self) -> Decimal:
        return max((package_saving(price, [parts]) for _bound, price, parts in self.steps if parts), default=Decimal(0))


def bundles() -> list[Bundle]:
    """Every package in the company's order."""
    packages = Package.objects.in_order().prefetch_related("tiers", "items__service__tiers")
    return [_bundle(package) for package in packages]


def _bundle(package: Package) -> Bundle:
    services = [item.service for item in package.items.all()]
    steps = [(tier.up_to, tier.price, _parts(services, tier.up_to)) for tier in package.tiers.all()]
    return Bundle(package, [service.name for service in services], steps)


def _parts(services: list[Service], size: int | None) -> Decimal | None:
    """What the services cost at a size; None when one has no price for it."""
    try:
        return sum(
            (
                tier_for([Tier(each.up_to, each.price, 0) for each in service.tiers.all()], size or 10**6).price
                for service in services
            ),
            Decimal(0),
        )
    except NoTier:
        return None


def is_something_bookable() -> bool:
    """Whether agents can book at least one core service."""
    services = list(Service.objects.active().core().prefetch_related("tiers", "core_links"))
    return any(not lacks for lacks in lacking(services).values())
