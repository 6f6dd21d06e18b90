"""Where an address is: coordinates and time zone, from whatever GEOCODER names."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class UnknownPlace(ValueError):
    """The address cannot be found; the message is a sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A found address. `warning` is a sentence to show when something in it does not agree."""

    latitude: float
    longitude: float
    time_zone: str
    city: str
    state: str
    precision: str
    warning: str = ""


class Geocoder(Protocol):
    """What the setting GEOCODER must name: a class with this one method, safe to share between threads."""

    def locate(self, street: str, city: str, state: str, postal_code: str, country: str = "US") -> Place: ...


def locate(street: str, city: str, state: str, postal_code: str, country: str = "US") -> Place:
    """Find an address with the geocoder of this installation, or raise UnknownPlace."""
    return _geocoder(settings.GEOCODER).locate(street, city, state, postal_code, country)


@cache
def _geocoder(path: str) -> Geocoder:
    made: Geocoder = import_string(path)()
    return made
