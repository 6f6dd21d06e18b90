"""The days the clocks change: hours stay on the wall, and a job stays as long as it is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.slots import Hours, Person, Rules, Slot, find_slots, next_free, slot_at, span
from scheduling.slots.clock import Clock

CHICAGO = ZoneInfo("America/Chicago")
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
SANTIAGO = ZoneInfo("America/Santiago")
APIA = ZoneInfo("Pacific/Apia")


def starts(zone, day, hours, minutes=60, step=30, property_zone=None):
    person = Person(1, zone, [Hours(weekday, *hours) for weekday in range(7)], frozenset())
    begins = datetime(day.year, day.month, day.day, tzinfo=zone)
    ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    slots = find_slots(
        [person],
        (),
        minutes,
        window_start=begins,
        window_end=ends,
        now=datetime(2000, 1, 1, tzinfo=UTC),
        rules=Rules(step_minutes=step),
        zone=property_zone or zone,
    )
    assert all(slot.ends_at - slot.starts_at == timedelta(minutes=minutes) for slot in slots)
    return [f"{slot.starts_at.astimezone(property_zone or zone):%H:%M%z}" for slot in slots]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (zone, day + timedelta(days=around))
        for zone, day in (
            (CHICAGO, date(2026, 3, 8)),
            (CHICAGO, date(2026, 11, 1)),
            (BERLIN, date(2026, 3, 29)),
            (BERLIN, date(2026, 10, 25)),
            (LORD_HOWE, date(2026, 4, 5)),
            (LORD_HOWE, date(2026, 10, 4)),
            (SANTIAGO, date(2026, 4, 5)),
            (SANTIAGO, date(2026, 9, 6)),
        )
        for around in (-1, 0, 1)
    ],
)
def test_nine_to_five_stays_nine_to_five(zone, day):
    found = [start[:5] for start in starts(zone, day, (540, 1020), step=60)]
    assert found == [f"{hour:02}:00" for hour in range(9, 17)]


def test_when_chicago_goes_forward_half_past_two_is_missing():
    assert starts(CHICAGO, date(2026, 3, 8), (60, 240)) == ["01:00-0600", "01:30-0600", "03:00-0500"]


def test_when_chicago_goes_back_half_past_one_comes_twice():
    assert starts(CHICAGO, date(2026, 11, 1), (60, 150)) == [
        "01:00-0500",
        "01:30-0500",
        "01:00-0600",
        "01:30-0600",
    ]


def test_hours_that_begin_in_the_missing_hour_begin_when_the_clocks_jump():
    assert starts(CHICAGO, date(2026, 3, 8), (150, 270)) == ["03:00-0500", "03:30-0500"]


def test_hours_that_end_in_the_missing_hour_end_when_the_clocks_jump():
    assert starts(CHICAGO, date(2026, 3, 8), (60, 150)) == ["01:00-0600"]


def test_hours_within_the_missing_hour_are_none():
    assert starts(CHICAGO, date(2026, 3, 8), (120, 180), minutes=1) == []


def test_hours_at_a_time_that_comes_twice_mean_the_first():
    assert starts(CHICAGO, date(2026, 11, 1), (0, 90)) == ["00:00-0500", "00:30-0500"]
    assert starts(CHICAGO, date(2026, 11, 1), (90, 135), minutes=75) == ["01:30-0500", "01:00-0600"]


def test_europe_goes_forward_and_back_at_its_own_time():
    assert starts(BERLIN, date(2026, 3, 29), (60, 240)) == ["01:00+0100", "01:30+0100", "03:00+0200"]
    assert starts(BERLIN, date(2026, 10, 25), (120, 180)) == ["02:00+0200", "02:30+0200", "02:00+0100"]


def test_lord_howe_moves_by_half_an_hour():
    assert starts(LORD_HOWE, date(2026, 10, 4), (60, 240)) == ["01:00+1030", "01:30+1030", "02:30+1100", "03:00+1100"]
    assert starts(LORD_HOWE, date(2026, 4, 5), (60, 180)) == ["01:00+1100", "01:30+1100", "01:30+1030", "02:00+1030"]


def test_a_day_may_begin_at_one_and_another_have_its_last_hour_twice():
    assert starts(SANTIAGO, date(2026, 9, 6), (0, 180)) == ["01:00-0300", "01:30-0300", "02:00-0300"]
    assert starts(SANTIAGO, date(2026, 4, 4), (1380, 1440)) == ["23:00-0300", "23:30-0300", "23:00-0400"]


def test_a_day_the_island_skipped_has_no_hours():
    clock = Clock(APIA)
    skipped = date(2011, 12, 30).toordinal()
    assert clock.at(skipped, 540) == clock.at(skipped, 1020) == clock.at(skipped + 1, 0)
    assert clock.starts(skipped, 15) == []


def test_the_grid_follows_the_propertys_clock_on_a_day_only_that_one_changes():
    phoenix = ZoneInfo("America/Phoenix")
    assert starts(phoenix, date(2026, 3, 8), (0, 240), step=60, property_zone=CHICAGO) == [
        "01:00-0600",
        "03:00-0500",
        "04:00-0500",
        "05:00-0500",
    ]


def test_the_second_half_past_one_can_be_taken_and_asked_for():
    first = datetime(2026, 11, 1, 1, 30, tzinfo=CHICAGO)
    second = first.replace(fold=1)
    person = Person(1, CHICAGO, [Hours(6, 0, 240)], frozenset(), busy=[span(first, second)])
    arguments = {"now": datetime(2026, 1, 1, tzinfo=UTC), "rules": Rules(), "zone": CHICAGO}
    assert slot_at([person], (), 60, starts_at=first, **arguments) is None
    slot = slot_at([person], (), 60, starts_at=second, **arguments)
    assert slot == Slot(datetime(2026, 11, 1, 7, 30, tzinfo=UTC), datetime(2026, 11, 1, 8, 30, tzinfo=UTC), (1,))
    assert next_free([person], (), 60, after=second, limit=1, **arguments) == [slot]
