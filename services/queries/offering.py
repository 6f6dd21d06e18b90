"""What can be ordered for a property of some size, at which price."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from services.models import AddOnLink, Category, Package, Service
from services.pricing import NoTier, Tier, package_saving, tier_for


@dataclass(slots=True)
class Option:
    """One service or package with its price for the size; `saving` is what a package saves over its parts."""

    item: Any
    price: Decimal
    minutes: int = 0
    saving: Decimal = Decimal(0)
    includes: list[str] = field(default_factory=list)

    @property
    def separately(self) -> Decimal:
        """What the parts of a package cost one by one."""
        return self.price + self.saving


@dataclass(slots=True)
class Offering:
    """The catalogue for one size. What has no price for it is not offered."""

    packages: list[Option]
    categories: list[tuple[Category, list[Option]]]
    add_ons: list[Option]
    links: dict[int, set[int]]

    def add_ons_for(self, chosen: Iterable[Service]) -> list[Option]:
        """The add-ons that go with these services: linked to one, or unlinked and of the category of one."""
        cores = list(chosen)
        core_ids = {service.pk for service in cores}
        categories = {service.category_id for service in cores}
        return [
            option
            for option in self.add_ons
            if (
                self.links[option.item.pk] & core_ids
                if option.item.pk in self.links
                else option.item.category_id in categories
            )
        ]


def offering(square_feet: int | None) -> Offering:
    """Everything that is switched on and has a price for this size, in the catalogue's order. Six queries."""
    services = list(Service.objects.active().in_order().select_related("category").prefetch_related("tiers"))
    priced = {service.pk: option for service in services if (option := _service_option(service, square_feet))}
    by_category: dict[Category, list[Option]] = defaultdict(list)
    for service in services:
        if service.pk in priced and not service.is_add_on:
            by_category[service.category].append(priced[service.pk])
    links: dict[int, set[int]] = defaultdict(set)
    for add_on, core in AddOnLink.objects.values_list("add_on", "core"):
        links[add_on].add(core)
    packages = Package.objects.active().in_order().prefetch_related("tiers", "items__service")
    return Offering(
        packages=[option for package in packages if (option := _package_option(package, square_feet, priced))],
        categories=list(by_category.items()),
        add_ons=[priced[service.pk] for service in services if service.is_add_on and service.pk in priced],
        links=dict(links),
    )


def _service_option(service: Service, square_feet: int | None) -> Option | None:
    tiers = [Tier(each.up_to, each.price, each.minutes) for each in service.tiers.all()]
    try:
        tier = tier_for(tiers, square_feet)
    except NoTier:
        return None
    return Option(service, tier.price, tier.minutes)


def _package_option(package: Package, square_feet: int | None, priced: dict[int, Option]) -> Option | None:
    """A package is offered when it has a price for the size and so has each of its services."""
    parts = [priced.get(item.service_id) for item in package.items.all()]
    try:
        price = tier_for([Tier(each.up_to, each.price, 0) for each in package.tiers.all()], square_feet).price
    except NoTier:
        return None
    offered = [part for part in parts if part is not None]
    if not offered or len(offered) != len(parts):
        return None
    return Option(
        package,
        price,
        sum(part.minutes for part in offered),
        package_saving(price, (part.price for part in offered)),
        [part.item.name for part in offered],
    )
