"""Invoices in every state, and the money that came in for them."""

import random
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from core.actor import CLOCK, Actor, ActorKind
from core.money import format_money, quantize
from invoicing.models import Payment
from invoicing.queries.papers import seller_now
from tonomo.demo.content.words import PAYMENT_NOTES
from tonomo.demo.filling.founding import Ground
from tonomo.demo.filling.history import by_member, minutes
from tonomo.demo.filling.orders import Written
from tonomo.demo.filling.sheets import Sheets

STRIPE = Actor(ActorKind.INTEGRATION, "Stripe")


@dataclass(slots=True)
class Receipt:
    """Money that came in, or went back out."""

    at: datetime
    method: str
    amount: Decimal
    reference: str = ""
    is_reversed: bool = False


@dataclass(slots=True)
class Draft:
    """The paper an order will have; numbered once all of them are known."""

    written: Written
    made_at: datetime
    issued_at: datetime | None
    receipts: list[Receipt] = field(default_factory=list)
    sequence: int = 0


@dataclass(slots=True)
class Bookkeeper:
    """Decides about papers and writes them."""

    ground: Ground
    sheets: Sheets
    now: datetime
    chance: random.Random
    last: dict[str, int]
    """The last number of each series."""
    returned: int = 0
    """How many cheques came back; the first does, so that every demo shows one."""
    seller: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.seller = seller_now(self.ground.company)

    def draw_up(self, written: Written) -> Draft | None:
        """The paper of an order, if there is one by now."""
        plan = written.plan
        if plan.lean:
            return self._old(written) if plan.kind == "completed" else None
        if plan.kind == "completed" and plan.completed_at:
            made_at = plan.completed_at + minutes(self.chance.choice((15, 35, 90, 240)))
            return self._paper(written, made_at) if made_at + minutes(30) < self.now else None
        if plan.kind in ("active", "pending") and plan.ordered_at and self.chance.random() < 0.22:
            made_at = plan.ordered_at + minutes(self.chance.choice((70, 180)))
            return self._paper(written, made_at) if made_at + minutes(40) < self.now else None
        return None

    def write(self, drafts: list[Draft]) -> None:
        """Number the papers by the moment of issue and put them on the sheets."""
        for draft in sorted((one for one in drafts if one.issued_at), key=lambda one: (one.issued_at, one.written.id)):
            series = f"INV-{self._day(draft.issued_at or self.now).year}"
            self.last[series] = draft.sequence = self.last.get(series, 0) + 1
        for draft in drafts:
            self._write(draft)

    # deciding -----------------------------------------------------------------------------------------------------------
    def _paper(self, written: Written, made_at: datetime) -> Draft:
        if self.chance.random() < 0.06:
            return Draft(written, made_at, None)
        draft = Draft(written, made_at, made_at + minutes(self.chance.choice((1, 3, 12))))
        assert draft.issued_at
        age = (self.now - draft.issued_at).days
        total = written.plan.priced.totals.total
        dice = self.chance.random()
        if dice < (0.9 if age > 21 else 0.66 if age > 5 else 0.35):
            draft.receipts.append(self._receipt(draft.issued_at, total, age))
        elif dice > 0.95 and age > 2:
            part = quantize(total / 2, written.plan.priced.totals.currency)
            draft.receipts.append(self._receipt(draft.issued_at, part, age, by_hand=True))
        if (
            draft.receipts
            and draft.receipts[0].method == "cheque"
            and (self.chance.random() < 0.12 or not self.returned)
        ):
            draft.receipts[0].is_reversed = True
            self.returned += 1
        return draft

    def _receipt(self, issued_at: datetime, amount: Decimal, age: int, *, by_hand: bool = False) -> Receipt:
        method = self.chance.choices(("card", "transfer", "cheque", "cash"), (0 if by_hand else 55, 22, 15, 6))[0]
        delay = timedelta(minutes=self.chance.randrange(25, 60 * 24 * max(1, min(age, 16))))
        reference = self.chance.choice(PAYMENT_NOTES[method]) if method != "card" else ""
        return Receipt(min(issued_at + delay, self.now - minutes(5)), method, amount, reference)

    def _old(self, written: Written) -> Draft:
        """Of work long past, everything was billed, and nearly everything paid."""
        at = written.plan.ready_at[0] + minutes(60)
        draft = Draft(written, at, at)
        if written.plan.number % 60:
            method = ("card", "transfer", "cheque")[written.plan.number % 3]
            total = written.plan.priced.totals.total
            draft.receipts.append(Receipt(at + timedelta(days=3 + written.plan.number % 11), method, total))
        return draft

    # writing ------------------------------------------------------------------------------------------------------------
    def _write(self, draft: Draft) -> None:
        written = draft.written
        plan, totals = written.plan, written.plan.priced.totals
        invoice, issued_at = next(self.sheets.invoice_ids), draft.issued_at
        kept = [each for each in draft.receipts if not each.is_reversed]
        written.paid, written.is_invoiced = sum((each.amount for each in kept), Decimal(0)), issued_at is not None
        series = f"INV-{self._day(issued_at).year}" if issued_at else ""
        number = f"{series}-{draft.sequence:05d}" if issued_at else ""
        due_on = self._day(issued_at) + timedelta(days=self.ground.company.payment_terms_days) if issued_at else None
        agent, home = plan.agent, plan.home
        self.sheets.invoices.add(
            invoice, written.id, agent.id, "issued" if issued_at else "draft", series, draft.sequence if issued_at else None,
            number, secrets.token_urlsafe(32), issued_at, due_on, totals.currency, self.seller if issued_at else {},
            {"name": agent.name, "company": agent.company, "address": agent.address, "email": agent.email, "phone": agent.phone},
            f"{home.address_line}\n{home.city}, {home.state} {home.postal_code}", self.ground.content.tax_name,
            self.ground.content.tax_percent, False, totals.subtotal, totals.discount, totals.fees, totals.tax, totals.total,
            written.paid, self.ground.company.invoice_footer, "", issued_at, agent.email if issued_at else "", draft.made_at,
        )  # fmt: skip
        self._lines(draft, invoice)
        if not plan.lean:
            self._tell_paper(draft, invoice, number, due_on)
        elif issued_at and due_on:
            self._tell_issue(draft, invoice, number, due_on, CLOCK)
        for receipt in draft.receipts:
            self._receive(draft, invoice, number, receipt)

    def _lines(self, draft: Draft, invoice: int) -> None:
        priced = draft.written.plan.priced
        outside = [(at, line) for at, line in enumerate(priced.lines) if line.inside is None]
        for position, ((at, line), counted) in enumerate(zip(outside, priced.totals.lines, strict=True), start=1):
            inside = ", ".join(each.name for each in priced.lines if each.inside == at)
            self.sheets.invoice_lines.add(
                invoice, "item", line.name, inside, line.quantity, counted.unit_price, counted.amount, True, position
            )
        for position, each in enumerate(priced.totals.adjustments, start=len(outside) + 1):
            self.sheets.invoice_lines.add(
                invoice, each.kind, each.text, "", 1, each.amount, each.amount, each.taxable, position
            )

    def _tell_paper(self, draft: Draft, invoice: int, number: str, due_on: date | None) -> None:
        written, note = draft.written, draft.written.history.note
        plan, by = written.plan, by_member(written.plan.manager or self.ground.cast.office[-1])
        total = format_money(plan.priced.totals.total, plan.priced.totals.currency)
        note(draft.made_at, "invoice.drafted", "invoicing.invoice", invoice, by, order=plan.number, total=total)
        if draft.issued_at and due_on:
            self._tell_issue(draft, invoice, number, due_on, by)
            note(
                draft.issued_at + minutes(0.5), "invoice.sent", "invoicing.invoice", invoice, by,
                number=number, customer_id=plan.agent.id, to=plan.agent.email,
            )  # fmt: skip

    def _tell_issue(self, draft: Draft, invoice: int, number: str, due_on: date, by: Actor) -> None:
        plan = draft.written.plan
        assert draft.issued_at
        draft.written.history.note(
            draft.issued_at, "invoice.issued", "invoicing.invoice", invoice, by, order=plan.number, number=number,
            total=format_money(plan.priced.totals.total, plan.priced.totals.currency), due=due_on.isoformat(),
            customer_id=plan.agent.id,
        )  # fmt: skip

    def _receive(self, draft: Draft, invoice: int, number: str, receipt: Receipt) -> None:
        plan = draft.written.plan
        by = STRIPE if receipt.method == "card" else by_member(self.ground.cast.office[0])
        client_id = uuid4()
        if receipt.method == "card":
            client_id = self._card(draft, invoice, number, receipt)
        payment = self._payment(draft, invoice, receipt, receipt.amount, client_id, by)
        left = plan.priced.totals.total - receipt.amount
        self._tell_money("payment.recorded", draft, invoice, payment, receipt, receipt.at, by, left, number)
        if receipt.is_reversed:
            at = min(receipt.at + timedelta(days=4), self.now - minutes(2))
            mirror = self._payment(
                draft, invoice, receipt, -receipt.amount, uuid5(client_id, "reversal"), by, reverses=payment, at=at
            )
            self._tell_money("payment.reversed", draft, invoice, mirror, receipt, at, by, plan.priced.totals.total, "")

    def _payment(
        self, draft: Draft, invoice: int, receipt: Receipt, amount: Decimal, client_id: UUID, by: Actor, *,
        reverses: int | None = None, at: datetime | None = None,
    ) -> int:  # fmt: skip
        payment, when = next(self.sheets.payment_ids), at or receipt.at
        gateway = f"pi_3{secrets.token_hex(12)}" if receipt.method == "card" else ""
        reference = "Returned by the bank" if reverses else receipt.reference
        self.sheets.payments.add(
            payment, draft.written.id, invoice, reverses, receipt.method, amount, draft.written.plan.priced.totals.currency,
            self._day(when), reference, gateway, client_id, by.name, when,
        )  # fmt: skip
        return payment

    def _card(self, draft: Draft, invoice: int, number: str, receipt: Receipt) -> UUID:
        """The visit to the card page; the payment's own id comes from it."""
        client_id, session = uuid4(), f"cs_test_a1{secrets.token_hex(28)}"
        currency = draft.written.plan.priced.totals.currency
        begun = receipt.at - minutes(3)
        self.sheets.checkouts.add(invoice, client_id, session, "", receipt.amount, currency, "paid", "", begun)
        return uuid5(client_id, "payment")

    def _tell_money(
        self, verb: str, draft: Draft, invoice: int, payment: int, receipt: Receipt, at: datetime, by: Actor,
        left: Decimal, number: str,
    ) -> None:  # fmt: skip
        plan, currency = draft.written.plan, draft.written.plan.priced.totals.currency
        said: dict[str, Any] = {
            "amount": format_money(receipt.amount, currency),
            "method": str(Payment.Method(receipt.method).label),
            "invoices": [invoice],
            "customer_id": plan.agent.id,
            "due": format_money(left, currency),
        }
        if verb == "payment.recorded":
            said |= {"order": plan.number, "invoice": number, "is_paid": left == 0, "overpaid": ""}
        else:
            said |= {"reason": "Returned by the bank"}
        draft.written.history.note(at, verb, "invoicing.payment", payment, by, **said)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.ground.company.time_zone)).date()
