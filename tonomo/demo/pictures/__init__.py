"""Pictures for the catalogue, drawn by code: the same every time, small, 1280 × 850."""

from collections.abc import Callable
from functools import cache

from tonomo.demo.pictures.canvas import Canvas
from tonomo.demo.pictures.indoors import declutter, detail, film, sofa, tour, window
from tonomo.demo.pictures.outdoors import drone, flight, house, neighborhood, twilight
from tonomo.demo.pictures.things import clock, person, phone, plan, plan3d, team, website

_MOTIFS: dict[str, Callable[[], Canvas]] = {
    made.__name__: made
    for made in (
        house, twilight, neighborhood, drone, flight, window, sofa, declutter, detail, film, phone, person, team, plan,
        plan3d, tour, website, clock,
    )
}  # fmt: skip
MOTIFS: frozenset[str] = frozenset(_MOTIFS)


@cache
def draw(motif: str) -> bytes:
    """The picture of a motif as a PNG file."""
    return _MOTIFS[motif]().png()
