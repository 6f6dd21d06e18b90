"""What is to be priced: checked when made, so that pricing itself cannot fail."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from core.money import minor_units

type Kind = Literal["discount", "fee"]

NOTHING: Final = Decimal(0)
LIMIT: Final = Decimal(10) ** 15
LIMIT_OF_INTEGERS: Final = 10**15
MOST_DECIMALS: Final = 12
HUNDRED: Final = Decimal(100)


class BadCart(ValueError):
    """A number that no price can be made of."""


class Line(NamedTuple):
    """Something ordered: so many of it at this price each. The price may have more decimals than the currency."""

    key: str
    text: str
    quantity: int | Decimal
    unit_price: Decimal
    taxable: bool = True


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A discount or a fee, as a fixed amount or as percent.

    A discount takes its percent of the subtotal, a fee of what the discounts left of it.
    `taxable` says of a fee that it is taxed, of a discount that it lowers what is taxed.
    """

    key: str
    text: str
    kind: Kind
    amount: Decimal | None = None
    percent: Decimal | None = None
    taxable: bool = True

    def __post_init__(self) -> None:
        if self.kind not in ("discount", "fee"):
            raise BadCart(f"{self.kind!r} is neither a discount nor a fee")
        if self.amount is not None and self.percent is None:
            _check("amount", self.amount)
        elif self.percent is not None and self.amount is None:
            _check("percent", self.percent, HUNDRED if self.kind == "discount" else LIMIT)
        else:
            raise BadCart("an adjustment has either an amount or a percent")


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax on everything taxable: added on top, or contained in the prices."""

    name: str
    percent: Decimal
    included: bool = False

    def __post_init__(self) -> None:
        _check("tax percent", self.percent, HUNDRED)


@dataclass(frozen=True, slots=True)
class Cart:
    """All that makes up one total, in the currency of its prices."""

    currency: str
    lines: tuple[Line, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    tax: Tax | None = None

    def __post_init__(self) -> None:
        minor_units(self.currency)
        for line in self.lines:
            quantity = line.quantity
            if not isinstance(quantity, int):
                _check("quantity", quantity)
            elif not 0 <= quantity <= LIMIT_OF_INTEGERS:
                raise BadCart(f"quantity: {quantity} is not between 0 and {LIMIT:f}")
            _check("price", line.unit_price)


def _check(name: str, number: Decimal, most: Decimal = LIMIT) -> None:
    if not isinstance(number, Decimal):
        raise BadCart(f"{name}: {number!r} is not a Decimal")
    if not number.is_finite() or not NOTHING <= number <= most:
        raise BadCart(f"{name}: {number} is not between 0 and {most:f}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise BadCart(f"{name}: {number} has more than {MOST_DECIMALS} decimals")
