from datetime import UTC, date, datetime

import pytest

from core.moments import clock, day_name

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 25), "Tomorrow"),
        (date(2026, 11, 23), "Yesterday"),
        (date(2026, 11, 27), "Fri, Nov 27"),
        (date(2027, 1, 4), "Jan 4, 2027"),
    ],
)
def test_day_is_named_from_today(day, name):
    assert day_name(day, TODAY) == name


def test_half_of_the_day_is_said_once_when_both_ends_share_it():
    at = [datetime(2026, 11, 24, hour, 30, tzinfo=UTC) for hour in (9, 11, 13)]
    assert clock(at[0]) == "9:30 AM"
    assert clock(at[0], at[1]) == "9:30 – 11:30 AM"
    assert clock(at[1], at[2]) == "11:30 AM – 1:30 PM"
