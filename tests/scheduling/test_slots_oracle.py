"""The search against the plainest one there is: look at every minute and ask every question of it again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduling.slots import Hours, Person, Rules, Slot, days, find_slots, next_free, span

ZONES = [
    ZoneInfo(name)
    for name in ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "America/Havana", "UTC")
]
CHANGES = [
    datetime(*day, tzinfo=UTC)
    for day in (
        (2026, 3, 8),
        (2026, 3, 29),
        (2026, 4, 4),
        (2026, 4, 5),
        (2026, 9, 6),
        (2026, 10, 3),
        (2026, 10, 25),
        (2026, 11, 1),
        (2026, 6, 17),
    )
]
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def hours():
    pair = st.tuples(st.integers(0, 96), st.integers(0, 96)).filter(lambda pair: pair[0] < pair[1])
    return st.builds(lambda weekday, pair: Hours(weekday, pair[0] * 15, pair[1] * 15), st.integers(0, 6), pair)


@st.composite
def spans(draw, base):
    begins = base + timedelta(seconds=draw(st.integers(-1440, 4320)) * draw(st.sampled_from([60, 60, 59])))
    ends = begins + timedelta(minutes=draw(st.integers(1, 700)), seconds=draw(st.sampled_from([0, 0, 1])))
    zone = draw(st.sampled_from(ZONES))
    return span(begins.astimezone(zone), ends.astimezone(zone))


@st.composite
def people(draw, base, number):
    return Person(
        number,
        draw(st.sampled_from(ZONES)),
        draw(st.lists(hours(), max_size=12)) + [Hours(day, 480, 1080) for day in range(draw(st.integers(0, 7)))],
        draw(st.sampled_from([frozenset({1}), frozenset({1, 2})])),
        away=draw(st.lists(spans(base), max_size=2)),
        busy=draw(st.lists(spans(base), max_size=5)),
        visits=[base + minutes * MINUTE for minutes in draw(st.lists(st.integers(-1440, 4320), max_size=4))],
        max_visits=draw(st.sampled_from([None, None, 0, 1, 2])),
    )


@st.composite
def searches(draw):
    base = draw(st.sampled_from(CHANGES))
    begins = base + timedelta(minutes=draw(st.integers(-600, 600)), seconds=draw(st.sampled_from([0, 0, 17])))
    return {
        "people": [draw(people(base, number)) for number in range(draw(st.integers(1, 3)))],
        "needed": draw(st.sampled_from([(), (1,), (1, 2)])),
        "minutes": draw(st.sampled_from([1, 15, 45, 60, 90, 240])),
        "window_start": begins,
        "window_end": begins + timedelta(minutes=draw(st.integers(1, 2400)), seconds=draw(st.sampled_from([0, 30]))),
        "now": base + timedelta(minutes=draw(st.integers(-4000, 1500)), microseconds=draw(st.sampled_from([0, 1]))),
        "rules": Rules(
            lead_minutes=draw(st.sampled_from([0, 0, 45, 1440])),
            before_minutes=draw(st.sampled_from([0, 0, 20, 45])),
            after_minutes=draw(st.sampled_from([0, 0, 15, 50])),
            step_minutes=draw(st.sampled_from([15, 15, 20, 30, 60, 50])),
            horizon_days=draw(st.sampled_from([None, None, 0, 1, 3])),
        ),
        "zone": draw(st.sampled_from(ZONES)),
    }


def first_showing(readings, day, minute):
    """The first moment at which the clock shows that time of that day, or a later one."""
    wanted = datetime(day.year, day.month, day.day) + minute * MINUTE  # noqa: DTZ001
    return next(moment for moment, reading in readings if reading >= wanted)


def working_minutes(person, begins, ends):
    moments = [begins + step * MINUTE for step in range(int((ends - begins) / MINUTE))]
    readings = [(moment, moment.astimezone(person.zone).replace(tzinfo=None)) for moment in moments]
    working = set()
    day = readings[0][1].date() + DAY
    while day < readings[-1][1].date():
        for rule in person.hours:
            if rule.weekday == day.weekday():
                opens = first_showing(readings, day, rule.start)
                closes = first_showing(readings, day, rule.end)
                working.update(moment for moment in moments if opens <= moment < closes)
        day += DAY
    return working


def is_free(person, start, working, minutes, rules):
    ends = start + minutes * MINUTE
    if not all(start + step * MINUTE in working for step in range(minutes)):
        return False
    reserved = (start - rules.before_minutes * MINUTE, ends + rules.after_minutes * MINUTE)
    taken = [tuple(datetime.fromtimestamp(end, UTC) for end in span) for span in [*person.busy, *person.away]]
    if any(begins < reserved[1] and reserved[0] < until for begins, until in taken):
        return False
    today = start.astimezone(person.zone).date()
    taken = sum(visit.astimezone(person.zone).date() == today for visit in person.visits)
    return person.max_visits is None or taken < person.max_visits


def minute_by_minute(people, needed, minutes, window_start, window_end, now, rules, zone):
    able = [person for person in people if set(needed) <= person.skills]
    begins = window_start.replace(second=0) - 3 * DAY
    working = {person.id: working_minutes(person, begins, window_end + 3 * DAY) for person in able}
    found = []
    moment = window_start.replace(second=0)
    while moment < window_end:
        local = moment.astimezone(zone)
        ahead = local.date() - now.astimezone(zone).date()
        if (
            moment >= window_start
            and (local.hour * 60 + local.minute) % rules.step_minutes == 0
            and moment >= now + rules.lead_minutes * MINUTE
            and (rules.horizon_days is None or ahead.days <= rules.horizon_days)
        ):
            free = tuple(person.id for person in able if is_free(person, moment, working[person.id], minutes, rules))
            if free:
                found.append(Slot(moment, moment + minutes * MINUTE, free))
        moment += MINUTE
    return found


@given(search=searches())
def test_the_search_finds_what_looking_at_every_minute_finds(search):
    assert find_slots(**search) == minute_by_minute(**search)


@given(search=searches(), cut=st.integers(1, 2399))
def test_a_window_cut_in_two_gives_the_same_slots(search, cut):
    middle = search["window_start"] + cut * MINUTE
    whole = find_slots(**search)
    if middle < search["window_end"]:
        halves = [find_slots(**search | {"window_end": middle}), find_slots(**search | {"window_start": middle})]
        assert halves[0] + halves[1] == whole


@given(search=searches(), limit=st.integers(1, 30))
def test_the_next_free_times_are_the_first_of_all(search, limit):
    after = search.pop("window_start")
    del search["window_end"]
    everything = find_slots(**search, window_start=after, window_end=after + 9 * DAY)
    assert next_free(**search, after=after, limit=limit, search_days=9) == everything[:limit]


@given(search=searches())
def test_every_slot_is_grouped_under_its_local_date(search):
    slots = find_slots(**search)
    grouped = days(slots, search["zone"])
    assert [slot for group in grouped.values() for slot in group] == slots
    for day, group in grouped.items():
        assert isinstance(day, date)
        assert {slot.starts_at.astimezone(search["zone"]).date() for slot in group} == {day}
