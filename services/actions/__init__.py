"""Everything that changes the catalogue."""

from services.actions.packages import place_package, save_package, switch_package
from services.actions.services import (
    NameTaken,
    NotReady,
    add_category,
    place_service,
    save_service,
    switch_service,
)

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
