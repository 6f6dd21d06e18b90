"""What pages ask of the schedule."""

from scheduling.queries.concerns import concerns
from scheduling.queries.days import day_schedule, week_schedule
from scheduling.queries.offers import Offer, free_days, free_times, hold_of, next_times, offer
from scheduling.queries.people import (
    coming_time_off,
    hours_of,
    opening_hours,
    skill_table,
    visitable_services,
    weeks_of,
)
from scheduling.queries.staffing import (
    Need,
    Staffing,
    booking_rules,
    is_somebody_bookable,
    need_of,
    photographers,
    staffing,
)
from scheduling.queries.visits import (
    OfferedTime,
    day_sheet,
    detailed,
    offered_times,
    people_of,
    visits_of,
    with_names,
)
from scheduling.queries.waiting import fits_of, usual_minutes, waiting_orders

__all__ = [
    "Need",
    "Offer",
    "OfferedTime",
    "Staffing",
    "booking_rules",
    "coming_time_off",
    "concerns",
    "day_schedule",
    "day_sheet",
    "detailed",
    "fits_of",
    "free_days",
    "free_times",
    "hold_of",
    "hours_of",
    "is_somebody_bookable",
    "need_of",
    "next_times",
    "offer",
    "offered_times",
    "opening_hours",
    "people_of",
    "photographers",
    "skill_table",
    "staffing",
    "usual_minutes",
    "visitable_services",
    "visits_of",
    "waiting_orders",
    "week_schedule",
    "weeks_of",
    "with_names",
]
