"""From lines, tiers, discounts, fees and tax to totals, exact to the smallest unit; `docs/pricing.md` says how, in order."""

from services.pricing.cart import Adjustment, BadCart, Cart, Kind, Line, Tax
from services.pricing.tiers import NoTier, Tier, package_saving, tier_for, visit_minutes
from services.pricing.totals import PricedAdjustment, PricedLine, Totals, price

__all__ = [
    "Adjustment",
    "BadCart",
    "Cart",
    "Kind",
    "Line",
    "NoTier",
    "PricedAdjustment",
    "PricedLine",
    "Tax",
    "Tier",
    "Totals",
    "package_saving",
    "price",
    "tier_for",
    "visit_minutes",
]
