"""Time zones and currencies to choose from."""

from itertools import groupby
from typing import Any, Final

from companies.naming import time_zones

NEAR: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)

CURRENCIES: Final = (
    ("USD", "US dollar (USD)"),
    ("CAD", "Canadian dollar (CAD)"),
    ("EUR", "Euro (EUR)"),
    ("GBP", "Pound sterling (GBP)"),
    ("AUD", "Australian dollar (AUD)"),
    ("NZD", "New Zealand dollar (NZD)"),
    ("CHF", "Swiss franc (CHF)"),
    ("SEK", "Swedish krona (SEK)"),
    ("NOK", "Norwegian krone (NOK)"),
    ("DKK", "Danish krone (DKK)"),
    ("PLN", "Polish zloty (PLN)"),
    ("CZK", "Czech koruna (CZK)"),
    ("MXN", "Mexican peso (MXN)"),
    ("BRL", "Brazilian real (BRL)"),
    ("ZAR", "South African rand (ZAR)"),
    ("AED", "UAE dirham (AED)"),
    ("INR", "Indian rupee (INR)"),
    ("SGD", "Singapore dollar (SGD)"),
    ("JPY", "Japanese yen (JPY)"),
    ("KWD", "Kuwaiti dinar (KWD)"),
)


def zone_choices() -> list[Any]:
    """The zones of the United States first, then all by region."""
    by_region = groupby(time_zones(), lambda zone: zone.partition("/")[0])
    regions = [(region, [(zone, _said(zone)) for zone in zones]) for region, zones in by_region]
    return [("", [(zone, _said(zone)) for zone in NEAR]), *regions]


def _said(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


def currency_choices(current: str) -> list[tuple[str, str]]:
    """Currencies we know, and the one in use whatever it is."""
    known = list(CURRENCIES)
    return known if current in dict(known) else [(current, current), *known]
