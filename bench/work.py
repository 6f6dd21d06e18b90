"""Work without a page, in this process: finding free times and orders, issuing and drawing an invoice."""

import contextlib
import importlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from weasyprint import CSS, HTML

from bench import crowd
from bench.cast import Cast
from bench.checkout import Checkout
from bench.figures import Figure, compare
from bench.ground import Ground
from bench.meter import Side
from bench.pages import statements
from companies.scope import company_scope
from core.actor import CLOCK
from invoicing import actions, pdf
from invoicing.models import Invoice
from invoicing.queries.papers import paper_of
from orders.models import LineItem, Order
from orders.pricing import cart_of
from orders.queries.search import matching, prefix_query
from scheduling.queries.offers import free_days
from scheduling.queries.staffing import staffing
from scheduling.slots import Hours, Person, Rules, find_slots, span
from services.pricing import price

ISSUED_A_ROUND = 12
CENTS = Decimal("0.95")
COUNTER = "CREATE TABLE IF NOT EXISTS counter (last int); TRUNCATE counter; INSERT INTO counter VALUES (0)"
PAPERS = "CREATE TABLE IF NOT EXISTS papers (number int, total numeric(12, 2), at timestamptz DEFAULT now())"
FOUND = """SELECT id FROM orders_order WHERE company_id = %s AND search @@ to_tsquery('simple', %s)
           ORDER BY number DESC LIMIT 50"""
LOAD = """SELECT staff, during_day, lower(during), upper(during) FROM ev
          WHERE during && tsrange('2026-03-02', '2026-03-16')"""


@dataclass
class Work:
    """The rows of the company, and the database whose CPU time counts beside that of this process."""

    ground: Ground
    cast: Cast
    rounds: int

    def all(self) -> Iterator[Any]:
        """Every piece of work of the run, as something with a `line()`."""
        yield self._search()
        limits = self._slot_limits()
        yield self._slots_in_memory(limits)
        yield self._slots_of_order(limits)
        yield crowd.bookings(self.ground, self.rounds)
        yield self._cart()
        yield self._issue()
        yield crowd.issues(self.ground, self.cast, self._drafts(crowd.WORKERS * crowd.ISSUED_EACH))
        yield self._draw()
        yield Checkout().walk()

    def _compare(self, name: str, ours: Callable[[], object], limit: Callable[[], object], **more: Any) -> Figure:
        times, often = more.pop("times"), more.pop("often")
        pids = [self.ground.database_pid]
        mine, theirs = Side(ours, times, pids, own=True), Side(limit, often, pids, own=True)
        return compare(name, mine, theirs, rounds=self.rounds, **more)

    def _search(self) -> Figure:
        """The query behind the search field, beside the same text query without rules about who sees what."""
        query = prefix_query(self.cast.word)
        with psycopg.connect(self.ground.variables["DATABASE_URL"], autocommit=True) as link:
            link.execute("SET ROLE tonomo_everywhere")
            with company_scope(self.cast.company_id):

                def ours() -> list[int]:
                    return list(
                        matching(Order.objects.all(), self.cast.word).order_by("-number").values_list("pk")[:50]
                    )

                def limit() -> list[Any]:
                    return link.execute(FOUND, [self.cast.company_id, query]).fetchall()

                gave = f"rows {len(ours())} / {len(limit())}"
                return self._compare(
                    "order search, the query alone", ours, limit, most=2, gave=gave, times=100, often=200
                )

    def _slot_limits(self) -> Any:
        """The limits' program, which prints its own figures while it is read."""
        os.environ.update({name: value for name, value in self.ground.limits.items() if name.startswith("PG")})
        with contextlib.redirect_stdout(io.StringIO()):
            return importlib.import_module("bench.limits.slots.slots")

    def _slots_in_memory(self, limits: Any) -> Figure:
        """20 people and 14 days of the limits' own appointments, loaded before."""
        first = datetime(2026, 3, 2, tzinfo=UTC)
        hours = [Hours(day, limits.OPEN, limits.CLOSE) for day in range(7)]
        taken: dict[int, list[tuple[int, int]]] = {}
        for (person, day), events in limits.busy.items():
            midnight = first + timedelta(days=day)
            taken.setdefault(person, []).extend(
                span(midnight + timedelta(minutes=begins), midnight + timedelta(minutes=ends))
                for begins, ends in events
            )
        zone = ZoneInfo("UTC")
        people = [Person(each, zone, hours, frozenset({1}), busy=spans) for each, spans in taken.items()]
        window = {"window_start": first, "window_end": first + timedelta(days=limits.D), "now": first}

        def ours() -> list[Any]:
            return find_slots(people, frozenset({1}), limits.DUR, rules=Rules(step_minutes=15), zone=zone, **window)

        starts = sum(len(slot.people) for slot in ours())
        gave = f"free starts {starts} / {len(limits.plain())} of 20 people × 14 days"
        return self._compare("slot search, in memory", ours, limits.plain, most=2, gave=gave, times=40, often=80)

    def _slots_of_order(self, limits: Any) -> Figure:
        """An order's free times in the next fortnight, beside loading the limits' rows and the plain subtraction."""
        with (
            psycopg.connect(self.ground.limits_url, dbname="slotsx", autocommit=True) as link,
            company_scope(self.cast.company_id),
        ):
            order = Order.objects.get(token=self.cast.booking)
            now = datetime.now(UTC)
            first = now.date() + timedelta(days=1)
            people = len(staffing(now, now + timedelta(days=1), now=now).people)

            def ours() -> Any:
                return free_days(order, first, first + timedelta(days=13), now=now)

            def limit() -> None:
                link.execute(LOAD).fetchall()
                limits.plain()

            slots = ours().slots
            share = people * 14 / len(limits.busy)
            gave = f"free starts {sum(len(slot.people) for slot in slots)} of {people} people × 14 days"
            figure = self._compare("slot search, with its queries", ours, limit, most=2, gave=gave, times=30, often=30)
            figure.limit = [each * share for each in figure.limit]
            figure.gave += f"; limit of 20 × 14 taken × {share:.2f}"
            with CaptureQueriesContext(connection) as seen:
                ours()
            figure.queries, figure.most_queries = statements(seen), 3
        return figure

    def _cart(self) -> Figure:
        """What an order of 20 lines comes to, once its rows are loaded, beside the sum of the same prices."""
        with company_scope(self.cast.company_id):
            order = Order(currency="USD", tax_name="Tax", tax_percent=Decimal("6.25"))
            lines = [
                LineItem(pk=number, kind="service", name=f"Service {number}", unit_price=Decimal(100 + number) + CENTS)
                for number in range(1, 21)
            ]
        amounts = [line.unit_price for line in lines]

        def ours() -> Decimal:
            return price(cart_of(order, lines, [])).subtotal

        def limit() -> Decimal:
            return sum(amounts, Decimal(0))

        with CaptureQueriesContext(connection) as seen:
            gave = f"subtotal {ours()} / {limit()}"
        figure = self._compare("price of a cart of 20 lines", ours, limit, most=40, gave=gave, times=2000, often=50000)
        figure.queries, figure.most_queries = statements(seen), 0
        return figure

    def _issue(self) -> Figure:
        """Drafts written before get their numbers, beside a counter and one row in a transaction."""
        drafts = self._drafts(ISSUED_A_ROUND * self.rounds + 5)

        def ours() -> None:
            with company_scope(self.cast.company_id):
                actions.issue(next(drafts), by=CLOCK)

        with psycopg.connect(self.ground.limits_url) as link:
            link.execute(COUNTER)
            link.execute(PAPERS)
            link.commit()

            def limit() -> None:
                link.execute("WITH up AS (UPDATE counter SET last = last + 1 RETURNING last) SELECT last FROM up")
                link.execute("INSERT INTO papers (number, total) VALUES (1, 99)")
                link.commit()

            figure = self._compare(
                "issue of an invoice", ours, limit, most=4, gave="rows 1 / 1", times=ISSUED_A_ROUND, often=1000
            )
        with CaptureQueriesContext(connection) as seen:
            ours()
        figure.queries = statements(seen)
        return figure

    def _drafts(self, wanted: int) -> Iterator[Invoice]:
        """Drafts of orders that are commissioned for the purpose."""
        with company_scope(self.cast.company_id):
            orders = [self.cast.commissioned() for _ in range(wanted)]
            return iter([actions.draft_invoice(order, by=CLOCK) for order in orders])

    def _draw(self) -> Figure:
        """A paper as PDF, beside WeasyPrint on the same page with its styles read before."""
        with company_scope(self.cast.company_id):
            invoice = Invoice.objects.issued().select_related("order__status").order_by("-pk")[0]
            paper = paper_of(invoice)
            html = render_to_string("papers/invoice.html", {"paper": paper, "order_number": str(paper.order.number)})
            fetcher = pdf.OwnFiles({})
            styles = [CSS(string=pdf.style_sheet(), url_fetcher=fetcher)]
            styles.append(CSS(string=pdf._company_words(paper), url_fetcher=fetcher))

            def ours() -> bytes:
                return pdf.draw(paper_of(invoice))

            def limit() -> bytes:
                page = HTML(string=html, url_fetcher=fetcher)
                drawn: bytes = page.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", optimize_images=True)
                return drawn

            gave = f"lines {len(paper.items)}, bytes {len(ours())} / {len(limit())}"
            return self._compare("PDF of an invoice", ours, limit, most=1.1, gave=gave, times=2, often=2)
