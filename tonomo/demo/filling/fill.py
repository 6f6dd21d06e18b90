"""The whole demo: companies that are not there yet, then as many orders as are missing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from companies.models import Company, Counter, Member
from companies.scope import company_scope, everywhere
from orders.models import Order
from services.pricing import Tax
from tonomo.demo.content import shapes, words
from tonomo.demo.content.harbor import HARBOR
from tonomo.demo.content.lakeshore import LAKESHORE
from tonomo.demo.filling.diary import Diary
from tonomo.demo.filling.founding import Ground, found, give_time_off, ground_of, hire_more
from tonomo.demo.filling.homes import Homes
from tonomo.demo.filling.offers import HARBOR_CHOICES, LAKESHORE_CHOICES, Offer, Offers
from tonomo.demo.filling.orders import Scribe
from tonomo.demo.filling.papers import Bookkeeper, Draft
from tonomo.demo.filling.plans import PAST_DAYS, Plan, Planner
from tonomo.demo.filling.sheets import Sheets
from tonomo.demo.filling.talk import Speaker

ORDERS, HARBOR_ORDERS, MOST_ORDERS = 300, 12, 1_000_000
SEED = 1042
FIRST_NUMBER = 1001
CHUNK = 5000
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
        with company_scope(company.pk):
            have = Order.objects.count()
        if have < count:
            Filling(company, content, choices, now, say).run(count, have)


@dataclass(slots=True)
class Filling:
    """One company being filled."""

    company: Company
    content: shapes.Company
    choices: tuple[Offer, ...]
    now: datetime
    say: Say

    def run(self, count: int, have: int) -> None:
        """Bring the company to `count` orders: the recent ones first planned, then as many old ones as are missing."""
        recent = min(count, ORDERS if self.content is LAKESHORE else HARBOR_ORDERS) if not have else 0
        older = count - have - recent
        today = self.now.astimezone(ZoneInfo(self.company.time_zone)).date()
        with company_scope(self.company.pk):
            if not have:
                give_time_off(today, self.content)
            if older:
                missing = ceil(older / (YEARS * WORKDAYS_A_YEAR * VISITS_A_DAY)) - CREW
                hire_more(max(0, missing - Member.objects.filter(user__email__startswith="crew").count()))
        number = FIRST_NUMBER + have
        for plans in self._older(older, today):
            with company_scope(self.company.pk):
                self._write(plans, number)
            number += len(plans)
            self.say(f"{self.content.name}: {number - FIRST_NUMBER:,} orders")
        if recent:
            with company_scope(self.company.pk):
                self._write(self._planner(Diary(self._ground().cast.workers, self._zone)).recent(recent), number)
            self.say(f"{self.content.name}: {count:,} orders")

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.time_zone)

    def _ground(self) -> Ground:
        return ground_of(self.company, self.content)

    def _planner(self, diary: Diary) -> Planner:
        offers = Offers(
            services={one.key: one for one in self.content.services},
            packages={one.key: one for one in self.content.packages},
            choices=self.choices,
            tax=Tax(self.content.tax_name, self.content.tax_percent),
        )
        chance = random.Random(f"{SEED} {self.content.subdomain}")  # noqa: S311 the same demo every time
        return Planner(self._ground().cast, Homes(self.content.streets), offers, diary, self.now, chance)

    def _older(self, count: int, today: date) -> Iterator[list[Plan]]:
        """Old orders in the order of their days, in chunks; a few days before the recent ones begin, they end."""
        if not count:
            return
        with company_scope(self.company.pk):
            workers = self._ground().cast.workers
            crews = [workers[at : at + CREW] for at in range(0, len(workers), CREW)]
            planner = self._planner(Diary(workers, self._zone))
        diaries = [Diary(crew, self._zone) for crew in crews]
        last_day = today - timedelta(days=PAST_DAYS + 5)
        needed = ceil(count / (VISITS_A_DAY * len(workers)))
        spare = max(2, needed // 20)
        plans: list[Plan] = []
        for place, day in enumerate(_workdays(last_day, needed + spare)):
            for at in range(ceil(count / max(1, needed - place))):
                planner.diary = diaries[at % len(diaries)]
                if (plan := planner.older(day, at, last_day)) is not None:
                    plans.append(plan)
                    count -= 1
            if len(plans) >= CHUNK:
                yield plans
                plans = []
        if count:
            raise RuntimeError(f"{count} orders found no time: the company has too few photographers for them.")
        yield plans

    def _write(self, plans: list[Plan], number: int) -> None:
        """Put these orders into the tables, numbered from `number` on."""
        ground, sheets = self._ground(), Sheets()
        chance = random.Random(f"{SEED} {number}")  # noqa: S311
        books = Bookkeeper(ground, sheets, self.now, chance, _last_numbers())
        scribe, speaker = Scribe(ground, sheets, self.now), Speaker(ground, sheets, self.now, chance)
        written, drafts = [], list[Draft]()
        for place, plan in enumerate(plans):
            plan.number = number + place
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
        sheets.send()
        _keep_last_numbers({**books.last, "order": number + len(plans) - 1})


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


def _last_numbers() -> dict[str, int]:
    return dict(Counter.objects.values_list("series", "last"))


def _keep_last_numbers(last: dict[str, int]) -> None:
    for series, number in last.items():
        Counter.objects.update_or_create(series=series, defaults={"last": number})
