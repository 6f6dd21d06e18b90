from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.slots import BadSpan, Hours, Person, Rules, Slot, days, find_slots, next_free, slot_at, span

CHICAGO = ZoneInfo("America/Chicago")
DENVER = ZoneInfo("America/Denver")
PHOTOS, VIDEO = 1, 2
WEEKDAYS = tuple(Hours(weekday, 9 * 60, 17 * 60) for weekday in range(5))
MONDAY = datetime(2026, 3, 2, tzinfo=CHICAGO)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
ANN = Person(1, CHICAGO, WEEKDAYS, frozenset({PHOTOS, VIDEO}))
BOB = Person(2, CHICAGO, WEEKDAYS, frozenset({PHOTOS}))


def at(hour, minute=0, *, day=MONDAY):
    return day.replace(hour=hour, minute=minute)


def search(*people, minutes=60, needed=(PHOTOS,), start=MONDAY, length=timedelta(days=1), now=LONG_AGO, **rules):
    return find_slots(
        people,
        needed,
        minutes,
        window_start=start,
        window_end=start + length,
        now=now,
        rules=Rules(**rules),
        zone=CHICAGO,
    )


def clock(slots, zone=CHICAGO):
    return [f"{slot.starts_at.astimezone(zone):%H:%M}" for slot in slots]


def test_a_slot_is_the_job_itself_in_utc_with_everyone_who_is_free():
    slots = search(ANN, BOB, minutes=420, step_minutes=60)
    assert slots == [
        Slot(datetime(2026, 3, 2, 15, tzinfo=UTC), datetime(2026, 3, 2, 22, tzinfo=UTC), (1, 2)),
        Slot(datetime(2026, 3, 2, 16, tzinfo=UTC), datetime(2026, 3, 2, 23, tzinfo=UTC), (1, 2)),
    ]


def test_people_keep_the_order_they_came_in():
    assert [slot.people for slot in search(BOB, ANN, minutes=480)] == [(2, 1)]


def test_only_people_with_every_needed_skill_are_asked():
    assert [slot.people for slot in search(ANN, BOB, minutes=480, needed=(PHOTOS, VIDEO))] == [(1,)]
    assert [slot.people for slot in search(ANN, BOB, minutes=480, needed=())] == [(1, 2)]


def test_a_person_without_hours_is_never_free():
    assert search(replace(ANN, hours=())) == []


def test_a_job_longer_than_the_day_has_no_slot():
    assert search(ANN, minutes=481) == []


def test_ranges_that_touch_leave_each_other_free():
    busy = replace(ANN, busy=[span(at(10), at(11)), span(at(12), at(17))])
    assert clock(search(busy, step_minutes=30)) == ["09:00", "11:00"]


def test_one_minute_of_overlap_takes_the_start():
    busy = replace(ANN, busy=[span(at(9, 59), at(11, 1)), span(at(12), at(17))])
    assert clock(search(busy, step_minutes=30)) == []
    seconds = replace(ANN, busy=[span(at(10) - timedelta(seconds=1), at(16) + timedelta(microseconds=1))])
    assert clock(search(seconds, step_minutes=30)) == []


def test_of_two_that_overlap_the_later_end_counts_to_the_second():
    busy = replace(ANN, busy=[span(at(9), at(11)), span(at(10), at(11) + timedelta(seconds=30))])
    assert clock(search(busy, step_minutes=30))[0] == "11:30"


def test_time_off_takes_starts_like_a_visit():
    off = [span(at(0), at(12)), span(at(13, 30), at(23))]
    assert clock(search(replace(ANN, away=off), step_minutes=30)) == ["12:00", "12:30"]


def test_buffers_may_stick_out_of_the_hours():
    assert clock(search(ANN, minutes=480, before_minutes=30, after_minutes=30)) == ["09:00"]


def test_buffers_may_not_reach_into_what_is_busy_or_off():
    busy = replace(ANN, busy=[span(at(11), at(12))], away=[span(at(16), at(17))])
    assert clock(search(busy, step_minutes=15, before_minutes=30, after_minutes=45)) == [
        "09:00",
        "09:15",
        *("12:30", "12:45", "13:00", "13:15", "13:30", "13:45", "14:00", "14:15"),
    ]


def test_a_job_may_run_across_hours_that_touch_but_not_across_a_break():
    joined = replace(ANN, hours=(Hours(0, 540, 720), Hours(0, 720, 1020)))
    assert clock(search(joined, minutes=480)) == ["09:00"]
    broken = replace(ANN, hours=(Hours(0, 540, 720), Hours(0, 721, 1020)))
    assert clock(search(broken, minutes=180, step_minutes=60)) == ["09:00", "13:00", "14:00"]


def test_hours_that_overlap_are_one_and_give_each_start_once():
    doubled = replace(ANN, hours=(Hours(0, 600, 720), Hours(0, 540, 660)))
    assert clock(search(doubled, minutes=120, step_minutes=30)) == ["09:00", "09:30", "10:00"]
    assert {slot.people for slot in search(doubled)} == {(1,)}


def test_a_job_may_run_across_midnight():
    night = replace(ANN, hours=(Hours(0, 1320, 1440), Hours(1, 0, 120)))
    assert clock(search(night, minutes=120, step_minutes=60)) == ["22:00", "23:00"]
    next_day = MONDAY + timedelta(days=1)
    assert clock(search(night, minutes=60, step_minutes=60, start=next_day)) == ["00:00", "01:00"]


def test_starts_are_multiples_of_the_step_from_midnight_not_from_the_hours():
    early = replace(ANN, hours=(Hours(0, 9 * 60 + 10, 11 * 60),))
    assert clock(search(early, step_minutes=30)) == ["09:30", "10:00"]
    assert clock(search(early, minutes=20, step_minutes=40)) == ["09:20", "10:00", "10:40"]


def test_hours_are_of_the_persons_zone_and_starts_of_the_propertys():
    west = replace(ANN, zone=DENVER)
    assert clock(search(west, minutes=420, step_minutes=60)) == ["10:00", "11:00"]
    half_hour_off = replace(ANN, zone=ZoneInfo("Asia/Kathmandu"))
    starts = search(half_hour_off, minutes=465, start=MONDAY - timedelta(days=1))
    assert clock(starts, half_hour_off.zone) == ["09:00", "09:15"]


def test_a_job_needs_its_notice():
    assert clock(search(ANN, now=at(10, 1), lead_minutes=240, minutes=60))[0] == "14:15"
    assert clock(search(ANN, now=at(10), lead_minutes=240, minutes=60))[0] == "14:00"
    assert clock(search(ANN, now=at(10) + timedelta(microseconds=1), lead_minutes=240, minutes=60))[0] == "14:15"
    assert search(ANN, now=at(23)) == []


def test_the_horizon_ends_with_its_last_local_day():
    slots = search(ANN, now=at(23), horizon_days=2, length=timedelta(days=30))
    assert list(days(slots, CHICAGO)) == [date(2026, 3, 3), date(2026, 3, 4)]
    assert search(ANN, now=at(8), horizon_days=0, length=timedelta(days=30))[-1].ends_at == at(17)


def test_the_horizon_holds_the_last_minute_of_its_day_and_not_the_next():
    always = replace(ANN, hours=tuple(Hours(weekday, 0, 1440) for weekday in range(7)))
    slots = search(always, step_minutes=60, now=at(0), horizon_days=1, length=timedelta(days=9))
    assert slots[-1].starts_at == at(23, day=MONDAY + timedelta(days=1))


def test_the_window_is_half_open_and_holds_the_starts():
    assert clock(search(ANN, start=at(10), length=timedelta(minutes=30))) == ["10:00", "10:15"]


def test_a_full_day_takes_no_more_visits():
    tuesday = MONDAY + timedelta(days=1)
    visits = [at(9), at(11), at(9, day=tuesday)]
    slots = search(replace(ANN, visits=visits, max_visits=2), length=timedelta(days=3))
    assert list(days(slots, CHICAGO)) == [date(2026, 3, 3), date(2026, 3, 4)]
    assert search(replace(ANN, max_visits=0)) == []


def test_a_full_day_is_counted_where_the_person_lives():
    east = replace(ANN, zone=ZoneInfo("Asia/Tokyo"), hours=tuple(Hours(day, 0, 1440) for day in range(7)))
    full = replace(east, visits=[datetime(2026, 3, 2, 1, tzinfo=UTC)], max_visits=1)
    slots = find_slots(
        [full],
        (),
        60,
        window_start=datetime(2026, 3, 1, 14, tzinfo=UTC),
        window_end=datetime(2026, 3, 2, 16, tzinfo=UTC),
        now=LONG_AGO,
        rules=Rules(step_minutes=60),
        zone=CHICAGO,
    )
    starts = [slot.starts_at for slot in slots]
    assert starts == [datetime(2026, 3, 1, 14, tzinfo=UTC), datetime(2026, 3, 2, 15, tzinfo=UTC)]


def test_days_group_by_the_local_date_in_order():
    slots = search(ANN, minutes=480, length=timedelta(days=7))
    grouped = days(slots, ZoneInfo("Pacific/Auckland"))
    assert list(grouped) == [date(2026, 3, day) for day in (3, 4, 5, 6, 7)]
    assert [slot for group in grouped.values() for slot in group] == slots


def test_the_next_free_times_are_found_weeks_ahead_and_not_further():
    gone = replace(ANN, away=[span(MONDAY, MONDAY + timedelta(days=25))])
    arguments = {"after": at(9), "now": LONG_AGO, "rules": Rules(), "zone": CHICAGO}
    found = next_free([gone], (PHOTOS,), 480, limit=3, **arguments)
    assert [slot.starts_at.astimezone(CHICAGO).date() for slot in found] == [
        date(2026, 3, 27),
        date(2026, 3, 30),
        date(2026, 3, 31),
    ]
    assert next_free([gone], (PHOTOS,), 480, limit=3, search_days=24, **arguments) == []
    assert len(next_free([ANN], (PHOTOS,), 480, limit=99, search_days=13, **arguments)) == 10


def test_one_start_can_be_asked_for():
    busy = replace(ANN, busy=[span(at(10), at(11))])
    arguments = {"now": LONG_AGO, "rules": Rules(), "zone": CHICAGO}
    found = slot_at([busy, BOB], (PHOTOS,), 60, starts_at=at(10, 15), **arguments)
    assert found == Slot(at(10, 15).astimezone(UTC), at(11, 15).astimezone(UTC), (2,))
    for start in (at(10, 15), at(11, 5), at(16, 15)):
        assert slot_at([busy], (PHOTOS,), 60, starts_at=start, **arguments) is None


@pytest.mark.parametrize("field", ["busy", "away"])
def test_empty_and_reversed_ranges_are_refused(field):
    for begins, ends in ((3600, 3600), (7200, 3600)):
        with pytest.raises(BadSpan):
            search(replace(ANN, **{field: [(begins, ends)]}))


def test_no_range_is_made_of_times_that_are_empty_reversed_or_naive():
    naive = datetime(2026, 3, 2, 9)  # noqa: DTZ001
    for begins, ends in ((at(10), at(10)), (at(11), at(10)), (naive, at(10)), (at(10), naive), (naive, naive)):
        with pytest.raises(BadSpan):
            span(begins, ends)


def test_a_range_holds_every_second_it_touches():
    assert span(at(9) + timedelta(microseconds=1), at(10) + timedelta(microseconds=1)) == (1772463600, 1772467201)


def test_an_empty_window_and_empty_hours_are_refused():
    with pytest.raises(BadSpan):
        search(ANN, length=timedelta(0))
    for start, end in ((540, 540), (600, 540), (-1, 60), (60, 1441)):
        with pytest.raises(BadSpan):
            Hours(0, start, end)


@pytest.mark.parametrize(
    "wrong",
    [{"step_minutes": 0}, {"step_minutes": 1441}, {"lead_minutes": -1}, {"before_minutes": -1}, {"horizon_days": -1}],
)
def test_rules_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"between 1 and 1440|0 or more"):
        Rules(**wrong)
    with pytest.raises(ValueError, match="1 minute or more"):
        search(ANN, minutes=0)
    with pytest.raises(ValueError, match="weekday"):
        Hours(7, 0, 60)
