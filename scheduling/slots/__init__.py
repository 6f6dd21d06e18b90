"""When can someone come? Free times from rows loaded once, without a database and without looking at the clock.

Times go in and come out as aware datetimes, ranges are half open, lengths are whole minutes. What is taken comes as whole
seconds since 1970: `extract(epoch from …)::bigint` loads in half the time of a `timestamptz`; `span` makes them of times.

- Weekly hours are clock times in the person's zone. A clock time that comes twice on the day the clocks go back means
  the first one; one that is left out when they go forward means the moment they jump.
- A job lies inside the person's hours, across midnight too where hours touch. Its buffers may stick out of the hours
  (the drive to the first job comes before them), but neither job nor buffers overlap what is busy or time off.
  Touching is free.
- Jobs start where the clock in the property's zone, in minutes since midnight, is a multiple of the step. On the day
  the clocks go back both starts at 01:30 are offered, an hour apart.
"""

from scheduling.slots.clock import span
from scheduling.slots.people import BadSpan, Hours, Person, Rules, Span
from scheduling.slots.search import Slot, days, find_slots, next_free, slot_at

__all__ = [
    "BadSpan",
    "Hours",
    "Person",
    "Rules",
    "Slot",
    "Span",
    "days",
    "find_slots",
    "next_free",
    "slot_at",
    "span",
]
