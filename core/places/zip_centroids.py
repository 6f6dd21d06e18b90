"""The geocoder that works without a network: the middle of the address's ZIP code."""

import re
import zoneinfo
from functools import cache, lru_cache
from typing import Any

import zipcodes
from django.utils.translation import gettext as _

from . import Place, UnknownPlace
from .states import STATES, state_code

_FORM = re.compile(r"(\d{5})(?:[\s-]*\d{4})?")
# Names of the United States as people and imports write them.
_COUNTRIES = {"", "US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA"}


class ZipCentroids:
    """Places every house of a ZIP code at its middle; knows the codes of the United States."""

    def locate(self, street: str, city: str, state: str, postal_code: str, country: str = "US") -> Place:
        """Find the ZIP code; street and city are not looked at, a state that disagrees is a warning."""
        if country.strip().upper().replace(".", "") not in _COUNTRIES:
            raise UnknownPlace(
                _("We only know addresses in the United States, not in “%(country)s”.") % {"country": country.strip()}
            )
        code = five_digits(postal_code)
        row = _row(code)
        if row is None:
            raise UnknownPlace(
                _("We do not know the ZIP code %(code)s. Please check its five digits.") % {"code": code}
            )
        if row["zip_code_type"] == "MILITARY" or not float(row["lat"]):
            raise UnknownPlace(
                _("The ZIP code %(code)s is a mail address without a place on the map.") % {"code": code}
            )
        return Place(
            latitude=float(row["lat"]),
            longitude=float(row["long"]),
            time_zone=_zone(row),
            city=row["city"],
            state=row["state"],
            precision="postal_code",
            warning=_disagreement(row, state),
        )


def five_digits(postal_code: str) -> str:
    """The five digits of a ZIP or ZIP+4, however spaced; raises UnknownPlace for anything else."""
    found = _FORM.fullmatch(postal_code.strip())
    if found is None or not postal_code.isascii():
        raise UnknownPlace(
            _("“%(code)s” is not a ZIP code. A ZIP code has five digits, such as 60614.")
            % {"code": postal_code.strip()[:20]}
            if postal_code.strip()
            else _("Please give the ZIP code of the property.")
        )
    return found[1]


def zip_in_state(postal_code: str, state: str) -> bool:
    """Whether this ZIP code lies in that state (code or name); false for an unknown ZIP code."""
    row = _row(five_digits(postal_code))
    return row is not None and row["state"] == state_code(state)


# The library's own index is compiled and takes 0.4 ms a code; a dict of all its rows would
# take 150 MB in every process, so only the codes in use are kept.
@lru_cache(maxsize=4096)
def _row(code: str) -> dict[str, Any] | None:
    found: list[dict[str, Any]] = zipcodes.matching(code)
    return found[0] if found else None


def _zone(row: dict[str, Any]) -> str:
    """The row's time zone; a row without a real one takes that of the nearest that has."""
    if _is_zone(row["timezone"]):
        return str(row["timezone"])
    here = float(row["lat"]), float(row["long"])
    around = zipcodes.filter_by_coordinates(*here, radius_in_miles=500)
    real = [near for near in around if _is_zone(near["timezone"])]
    if not real:
        raise UnknownPlace(_("We do not know the time zone of ZIP code %(code)s.") % {"code": row["zip_code"]})
    nearest = min(real, key=lambda near: zipcodes.haversine(here[1], here[0], float(near["long"]), float(near["lat"])))
    return str(nearest["timezone"])


@cache
def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def _disagreement(row: dict[str, Any], state: str) -> str:
    """A sentence when the state written is not the state of the ZIP code."""
    if not state.strip() or state_code(state) == row["state"]:
        return ""
    return _("The ZIP code %(code)s is in %(city)s, %(found)s, not in %(written)s. Please check the address.") % {
        "code": row["zip_code"],
        "city": row["city"],
        "found": STATES.get(row["state"], row["state"]),
        "written": STATES.get(state_code(state), state.strip()),
    }
