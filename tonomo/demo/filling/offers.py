"""What is ordered together, and what it comes to: priced by the price module once for each size."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services import pricing
from tonomo.demo.content.shapes import Package, Service, Tier


@dataclass(frozen=True, slots=True)
class Offer:
    """Packages and services as a customer picks them, by their keys; `weight` says how often."""

    packages: tuple[str, ...]
    services: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One line the order gets. `inside` is the place of its package's line."""

    kind: str
    key: str
    name: str
    price: Decimal
    minutes: int
    quantity: int = 1
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """A discount or a fee that goes with some orders."""

    kind: pricing.Kind
    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Priced:
    """An offer for homes up to one size."""

    lines: tuple[OfferedLine, ...]
    skills: frozenset[str]
    minutes: int
    extra: Extra | None
    totals: pricing.Totals


EXTRAS: tuple[Extra | None, ...] = (
    Extra("fee", "Travel over 30 miles", Decimal(35)),
    Extra("discount", "Three listings in a month", Decimal(40)),
    Extra("discount", "First order", Decimal(25)),
    Extra("fee", "Weekend", Decimal(50)),
)


@dataclass(slots=True)
class Offers:
    """The catalogue as orders take from it."""

    services: dict[str, Service]
    packages: dict[str, Package]
    choices: Sequence[Offer]
    tax: pricing.Tax
    currency: str = "USD"
    longest_visit: int = 450
    _priced: dict[tuple[Offer, int, Extra | None], Priced] = field(default_factory=dict)

    def pick(self, square_feet: int, chance: random.Random) -> Priced:
        """Something somebody would order for a home of that size, priced; it fits into one visit."""
        extra = chance.choice(EXTRAS) if chance.random() < 0.09 else None
        weights = [offer.weight for offer in self.choices]
        while True:
            [offer] = chance.choices(self.choices, weights)
            priced = self.priced(offer, square_feet, extra)
            if 0 < priced.minutes <= self.longest_visit:
                return priced

    def priced(self, offer: Offer, square_feet: int, extra: Extra | None = None) -> Priced:
        """An offer for a size, from memory if it was asked before."""
        key = (offer, self._size(square_feet), extra)
        if key not in self._priced:
            self._priced[key] = self._price(*key)
        return self._priced[key]

    def _size(self, square_feet: int) -> int:
        return next((size for size in self._sizes if square_feet <= size), self._sizes[-1])

    @property
    def _sizes(self) -> list[int]:
        return sorted({tier.up_to for one in self.services.values() for tier in one.tiers if tier.up_to})

    def _price(self, offer: Offer, size: int, extra: Extra | None) -> Priced:
        lines: list[OfferedLine] = []
        for key in offer.packages:
            package = self.packages[key]
            price = next(price for up_to, price in package.prices if up_to is None or up_to >= size)
            place = len(lines)
            lines.append(OfferedLine("package", key, package.name, price, 0))
            lines += [self._line(inner, size, inside=place) for inner in package.services]
        lines += [self._line(key, size) for key in offer.services]
        used = [self.services[line.key] for line in lines if line.kind == "service"]
        return Priced(
            tuple(lines),
            frozenset(skill for service in used for skill in service.skills),
            sum(line.minutes for line in lines),
            extra,
            self.total(lines, extra),
        )

    def _line(self, key: str, size: int, *, inside: int | None = None) -> OfferedLine:
        service = self.services[key]
        tier: Tier = next(tier for tier in service.tiers if tier.up_to is None or tier.up_to >= size)
        price = Decimal(0) if inside is not None else tier.price
        return OfferedLine("service", key, service.name, price, tier.minutes, 1, inside)

    def total(self, lines: Sequence[OfferedLine], extra: Extra | None) -> pricing.Totals:
        """What these lines come to."""
        return pricing.price(
            pricing.Cart(
                currency=self.currency,
                lines=tuple(
                    pricing.Line(str(place), line.name, line.quantity, line.price)
                    for place, line in enumerate(lines)
                    if line.inside is None
                ),
                adjustments=(pricing.Adjustment("0", extra.text, extra.kind, amount=extra.amount),) if extra else (),
                tax=self.tax,
            )
        )


LAKESHORE_CHOICES: tuple[Offer, ...] = (
    Offer((), ("listing-photos",), 14),
    Offer((), ("listing-photos", "floor-plan-2d"), 12),
    Offer((), ("listing-photos", "detail-photos", "property-website"), 4),
    Offer((), ("listing-photos", "drone-photos"), 8),
    Offer((), ("listing-photos", "morning-rush"), 3),
    Offer((), ("listing-photos", "virtual-staging"), 4),
    Offer((), ("hdr-photos", "twilight-photos"), 5),
    Offer((), ("hdr-photos", "drone-photos", "neighborhood-photos"), 3),
    Offer((), ("tour-3d", "floor-plan-2d", "floor-plan-3d"), 4),
    Offer((), ("video-walkthrough", "social-reel", "agent-on-camera"), 3),
    Offer((), ("agent-headshots",), 3),
    Offer((), ("team-portrait",), 1),
    Offer(("essentials",), (), 14),
    Offer(("essentials",), ("drone-photos",), 4),
    Offer(("essentials",), ("virtual-staging", "virtual-declutter"), 2),
    Offer(("standout",), (), 10),
    Offer(("standout",), ("tour-3d", "day-to-dusk"), 3),
    Offer(("standout",), ("twilight-photos",), 3),
    Offer(("motion",), (), 3),
    Offer(("signature",), (), 3),
)
HARBOR_CHOICES: tuple[Offer, ...] = (
    Offer((), ("photos",), 4),
    Offer((), ("photos", "plan"), 3),
    Offer((), ("aerial",), 1),
    Offer(("complete",), (), 3),
)
# The order with everything on it, to look at and to measure with.
SHOWCASE = Offer(
    ("signature",),
    ("detail-photos", "social-reel", "floor-plan-3d", "virtual-staging"),
    0,
)
