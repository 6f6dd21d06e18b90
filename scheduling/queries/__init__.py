"""What pages ask of the schedule."""

from scheduling.queries.offers import Offer, free_days, free_times, hold_of, next_times, offer
from scheduling.queries.staffing import (
    Need,
    Staffing,
    booking_rules,
    is_somebody_bookable,
    need_of,
    photographers,
    staffing,
)

__all__ = [
    "Need",
    "Offer",
    "Staffing",
    "booking_rules",
    "free_days",
    "free_times",
    "hold_of",
    "is_somebody_bookable",
    "need_of",
    "next_times",
    "offer",
    "photographers",
    "staffing",
]
