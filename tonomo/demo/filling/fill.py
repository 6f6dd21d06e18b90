"""The whole demo: companies that are not there yet, then as many orders as are missing."""

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from multiprocessing import get_context
from zoneinfo import ZoneInfo

import django
from django.db.models import Min

from companies.models import Company, Counter, Member
from companies.scope import company_scope, everywhere
from orders.models import Order
from scheduling.models import Reservation
from services.pricing import Tax
from tonomo.demo.content import shapes, words
from tonomo.demo.content.harbor import HARBOR
from tonomo.demo.content.lakeshore import LAKESHORE
from tonomo.demo.filling.diary import Diary
from tonomo.demo.filling.founding import Ground, found, give_time_off, ground_of, hire_more
from tonomo.demo.filling.homes import Homes
from tonomo.demo.filling.letters import write_letters
from tonomo.demo.filling.offers import HARBOR_CHOICES, LAKESHORE_CHOICES, Offer, Offers
from tonomo.demo.filling.orders import Scribe, Written
from tonomo.demo.filling.papers import Bookkeeper, Draft
from tonomo.demo.filling.plans import PAST_DAYS, Plan, Planner
from tonomo.demo.filling.sheets import Sheets
from tonomo.demo.filling.talk import Speaker

ORDERS, HARBOR_ORDERS, MOST_ORDERS = 300, 12, 1_000_000
SEED = 1042
FIRST_NUMBER = 1001
CHUNK = 5000
SPARE_DAYS = 3
"""The last days of the old orders take those that found nobody free on their own day."""
OPEN_DAYS = 14
"""Of so many days before the recent orders begin, half of the old ones are still being worked on."""
YEARS, WORKDAYS_A_YEAR, VISITS_A_DAY, CREW = 6, 250, 3.2, 8

type Say = Callable[[str], object]


def fill(*, orders: int, now: datetime, say: Say) -> None:
    """Make what is missing of the two companies. Run again, it adds nothing, unless more orders are asked for."""
    for content, choices, count in ((LAKESHORE, LAKESHORE_CHOICES, orders), (HARBOR, HARBOR_CHOICES, HARBOR_ORDERS)):
        with everywhere():
            company = Company.objects.filter(slug=content.subdomain).first()
        if company is None:
            company = found(content)
            say(f"{content.name}: people and catalogue")
        Filling(company, content, choices, now, say).run(count)


@dataclass(slots=True)
class Filling:
    """One company being filled."""

    company: Company
    content: shapes.Company
    choices: tuple[Offer, ...]
    now: datetime
    say: Say

    def run(self, count: int) -> None:
        """Bring the company to `count` orders: old ones that are missing, and the recent ones if they are not there."""
        with company_scope(self.company.pk):
            have, old = Order.objects.count(), Order.objects.filter(channel="import").count()
            recent = 0 if have > old else min(count, ORDERS if self.content is LAKESHORE else HARBOR_ORDERS)
            older = max(0, count - have - recent)
            if not recent and not older:
                return
            if not have:
                give_time_off(self._today, self.content)
            if older:
                needed = ceil(older / (YEARS * WORKDAYS_A_YEAR * VISITS_A_DAY)) - CREW
                hire_more(max(0, needed - Member.objects.filter(user__email__startswith="crew").count()))
            ground = ground_of(self.company, self.content)
            last = dict(Counter.objects.values_list("series", "last").iterator())
        self._write(ground, itertools.chain(self._older(ground, older), self._recent(ground, recent)), last, older)
        if recent:
            with company_scope(self.company.pk):
                write_letters(self.now)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.time_zone)

    @property
    def _today(self) -> date:
        return self.now.astimezone(self._zone).date()

    def _planner(self, ground: Ground, diary: Diary) -> Planner:
        offers = Offers(
            services={one.key: one for one in self.content.services},
            packages={one.key: one for one in self.content.packages},
            choices=self.choices,
            tax=Tax(self.content.tax_name, self.content.tax_percent),
        )
        chance = random.Random(f"{SEED} {self.content.subdomain}")  # noqa: S311 the same demo every time
        return Planner(ground.cast, Homes(self.content.streets), offers, diary, self.now, chance)

    def _recent(self, ground: Ground, count: int) -> Iterator[list[Plan]]:
        if count:
            diary = Diary(ground.cast.workers, self._zone, leisure=(0, 0, 30, 90, 150, 210, 270))
            yield self._planner(ground, diary).recent(count)

    def _older(self, ground: Ground, count: int) -> Iterator[list[Plan]]:
        """Old orders in the order of their days, in chunks; a few days before the recent ones begin, they end."""
        if not count:
            return
        workers = ground.cast.workers
        teams = ceil(len(workers) / CREW)
        diaries = [Diary(workers[at::teams], self._zone) for at in range(teams)]
        planner = self._planner(ground, diaries[0])
        end = self._today - timedelta(days=PAST_DAYS + 5)
        needed = ceil(count / (VISITS_A_DAY * len(workers)))
        days = _workdays(min(end, self._first_day() - timedelta(days=1)), needed + max(SPARE_DAYS, needed // 20))
        plans: list[Plan] = []
        for place, day in enumerate(days):
            for at in range(ceil(count / max(1, len(days) - SPARE_DAYS - place))):
                planner.diary = diaries[at % teams]
                if (plan := planner.older(day, at, may_be_open=(end - day).days < OPEN_DAYS)) is not None:
                    plans.append(plan)
                    count -= 1
                if not count:
                    break
            if len(plans) >= CHUNK:
                yield plans
                plans = []
        if count:
            raise RuntimeError(f"{count} orders found no time: the company has too few photographers for them.")
        yield plans

    def _first_day(self) -> date:
        """The day of the first visit that is there already, or today."""
        with company_scope(self.company.pk):
            first = Reservation.objects.aggregate(first=Min("job_starts_at"))["first"] or self.now
        return first.astimezone(self._zone).date()

    def _write(self, ground: Ground, chunks: Iterable[list[Plan]], last: dict[str, int], older: int) -> None:
        """Write chunk after chunk; of many, the next is made ready while another process hands over the one before."""
        if older <= CHUNK:
            for plans in chunks:
                _send(self.company.pk, self._made_ready(ground, plans, last), last)
                self.say(f"{self.content.name}: orders up to {last['order']:,}")
            return
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as beside:
            under_way: Future[None] | None = None
            for plans in chunks:
                sheets = self._made_ready(ground, plans, last)
                if under_way:
                    under_way.result()
                under_way = beside.submit(_send, self.company.pk, sheets, dict(last))
                self.say(f"{self.content.name}: orders up to {last['order']:,}")
            if under_way:
                under_way.result()

    def _made_ready(self, ground: Ground, plans: list[Plan], last: dict[str, int]) -> Sheets:
        """Rows for these orders; `last` numbers are counted on."""
        number = last.setdefault("order", FIRST_NUMBER - 1)
        sheets, chance = Sheets(), random.Random(f"{SEED} {number}")  # noqa: S311
        books = Bookkeeper(ground, sheets, self.now, chance, last)
        scribe, speaker = Scribe(ground, sheets, self.now), Speaker(ground, sheets, self.now, chance)
        written, drafts = list[Written](), list[Draft]()
        for plan in plans:
            last["order"] += 1
            plan.number = last["order"]
            if not plan.lean:
                plan.notes = _notes(plan, chance)
            one = scribe.begin(plan)
            written.append(one)
            if (draft := books.draw_up(one)) is not None:
                drafts.append(draft)
            speaker.talk(one)
        books.write(drafts)
        for one in written:
            scribe.finish(one)
        return sheets


def _send(company_id: int, sheets: Sheets, last: dict[str, int]) -> None:
    """Write the rows, and up to which number each series has come."""
    with company_scope(company_id):
        sheets.send()
        for series, number in last.items():
            Counter.objects.update_or_create(series=series, defaults={"last": number})


def _workdays(last: date, count: int) -> list[date]:
    """So many working days up to and with the last one."""
    days, day = list[date](), last
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def _notes(plan: Plan, chance: random.Random) -> dict[str, str]:
    """What people wrote on an order."""
    notes: dict[str, str] = {}
    if chance.random() < 0.8:
        notes["access"] = chance.choice(words.ACCESS_NOTES)
    if chance.random() < 0.3:
        notes["agent"] = chance.choice(words.ORDER_NOTES)
    if chance.random() < 0.35 or plan.showcase:
        notes["order"] = chance.choice(words.ORDER_NOTES)
    if chance.random() < 0.12 or plan.showcase:
        notes["additional"] = chance.choice(words.ADDITIONAL_NOTES)
    if plan.reason:
        notes["order"] = plan.reason
    if plan.priced.lines[0].key == "team-portrait":
        notes["name"] = f"{plan.agent.company or plan.agent.name}: team portrait"
    return notes
