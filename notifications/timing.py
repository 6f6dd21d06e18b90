"""When the mail of a notice leaves: at once, after the quiet hours, or with the digest of the day."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

GATHERED_FOR = timedelta(minutes=1)
"""What a member is told within this time is one mail."""


@dataclass(frozen=True, slots=True)
class Times:
    """A member's wishes, as wall-clock times of their zone."""

    zone: ZoneInfo
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_at: time | None = None

    def mail_at(self, now: datetime, *, urgent: bool) -> datetime:
        """When a notice of `now` is mailed. What is urgent waits for the end of the quiet hours, never for the digest."""
        if self.digest_at is not None and not urgent:
            return self.after_quiet(self.next(self.digest_at, after=now))
        return self.after_quiet(now + GATHERED_FOR)

    def after_quiet(self, at: datetime) -> datetime:
        return self.next(self.quiet_until, after=at) if self.quiet_until is not None and self.is_quiet(at) else at

    def is_quiet(self, at: datetime) -> bool:
        """Whether it lies within the quiet hours, which may go over midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        clock = at.astimezone(self.zone).time()
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def next(self, clock: time, *, after: datetime) -> datetime:
        """The first moment later than `after` at which clocks show this time, or would on the day they go forward."""
        day = after.astimezone(self.zone).date()
        moments = (datetime.combine(day + timedelta(days=n), clock, self.zone).astimezone(UTC) for n in range(-1, 3))
        return min(moment for moment in moments if moment > after)
