"""Everything that changes the catalogue."""

from services.actions.catalogue import (
    NameTaken,
    NotReady,
    add_category,
    place_service,
    save_service,
    switch_service,
)
from services.actions.packages import place_package, save_package, switch_package

__all__ = [
    "NameTaken",
    "NotReady",
    "add_category",
    "place_package",
    "place_service",
    "save_package",
    "save_service",
    "switch_package",
    "switch_service",
]
