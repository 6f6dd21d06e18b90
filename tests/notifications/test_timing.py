from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from notifications.timing import GATHERED_FOR, Times

CHICAGO = ZoneInfo("America/Chicago")
NIGHT = Times(CHICAGO, time(22), time(7))


def at(*parts):
    return datetime(*parts, tzinfo=CHICAGO)


def test_without_wishes_mail_leaves_after_the_minute_in_which_it_is_gathered():
    assert Times(CHICAGO).mail_at(at(2026, 7, 1, 12), urgent=False) == at(2026, 7, 1, 12, 1)


def test_what_happens_in_the_quiet_hours_waits_for_their_end():
    assert NIGHT.mail_at(at(2026, 7, 1, 23), urgent=True) == at(2026, 7, 2, 7)
    assert NIGHT.mail_at(at(2026, 7, 2, 3), urgent=False) == at(2026, 7, 2, 7)
    assert NIGHT.mail_at(at(2026, 7, 2, 7), urgent=False) == at(2026, 7, 2, 7, 1)
    assert NIGHT.mail_at(at(2026, 7, 1, 21, 59, 30), urgent=False) == at(2026, 7, 2, 7)


def test_quiet_hours_may_lie_within_a_day():
    noon = Times(CHICAGO, time(12), time(14))
    assert noon.mail_at(at(2026, 7, 1, 13), urgent=False) == at(2026, 7, 1, 14)
    assert noon.mail_at(at(2026, 7, 1, 15), urgent=False) == at(2026, 7, 1, 15, 1)


def test_the_digest_gathers_a_day_and_what_is_urgent_does_not_wait_for_it():
    daily = Times(CHICAGO, digest_at=time(8))
    assert daily.mail_at(at(2026, 7, 1, 7), urgent=False) == at(2026, 7, 1, 8)
    assert daily.mail_at(at(2026, 7, 1, 8), urgent=False) == at(2026, 7, 2, 8)
    assert daily.mail_at(at(2026, 7, 1, 9), urgent=True) == at(2026, 7, 1, 9, 1)


def test_eight_in_the_morning_is_eight_in_the_morning_when_clocks_change():
    daily = Times(CHICAGO, digest_at=time(8))
    assert daily.mail_at(at(2026, 10, 31, 9), urgent=False).astimezone(CHICAGO) == at(2026, 11, 1, 8)
    assert daily.mail_at(at(2027, 3, 13, 9), urgent=False).astimezone(CHICAGO) == at(2027, 3, 14, 8)


clocks = st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(["America/Chicago", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"]).map(ZoneInfo)


@given(moments, zones, clocks, clocks, st.none() | clocks, st.booleans())
def test_mail_never_leaves_before_it_is_due_and_never_waits_for_more_than_two_days(
    now, zone, start, end, digest, urgent
):
    leaves = Times(zone, start, end, digest).mail_at(now, urgent=urgent)
    assert now < leaves <= now + timedelta(hours=50) + GATHERED_FOR


@given(moments, zones, clocks, clocks)
def test_mail_does_not_leave_in_the_quiet_hours(now, zone, start, end):
    times = Times(zone, start, end)
    leaves = times.mail_at(now, urgent=True)
    shown = (leaves.astimezone(zone) - timedelta(hours=1)).utcoffset() == leaves.astimezone(zone).utcoffset()
    assert not times.is_quiet(leaves) or start == end or not shown
