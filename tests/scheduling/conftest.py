"""A company whose photographers can be booked, and the days on which that is tried."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.actor import CLOCK
from scheduling import actions
from scheduling.models import BookingRules

CHICAGO = ZoneInfo("America/Chicago")


class Diary:
    """Builders around one company: who works when, and what is booked."""

    zone = CHICAGO

    def __init__(self, world):
        self.world = world

    def works(self, member, *services, days=range(7), starts=time(9), ends=time(17)):
        """Working hours every day of the week, and skills."""
        with self.world.scope():
            actions.set_hours(member, [(day, starts, ends) for day in days], by=CLOCK)
            actions.set_skills(member, services, by=CLOCK)
        return member

    def rules(self, **fields):
        with self.world.scope():
            return actions.change_rules(BookingRules.objects.get(), by=CLOCK, **fields)

    def at(self, hour, minute=0, *, day=None, zone=CHICAGO):
        """That clock time on a day; three days from now if none is named."""
        return datetime.combine(day or self.day(), time(hour, minute), zone).astimezone(UTC)

    @staticmethod
    def day(ahead=3):
        return timezone.now().astimezone(CHICAGO).date() + timedelta(days=ahead)

    def visit(self, order, starts_at, *members, minutes=60, by=CLOCK, **more):
        with self.world.scope():
            return actions.make_appointment(order, starts_at=starts_at, minutes=minutes, members=members, by=by, **more)


@pytest.fixture
def diary(north):
    return Diary(north)


def clock_changes(zone=CHICAGO):
    """The next days on which the clocks go forward and back."""
    found = {}
    day = timezone.now().astimezone(zone).date() + timedelta(days=2)
    while len(found) < 2:
        midnight, next_midnight = (
            datetime.combine(each, time(), zone).astimezone(UTC) for each in (day, day + timedelta(days=1))
        )
        hours = (next_midnight - midnight) / timedelta(hours=1)
        if hours != 24:
            found.setdefault("forward" if hours < 24 else "back", day)
        day += timedelta(days=1)
    return found["forward"], found["back"]
