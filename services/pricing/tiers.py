"""The price and the minutes on site that belong to a size."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

type Reason = Literal["no_tiers", "no_size", "too_large"]


@dataclass(frozen=True, slots=True)
class Tier:
    """Price and minutes on site for sizes up to and including `up_to` square feet; None means without bound."""

    up_to: int | None
    price: Decimal
    minutes: int

    def __post_init__(self) -> None:
        if self.up_to is not None and self.up_to < 1:
            raise ValueError("a tier reaches to at least 1 square foot")
        if not self.price.is_finite() or self.price < 0:
            raise ValueError("the price of a tier is 0 or more")
        if self.minutes < 0:
            raise ValueError("the minutes of a tier are 0 or more")

    def fits(self, square_feet: int) -> bool:
        """Whether a home of that size is within the bound."""
        return self.up_to is None or square_feet <= self.up_to


class NoTier(LookupError):
    """No price for this size; `reason` says why for code, the text says it for people."""

    def __init__(self, reason: Reason, square_feet: int | None = None, largest: int | None = None) -> None:
        self.reason: Reason = reason
        self.square_feet = square_feet
        self.largest = largest
        super().__init__(reason, square_feet, largest)

    def __str__(self) -> str:
        if self.reason == "no_tiers":
            return "No prices are set yet."
        if self.reason == "no_size":
            return "The price depends on the size: enter the square feet, 1 or more."
        return f"Prices are set up to {self.largest:,} square feet; {self.square_feet:,} needs a quote."


def tier_for(tiers: Iterable[Tier], square_feet: int | None) -> Tier:
    """The tier with the smallest bound that holds the size, in whatever order the tiers come.

    One single tier without bound is a flat price: it fits every size, an unknown one too.
    """
    offered = list(tiers)
    if not offered:
        raise NoTier("no_tiers", square_feet)
    if len(offered) == 1 and offered[0].up_to is None:
        return offered[0]
    if square_feet is None or square_feet < 1:
        raise NoTier("no_size", square_feet)
    fitting = [tier for tier in offered if tier.fits(square_feet)]
    if not fitting:
        raise NoTier("too_large", square_feet, max(tier.up_to for tier in offered if tier.up_to is not None))
    return min(fitting, key=lambda tier: (tier.up_to is None, tier.up_to or 0))


def visit_minutes(tiers: Iterable[Tier]) -> int:
    """Minutes on site of one visit that does the work of all these tiers, without buffers and driving."""
    return sum(tier.minutes for tier in tiers)


def package_saving(price: Decimal, parts: Iterable[Decimal]) -> Decimal:
    """What the package costs less than its services one by one; 0 where it does not cost less."""
    return max(sum(parts, Decimal(0)) - price, Decimal(0))
