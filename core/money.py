"""Money is a Decimal and the currency beside it; this module knows the currency's smallest unit and how to write an amount."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import cache
from typing import Final

from django.utils.formats import get_format

# Wide enough that every product of two amounts below the limits of `services.pricing` is exact before it is rounded once.
EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])

# ISO 4217 minor units where they are not 2.
WITHOUT_DECIMALS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE_DECIMALS: Final = "BHD IQD JOD KWD LYD OMR TND"
FOUR_DECIMALS: Final = "CLF UYW"
MINOR_UNITS: Final[Mapping[str, int]] = {
    code: decimals
    for decimals, codes in ((0, WITHOUT_DECIMALS), (3, THREE_DECIMALS), (4, FOUR_DECIMALS))
    for code in codes.split()
}
SYMBOLS: Final[Mapping[str, str]] = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "EUR": "€",
    "GBP": "£",
    "ILS": "₪",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "MXN": "MX$",
    "NZD": "NZ$",
    "USD": "$",
}
NARROW_SPACE: Final = "\u202f"
SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"

# Language: what groups thousands, what starts the decimals, and whether the symbol follows the figure.
WRITING: Final[Mapping[str, tuple[str, str, bool]]] = {
    "en": (",", ".", False),
    "de": (".", ",", True),
    "es": (".", ",", True),
    "fr": (NARROW_SPACE, ",", True),
    "it": (".", ",", True),
    "nl": (".", ",", False),
    "pt": (".", ",", False),
}


class NotExact(ValueError):
    """An amount that the currency's units cannot hold without rounding."""


def minor_units(currency: str) -> int:
    """How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD."""
    if len(currency) != 3 or not currency.isascii() or not currency.isalpha() or not currency.isupper():
        raise ValueError(f"{currency!r} is not a currency code")
    return MINOR_UNITS.get(currency, 2)


def smallest_unit(currency: str) -> Decimal:
    """The smallest amount of the currency: 0.01 for USD, 1 for JPY."""
    return Decimal(1).scaleb(-minor_units(currency))


def quantize(amount: Decimal | int, currency: str) -> Decimal:
    """The amount in whole smallest units of the currency, a half rounded away from zero; never minus zero."""
    rounded = _finite(amount).quantize(smallest_unit(currency), context=EXACT)
    return rounded if rounded else abs(rounded)


def to_minor(amount: Decimal | int, currency: str, *, decimals: int | None = None) -> int:
    """The amount as a count of smallest units, or of units with so many decimals where the other side counts otherwise."""
    places = minor_units(currency) if decimals is None else decimals
    number = _finite(amount)
    rounded = number.quantize(Decimal(1).scaleb(-places), context=EXACT)
    if rounded != number:
        raise NotExact(f"{amount} {currency} is not a whole number of its smallest units")
    return int(rounded.scaleb(places, context=EXACT))


def from_minor(units: int, currency: str, *, decimals: int | None = None) -> Decimal:
    """The amount that so many smallest units make, written with the currency's own decimals."""
    amount = Decimal(units).scaleb(-(minor_units(currency) if decimals is None else decimals), context=EXACT)
    rounded = quantize(amount, currency)
    if rounded != amount:
        raise NotExact(f"{amount} is not an amount of {currency}")
    return rounded


def format_money(amount: Decimal | int, currency: str, locale: str = "en") -> str:
    """The amount as people of that language write it; an unknown language is written the English way."""
    rounded = quantize(amount, currency)
    language = locale.replace("_", "-").lower()
    group, point, symbol_follows = WRITING.get(language.split("-")[0]) or _writing(language)
    figure = f"{abs(rounded):,f}".translate({ord(","): group, ord("."): point})
    symbol = SYMBOLS.get(currency, currency)
    sign = MINUS if rounded < 0 else ""
    if symbol_follows:
        return f"{sign}{figure}{SPACE}{symbol}"
    between = SPACE if symbol.isalpha() or point == "," else ""
    return f"{sign}{symbol}{between}{figure}"


@cache
def _writing(language: str) -> tuple[str, str, bool]:
    """How figures are written where the table says nothing: as Django does; a comma goes with a symbol that follows."""
    group, point = (str(get_format(name, lang=language)) for name in ("THOUSAND_SEPARATOR", "DECIMAL_SEPARATOR"))
    return (group, point, True) if point == "," else WRITING["en"]


def _finite(amount: Decimal | int) -> Decimal:
    number = Decimal(amount)
    if not number.is_finite() or number.adjusted() > 40:
        raise ValueError(f"{amount} is not an amount")
    return number
