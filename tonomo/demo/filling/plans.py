"""What becomes of each order, decided before a row is written."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tonomo.demo.content.words import CANCELLED, DECLINED, POSTPONED
from tonomo.demo.filling.cast import Agent, Cast, Person
from tonomo.demo.filling.diary import Diary, Visit, at
from tonomo.demo.filling.homes import Home, Homes
from tonomo.demo.filling.offers import SHOWCASE, Offers, Priced

# Hours from the end of a visit until the work of an ordinary service is done.
DESK_HOURS = (14, 20, 26, 32, 50, 74)
PAST_DAYS, COMING_DAYS = 90, 30


@dataclass(slots=True)
class Plan:
    """One order from the first click to where it stands now. Its number comes later."""

    home: Home
    agent: Agent
    priced: Priced
    kind: str
    channel: str
    created_at: datetime
    ordered_at: datetime | None = None
    manager: Person | None = None
    editor: Person | None = None
    visit: Visit | None = None
    called_off: bool = False
    """The visit was planned and then cancelled, with the order or because it was postponed."""
    ready_at: tuple[datetime, ...] = ()
    """When each line is, or was, done."""
    again: frozenset[int] = frozenset()
    """Places of lines that need another visit: the wind, the rain, a key that did not fit."""
    completed_at: datetime | None = None
    archived_at: datetime | None = None
    reason: str = ""
    lean: bool = False
    showcase: bool = False
    number: int = 0
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What people call the order."""
        return self.notes.get("name") or self.home.address_line

    @property
    def is_guest(self) -> bool:
        """A cart of somebody who did not sign in: it has a contact and no customer."""
        return self.kind == "cart" and self.number % 4 == 0


@dataclass(slots=True)
class Planner:
    """Plans orders of one company around `now`."""

    cast: Cast
    homes: Homes
    offers: Offers
    diary: Diary
    now: datetime
    chance: random.Random

    def recent(self, count: int) -> list[Plan]:
        """So many orders over the last 90 and next 30 days in every state, in order of creation."""
        shares = {"cart": 0.034, "quote": 0.026, "closed": 0.02, "pending": 0.03, "postponed": 0.026, "cancelled": 0.05}
        plans = self._showcase()
        for kind, share in shares.items():
            plans += [self._without_visit(kind) for _ in range(max(1, round(count * share)))]
        days = self._visit_days(count - len(plans))
        plans += [self._visited(day) for day in days]
        plans.sort(key=lambda plan: plan.created_at)
        return plans

    def older(self, day: date, place: int, *, may_be_open: bool) -> Plan | None:
        """The `place`-th order of a day long past, as it came over from the books before; None if nobody is free.

        One that `may_be_open` is still being worked on half of the time.
        """
        home = self.homes.one(self.chance)
        for _ in range(6):
            priced = self.offers.pick(home.square_feet, self.chance)
            visit = self.diary.book(day, priced.minutes, priced.skills, self.chance)
            if visit is not None:
                break
        else:
            return None
        created_at = at(day - timedelta(days=5), 8 * 60, self.diary.zone) + timedelta(seconds=30 * place)
        plan = Plan(home, self.chance.choice(self.cast.agents), priced, "completed", "import", created_at, lean=True)
        plan.ordered_at, plan.visit = created_at + timedelta(minutes=9), visit
        plan.manager = self.cast.managers[place % len(self.cast.managers)]
        plan.editor = self.cast.editors[place % len(self.cast.editors)]
        done = at(day + timedelta(days=2), 10 * 60, self.diary.zone) + timedelta(seconds=20 * place)
        plan.ready_at = tuple(done for _ in priced.lines)
        plan.completed_at = done
        if self.chance.random() < 0.04:
            plan.kind, plan.called_off, plan.reason = "cancelled", True, self.chance.choice(CANCELLED)
            plan.completed_at = visit.starts_at - timedelta(hours=20)
            plan.archived_at = plan.completed_at + timedelta(days=30)
        elif may_be_open and self.chance.random() < 0.5:
            plan.kind, plan.completed_at = "active", None
            plan.ready_at = tuple(self.now + timedelta(days=1) for _ in priced.lines)
        return plan

    def _visit_days(self, count: int) -> list[date]:
        today = self.now.astimezone(self.diary.zone).date()
        days = [today + timedelta(days=offset) for offset in range(-PAST_DAYS, COMING_DAYS)]
        weights = [_weight((day - today).days) * (0.0, 0.35, 1.0)[_openness(day)] for day in days]
        return sorted(self.chance.choices(days, weights, k=count))

    def _begun(self, kind: str, created_at: datetime) -> Plan:
        """An order somebody began to fill in."""
        home = self.homes.one(self.chance)
        channel = self.chance.choices(("online", "phone", "email", "message", "counter"), (70, 14, 9, 5, 2))[0]
        weights = [5 if place < 4 else 2 if place < 12 else 1 for place in range(len(self.cast.agents))]
        [agent] = self.chance.choices(self.cast.agents, weights)
        return Plan(home, agent, self.offers.pick(home.square_feet, self.chance), kind, channel, created_at)

    def _placed(self, plan: Plan, latest: datetime) -> None:
        """The order date, and who takes care of it."""
        assert plan.created_at <= self.now
        plan.ordered_at = min(plan.created_at + timedelta(minutes=self.chance.choice((4, 6, 9, 15, 40, 1300))), latest)
        plan.manager = self.chance.choices(self.cast.managers, (3, 2)[: len(self.cast.managers)])[0]
        plan.editor = self.chance.choice(self.cast.editors)

    def _without_visit(self, kind: str) -> Plan:
        """A draft, or an order without a visit to come."""
        far = {"cart": 12, "quote": 20, "pending": 5, "postponed": 25}.get(kind, PAST_DAYS)
        plan = self._begun(kind, self.now - timedelta(minutes=self.chance.randrange(50, far * 24 * 60)))
        if kind in ("cart", "quote", "closed"):
            plan.reason = self.chance.choice(DECLINED) if kind == "closed" else ""
            return plan
        self._placed(plan, self.now - timedelta(minutes=20))
        if kind in ("postponed", "cancelled"):
            plan.reason = self.chance.choice(POSTPONED if kind == "postponed" else CANCELLED)
            self._call_off(plan)
        if kind == "cancelled":
            assert plan.ordered_at
            plan.completed_at = min(plan.ordered_at + timedelta(hours=self.chance.randrange(3, 60)), self.now)
        return plan

    def _call_off(self, plan: Plan) -> None:
        """There had been a visit on the second working day after the order."""
        assert plan.ordered_at
        day = plan.ordered_at.astimezone(self.diary.zone).date() + timedelta(days=3)
        while day.weekday() > 4:
            day += timedelta(days=1)
        able = [one for one in self.diary.workers if one.skills >= plan.priced.skills and one.hours.get(day.weekday())]
        if able:
            starts_at = at(day, able[0].hours[day.weekday()][0] + 120, self.diary.zone)
            plan.visit = Visit(able[0].id, starts_at, starts_at + timedelta(minutes=plan.priced.minutes))
            plan.called_off = True

    def _visited(self, day: date) -> Plan:
        """An order with a visit on that day, or on the first one after it on which somebody able is free."""
        plan = self._begun("pending", self.now)
        lead = timedelta(hours=self.chance.choice((20, 26, 44, 50, 75, 98, 150, 220, 290)))
        while plan.visit is None:
            plan.visit = self.diary.book(day, plan.priced.minutes, plan.priced.skills, self.chance)
            day += timedelta(days=1)
        latest = self.now - timedelta(minutes=self.chance.randrange(60, 3000))
        plan.created_at = min(plan.visit.starts_at - lead, latest)
        self._placed(plan, min(self.now - timedelta(minutes=30), plan.visit.starts_at - timedelta(hours=12)))
        plan.ordered_at = max(plan.ordered_at or plan.created_at, plan.created_at + timedelta(minutes=2))
        self._work(plan)
        return plan

    def _work(self, plan: Plan) -> None:
        """How far the work is: nothing before the visit, everything some days after it."""
        assert plan.visit
        hours = [self.chance.choice(DESK_HOURS) for _ in plan.priced.lines]
        if self.chance.random() < 0.03:
            hours[-1] += 24 * 30
        plan.ready_at = tuple(plan.visit.ends_at + timedelta(hours=each) for each in hours)
        age = self.now - plan.visit.ends_at
        if timedelta() < age < timedelta(days=6) and self.chance.random() < 0.25:
            plan.again = frozenset([max(place for place, line in enumerate(plan.priced.lines) if line.minutes)])
        if max(plan.ready_at) <= self.now and not plan.again:
            plan.kind, plan.completed_at = "completed", max(plan.ready_at) + timedelta(minutes=25)
            if (self.now - plan.completed_at).days > 75 and self.chance.random() < 0.6:
                plan.archived_at = plan.completed_at + timedelta(days=60)
        elif plan.visit.starts_at <= self.now or self.chance.random() < 0.65:
            plan.kind = "active"

    def _showcase(self) -> list[Plan]:
        """The order with everything on it, to look at: shot on the last working day, half of it done."""
        if "signature" not in self.offers.packages:
            return []
        plan = self._begun("active", self.now)
        plan.showcase, plan.agent, plan.home = True, self.cast.agents[0], replace(plan.home, square_feet=2480)
        plan.priced = self.offers.priced(SHOWCASE, plan.home.square_feet)
        day = self.now.astimezone(self.diary.zone).date()
        while plan.visit is None:
            day -= timedelta(days=1)
            plan.visit = self.diary.book(day, plan.priced.minutes, plan.priced.skills, self.chance)
        plan.created_at = plan.visit.starts_at - timedelta(days=6)
        self._placed(plan, self.now)
        plan.ready_at = tuple(
            plan.visit.ends_at + timedelta(minutes=40 + place)
            if place % 3 == 1
            else self.now + timedelta(hours=20 + place)
            for place in range(len(plan.priced.lines))
        )
        return [plan]


def _weight(offset: int) -> float:
    """How many visits lie that many days from today, as a share."""
    if -1 <= offset <= 3:
        return 4.2
    if -6 <= offset <= 6:
        return 2.4
    return 1.0 if offset < 0 else 0.8 if offset < 15 else 0.4


def _openness(day: date) -> int:
    return 0 if day.weekday() == 6 else 1 if day.weekday() == 5 else 2
