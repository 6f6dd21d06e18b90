"""What can be ordered for a property of some size, at which price.

Agents look at it with every step and every tick, so the catalogue is read in two plain statements, without model objects.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection

from companies.scope import current_company_id
from services.models import Service
from services.pricing import NoTier, Tier, package_saving, tier_for

SERVICES = """
    SELECT service.id, service.name, service.description, service.picture, service.kind, category.id, category.name,
           ARRAY(SELECT core_id FROM services_addonlink
                 WHERE company_id = service.company_id AND add_on_id = service.id),
           tiers.bounds, tiers.prices, tiers.minutes
    FROM services_service service
    JOIN services_category category ON category.id = service.category_id
    CROSS JOIN LATERAL (
        SELECT array_agg(up_to) AS bounds, array_agg(price) AS prices, array_agg(minutes) AS minutes
        FROM services_servicetier WHERE company_id = service.company_id AND service_id = service.id
    ) tiers
    WHERE service.company_id = %s AND service.is_active
    ORDER BY category.position, category.id, service.position, service.id
"""
PACKAGES = """
    SELECT package.id, package.name, package.description,
           ARRAY(SELECT service_id FROM services_packageitem
                 WHERE company_id = package.company_id AND package_id = package.id ORDER BY position, id),
           tiers.bounds, tiers.prices
    FROM services_package package
    CROSS JOIN LATERAL (
        SELECT array_agg(up_to) AS bounds, array_agg(price) AS prices
        FROM services_packagetier WHERE company_id = package.company_id AND package_id = package.id
    ) tiers
    WHERE package.company_id = %s AND package.is_active
    ORDER BY package.position, package.id
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A category of the catalogue."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A service or a package as it is shown to whoever orders; `picture` is an address or ""."""

    pk: int
    name: str
    description: str
    picture: str = ""
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One service or package with its price for the size; `saving` is what a package saves over its parts."""

    item: Item
    price: Decimal
    minutes: int = 0
    saving: Decimal = Decimal(0)
    includes: tuple[str, ...] = ()

    @property
    def separately(self) -> Decimal:
        """What the parts of a package cost one by one."""
        return self.price + self.saving


@dataclass(slots=True)
class Offering:
    """The catalogue for one size. What has no price for it is not offered."""

    packages: list[Option]
    categories: list[tuple[Heading, list[Option]]]
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
    """Everything that is switched on and has a price for this size, in the catalogue's order. Two queries."""
    priced: dict[int, Option] = {}
    found = Offering([], [], [], {})
    cores: dict[Heading, list[Option]] = defaultdict(list)
    for pk, name, description, picture, kind, category, heading, links, bounds, prices, minutes in _rows(SERVICES):
        tier = _tier(square_feet, bounds, prices, minutes)
        if tier is None:
            continue
        item = Item(pk, name, description, default_storage.url(picture) if picture else "", category)
        option = priced[pk] = Option(item, tier.price, tier.minutes)
        if kind == Service.Kind.ADD_ON:
            found.add_ons.append(option)
            if links:
                found.links[pk] = set(links)
        else:
            cores[Heading(category, heading)].append(option)
    found.categories = list(cores.items())
    for pk, name, description, services, bounds, prices in _rows(PACKAGES):
        tier = _tier(square_feet, bounds, prices)
        parts = [priced[service] for service in services if service in priced]
        # A package is offered when it has a price for the size and so has each of its services.
        if tier is not None and parts and len(parts) == len(services):
            found.packages.append(_package(Item(pk, name, description), tier.price, parts))
    return found


def _package(item: Item, price: Decimal, parts: list[Option]) -> Option:
    return Option(
        item,
        price,
        sum(part.minutes for part in parts),
        package_saving(price, (part.price for part in parts)),
        tuple(part.item.name for part in parts),
    )


def _tier(
    square_feet: int | None, bounds: list[Any] | None, prices: list[Any] | None, minutes: list[Any] | None = None
) -> Tier | None:
    """The tier for the size; None where there is none."""
    tiers = zip(bounds or (), prices or (), minutes or [0] * len(bounds or ()), strict=True)
    try:
        return tier_for([Tier(*tier) for tier in tiers], square_feet)
    except NoTier:
        return None


def _rows(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [current_company_id()])
        rows: list[Any] = cursor.fetchall()
    return rows
