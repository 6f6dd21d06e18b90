"""Properties to be photographed: a street, a house number, a size."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.places.zip_centroids import ZipCentroids
from tonomo.demo.content.shapes import Street

_SIZES = {"house": (1200, 3900), "flat": (800, 2400), "tower": (600, 1900), "estate": (3200, 7800)}


@dataclass(frozen=True, slots=True)
class Home:
    """One property."""

    street: str
    unit: str
    city: str
    state: str
    postal_code: str
    latitude: Decimal
    longitude: Decimal
    time_zone: str
    square_feet: int

    @property
    def address_line(self) -> str:
        """As orders show it."""
        return f"{self.street}, {self.unit}" if self.unit else self.street


class Homes:
    """Draws properties from real streets."""

    def __init__(self, streets: Sequence[Street]) -> None:
        self._streets = [(street, *_placed(street)) for street in streets]

    def one(self, chance: random.Random) -> Home:
        """A property."""
        street, latitude, longitude, zone = chance.choice(self._streets)
        smallest, largest = _SIZES[street.kind]
        return Home(
            f"{chance.randrange(street.low, street.high)} {street.name}",
            _unit(street.kind, chance),
            street.city,
            street.state,
            street.postal_code,
            latitude,
            longitude,
            zone,
            chance.randrange(smallest, largest, 10),
        )


def _placed(street: Street) -> tuple[Decimal, Decimal, str]:
    place = ZipCentroids().locate(street.name, street.city, street.state, street.postal_code)
    return Decimal(str(round(place.latitude, 6))), Decimal(str(round(place.longitude, 6))), place.time_zone


def _unit(kind: str, chance: random.Random) -> str:
    if kind == "tower":
        return f"Unit {chance.randrange(3, 42)}{chance.randrange(1, 13):02d}"
    if kind == "flat" and chance.random() < 0.5:
        return f"Apt {chance.choice('123')}{chance.choice(('', 'F', 'R'))}"
    return ""
