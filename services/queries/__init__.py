"""Reads of the catalogue that other apps share."""

from services.queries.offering import Offering, Option, offering

__all__ = ["Offering", "Option", "offering"]
