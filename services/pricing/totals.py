"""The calculation itself; its order and its rounding are written down in `docs/pricing.md`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from core.money import EXACT, smallest_unit
from services.pricing.cart import HUNDRED, Adjustment, Cart, Kind, Line, Tax

_unit = lru_cache(maxsize=64)(smallest_unit)


class PricedLine(NamedTuple):
    """A line with its rounded amount."""

    key: str
    text: str
    quantity: int | Decimal
    unit_price: Decimal
    amount: Decimal
    taxable: bool


class PricedAdjustment(NamedTuple):
    """A discount or fee with the amount it really makes, 0 or more."""

    key: str
    text: str
    kind: Kind
    amount: Decimal
    taxable: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """`total == subtotal - discount + fees + tax_added`, and every part is the sum of the rounded amounts shown."""

    currency: str
    lines: tuple[PricedLine, ...]
    adjustments: tuple[PricedAdjustment, ...]
    subtotal: Decimal
    discount: Decimal
    fees: Decimal
    taxed: Decimal
    tax: Decimal
    total: Decimal
    included: bool

    @property
    def tax_added(self) -> Decimal:
        """The tax that comes on top: 0 where the prices contain it."""
        return self.tax * 0 if self.included else self.tax


def price(cart: Cart) -> Totals:
    """What the cart costs, the same to the smallest unit wherever and whenever it is asked."""
    unit = _unit(cart.currency)
    nothing = unit * 0
    with localcontext(EXACT):
        lines = tuple([_priced(line, unit) for line in cart.lines])
        subtotal = sum([line.amount for line in lines], nothing)
        discounts = _discounts(cart.adjustments, subtotal, unit)
        discount = sum(discounts.values(), nothing)
        fees = _fees(cart.adjustments, subtotal - discount, unit)
        priced = [
            PricedAdjustment(each.key, each.text, each.kind, (discounts | fees)[place], each.taxable)
            for place, each in enumerate(cart.adjustments)
        ]
        fee = sum(fees.values(), nothing)
        taxed = _taxed(lines, priced, subtotal, nothing)
        tax = _tax(cart.tax, taxed, unit)
        included = cart.tax is not None and cart.tax.included
        total = subtotal - discount + fee + (nothing if included else tax)
    return Totals(cart.currency, lines, tuple(priced), subtotal, discount, fee, taxed, tax, total, included)


def _priced(line: Line, unit: Decimal) -> PricedLine:
    key, text, quantity, unit_price, taxable = line
    return PricedLine(key, text, quantity, unit_price, abs(unit_price * quantity).quantize(unit), taxable)


def _discounts(adjustments: Sequence[Adjustment], subtotal: Decimal, unit: Decimal) -> dict[int, Decimal]:
    """What each discount takes, by its place: those that lower the tax first, and together never more than the subtotal."""
    taken: dict[int, Decimal] = {}
    left = subtotal
    for lowers_tax in (True, False):
        for place, each in enumerate(adjustments):
            if each.kind == "discount" and each.taxable is lowers_tax:
                taken[place] = min(_amount(each, subtotal, unit), left)
                left -= taken[place]
    return taken


def _fees(adjustments: Sequence[Adjustment], base: Decimal, unit: Decimal) -> dict[int, Decimal]:
    return {place: _amount(each, base, unit) for place, each in enumerate(adjustments) if each.kind == "fee"}


def _amount(adjustment: Adjustment, base: Decimal, unit: Decimal) -> Decimal:
    if adjustment.percent is not None:
        return (base * adjustment.percent).scaleb(-2).quantize(unit)
    assert adjustment.amount is not None
    return abs(adjustment.amount).quantize(unit)


def _taxed(
    lines: Iterable[PricedLine], adjustments: Iterable[PricedAdjustment], subtotal: Decimal, nothing: Decimal
) -> Decimal:
    """What the tax is taken of: taxable lines less their share of the discounts, and taxable fees."""
    of_lines = sum([line.amount for line in lines if line.taxable], nothing)
    discount = sum([each.amount for each in adjustments if each.taxable and each.kind == "discount"], nothing)
    fees = sum([each.amount for each in adjustments if each.taxable and each.kind == "fee"], nothing)
    return of_lines - _share(discount, of_lines, subtotal) + fees


def _share(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """How much of the amount falls on a part of the whole, by largest remainder; a tie falls on the part."""
    if not amount or part == whole:
        return amount
    places = amount.as_tuple().exponent
    assert isinstance(places, int)
    units, weight, weights = (int(number.scaleb(-places)) for number in (amount, part, whole))
    return Decimal((2 * units * weight + weights) // (2 * weights)).scaleb(places)


def _tax(tax: Tax | None, taxed: Decimal, unit: Decimal) -> Decimal:
    if tax is None:
        return unit * 0
    if tax.included:
        # 80 digits tell a quotient of two numbers this size from half a unit, so rounding it again is rounding once.
        return (taxed * tax.percent / (HUNDRED + tax.percent)).quantize(unit)
    return (taxed * tax.percent).scaleb(-2).quantize(unit)
