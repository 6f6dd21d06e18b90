"""A plan as rows: the order with its lines, people, visit, and what the ledger says of all that."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from core.actor import CLOCK, Actor
from core.money import format_money
from orders.models import Order
from orders.models.state import Status
from tonomo.demo.content import words
from tonomo.demo.filling.cast import Person
from tonomo.demo.filling.founding import Ground
from tonomo.demo.filling.history import History, by_agent, by_member, minutes, spoken
from tonomo.demo.filling.offers import OfferedLine
from tonomo.demo.filling.plans import Plan
from tonomo.demo.filling.sheets import Sheets

PAUSE = timedelta(minutes=15)
NEWS_FOR = timedelta(days=2)
PHASES = ("pre_production", "production", "post_production", "complete")


@dataclass(slots=True)
class Written:
    """An order that was put on the sheets, for what is still to be said of it."""

    id: int
    plan: Plan
    line_ids: list[int]
    history: History
    photographer: Person | None
    paid: Decimal = Decimal(0)
    is_invoiced: bool = False


@dataclass(slots=True)
class Scribe:
    """Writes orders of one company onto the sheets."""

    ground: Ground
    sheets: Sheets
    now: datetime

    def begin(self, plan: Plan) -> Written:
        """Everything of an order but its own row, which waits for what was paid."""
        cast = self.ground.cast
        order_id = next(self.sheets.order_ids)
        photographer = cast.photographers[plan.visit.worker] if plan.visit else None
        written = Written(order_id, plan, [], History(order_id), photographer)
        self._tell_beginning(written)
        self._lines(written)
        if plan.ordered_at:
            self._tell_commissioning(written)
        if plan.visit and plan.ordered_at:
            self._visit(written)
        self._people(written)
        self._tell_status(written)
        return written

    def finish(self, written: Written) -> None:
        """The order's own row, and its history."""
        plan, home, agent, totals = written.plan, written.plan.home, written.plan.agent, written.plan.priced.totals
        status = self.ground.statuses[plan.kind]
        is_visited = plan.visit and plan.ordered_at and not plan.called_off
        self.sheets.orders.add(
            written.id, plan.number, secrets.token_urlsafe(32), plan.notes.get("name", ""),
            None if plan.is_guest else agent.id,
            status.pk, Status.PRIMARY_OF[plan.kind], plan.channel, plan.manager.id if plan.manager else None,
            agent.name, agent.email, agent.phone, home.street, home.unit, home.city, home.state, home.postal_code,
            "US", home.latitude, home.longitude, home.time_zone, home.square_feet, plan.notes.get("access", ""),
            plan.notes.get("agent", ""), plan.notes.get("order", ""), plan.notes.get("additional", ""),
            totals.currency, self.ground.content.tax_name, self.ground.content.tax_percent, False, totals.subtotal,
            totals.discount, totals.fees, totals.tax, totals.total, written.paid, written.is_invoiced,
            plan.visit.starts_at if plan.visit and is_visited else None,
            plan.visit.starts_at if plan.visit and plan.channel == "online" else None,
            plan.created_at, plan.ordered_at, plan.completed_at, plan.archived_at,
            1 + len([event for event in written.history.events if event.verb == "order.status_changed"]),
            search_text(plan),
        )  # fmt: skip
        if plan.priced.extra:
            extra = plan.priced.extra
            self.sheets.adjustments.add(written.id, extra.kind, extra.text, extra.amount, True, plan.created_at)
        for event in written.history.up_to(self.now):
            activity = next(self.sheets.activity_ids)
            self.sheets.activity.add(
                activity, event.verb, event.subject_type, event.subject_id, written.id, str(event.actor.kind),
                event.actor.id, event.actor.name, event.data, event.at,
            )  # fmt: skip
            if event.then:
                event.then(activity)

    # the beginning ------------------------------------------------------------------------------------------------------
    def _tell_beginning(self, written: Written) -> None:
        plan, at, note = written.plan, written.plan.created_at, written.history.note
        by = self._orderer(plan)
        channel = str(Order.Channel(plan.channel).label)
        note(at, "order.created", "orders.order", written.id, by, order=plan.number, channel=channel)
        if plan.lean:
            return
        where = {"before": "", "after": plan.home.address_line}
        note(at + minutes(0.6), "order.property_changed", "orders.order", written.id, by, **where)
        names = [line.name for line in plan.priced.lines if line.inside is None]
        total = format_money(plan.priced.totals.total, plan.priced.totals.currency)
        note(at + minutes(1.4), "order.chosen", "orders.order", written.id, by, after=names, total=total)

    def _orderer(self, plan: Plan) -> Actor:
        if plan.lean:
            return CLOCK
        return by_agent(plan.agent) if plan.channel == "online" else by_member(self._desk(plan))

    def _desk(self, plan: Plan) -> Person:
        return plan.manager or self.ground.cast.office[-1]

    def _tell_commissioning(self, written: Written) -> None:
        plan, at = written.plan, written.plan.ordered_at
        assert at
        by, agent = self._orderer(plan), plan.agent
        versions = [] if plan.lean else self.ground.legal
        for version in versions:
            how = "checkout" if plan.channel == "online" else "staff"
            self.sheets.legal.add(written.id, version.pk, by.name, how, at)
        written.history.note(
            at, "order.commissioned", "orders.order", written.id, by,
            order=plan.number, before=self.ground.statuses["cart"].name, after=self.ground.statuses["pending"].name,
            customer=agent.name, total=str(plan.priced.totals.total),
            legal=[f"{version.page} {version.number}" for version in versions],
        )  # fmt: skip

    # lines --------------------------------------------------------------------------------------------------------------
    def _lines(self, written: Written) -> None:
        written.line_ids[:] = [next(self.sheets.line_ids) for _ in written.plan.priced.lines]
        for place, line in enumerate(written.plan.priced.lines):
            self._line(written, place, line)

    def _line(self, written: Written, place: int, line: OfferedLine) -> None:
        plan, line_id = written.plan, written.line_ids[place]
        is_package = line.kind == "package"
        phase = "" if is_package else self._phase(plan, place)
        assignee = None if is_package or not plan.ordered_at else self._assignee(written, line)
        self.sheets.lines.add(
            line_id, written.id, line.kind,
            None if is_package else self.ground.services[line.key],
            self.ground.packages[line.key] if is_package else None,
            None if line.inside is None else written.line_ids[line.inside],
            line.name, line.quantity, line.price, line.minutes, True,
            None if is_package else self.ground.stages[phase].pk,
            place + 1, 1 + (PHASES.index(phase) if phase in PHASES else 0) + (assignee is not None),
            assignee.id if assignee else None, self._line_notes(plan, line), plan.created_at,
        )  # fmt: skip
        if is_package:
            return
        if not plan.lean:
            self._checklist(written, place, line, assignee)
            if assignee:
                self._tell_assignment(written, line_id, line, assignee)
            self._tell_moves(written, place, line, phase, assignee)

    def _phase(self, plan: Plan, place: int) -> str:
        """Where a line stands now."""
        if plan.visit is None or plan.called_off or not plan.ordered_at or self.now < plan.visit.starts_at:
            return "pre_production"
        if place in plan.again:
            return "production"
        if plan.ready_at[place] <= self.now:
            return "complete"
        return "production" if self.now < plan.visit.ends_at else "post_production"

    def _assignee(self, written: Written, line: OfferedLine) -> Person | None:
        return written.photographer if line.minutes else written.plan.editor

    def _line_notes(self, plan: Plan, line: OfferedLine) -> str:
        template = (
            next(each.note_template for each in self.ground.content.services if each.key == line.key)
            if (line.kind == "service" and not plan.lean)
            else ""
        )
        said = plan.notes.get("order", "") if template and plan.number % 3 == 0 else ""
        return f"{template}\n{said}" if said else template

    def _checklist(self, written: Written, place: int, line: OfferedLine, doer: Person | None) -> None:
        plan, visit = written.plan, written.plan.visit
        items = next(each.checklist for each in self.ground.content.services if each.key == line.key)
        for at, text in enumerate(items, start=1):
            done_at = None
            if doer and visit and plan.ready_at:
                done_at = (
                    visit.starts_at + minutes(6 + 7 * at) if line.minutes else plan.ready_at[place] - minutes(30 - at)
                )
                if done_at > self.now or (written.id + at) % 13 == 0:
                    done_at = None
            item = next(self.sheets.item_ids)
            self.sheets.checklist.add(
                item, written.id, written.line_ids[place], text, at, done_at, doer.id if doer and done_at else None
            )
            if doer and done_at:
                written.history.note(
                    done_at, "checklist.ticked", "orders.checklistitem", item, by_member(doer), text=text
                )

    def _tell_assignment(self, written: Written, line_id: int, line: OfferedLine, assignee: Person) -> None:
        plan = written.plan
        assert plan.ordered_at
        written.history.note(
            plan.ordered_at + minutes(48), "line.assigned", "orders.lineitem", line_id, by_member(self._desk(plan)),
            line=line.name, before="", after=assignee.name, member_id=assignee.id,
        )  # fmt: skip

    def _tell_moves(self, written: Written, place: int, line: OfferedLine, phase: str, doer: Person | None) -> None:
        plan, visit = written.plan, written.plan.visit
        if phase == "pre_production" or not visit or not doer:
            return
        editor = plan.editor or doer
        steps = (
            (visit.starts_at, doer),
            (visit.ends_at + minutes(2), doer),
            (plan.ready_at[place], editor),
        )
        for step, (at, who) in enumerate(steps[: PHASES.index(phase)]):
            before, after = (self.ground.stages[PHASES[number]] for number in (step, step + 1))
            written.history.note(
                at, "line.moved", "orders.lineitem", written.line_ids[place], by_member(who),
                line=line.name, before=before.name, after=after.name, before_stage=before.pk, before_position=0,
                after_stage=after.pk, after_phase=after.phase, same_stage=False,
            )  # fmt: skip
        if phase == "complete":
            self._deliver(written, place, line, editor)

    def _deliver(self, written: Written, place: int, line: OfferedLine, editor: Person) -> None:
        """Titled links on a finished service."""
        plan, at = written.plan, written.plan.ready_at[place] - minutes(3)
        category = next(each.category for each in self.ground.content.services if each.key == line.key)
        for position, title in enumerate(words.DELIVERABLES.get(category, ())[: 1 + plan.number % 2], start=1):
            link = next(self.sheets.link_ids)
            url = f"https://media.{self.ground.content.email.partition('@')[2]}/{plan.number}/{line.key}/{position}"
            self.sheets.deliverables.add(link, written.line_ids[place], title, url, position, at)
            written.history.note(
                at, "deliverable.added", "orders.deliverablelink", link, by_member(editor), line=line.name, title=title
            )

    # the visit ----------------------------------------------------------------------------------------------------------
    def _visit(self, written: Written) -> None:
        plan, visit, person = written.plan, written.plan.visit, written.photographer
        assert plan.ordered_at
        assert visit
        assert person
        is_done = visit.ends_at <= self.now and not plan.called_off
        state = "cancelled" if plan.called_off else "done" if is_done else "planned"
        appointment = next(self.sheets.appointment_ids)
        self.sheets.appointments.add(
            appointment, written.id, visit.starts_at, visit.ends_at, plan.home.time_zone, state,
            1 if state == "planned" else 2, plan.ordered_at,
        )  # fmt: skip
        if not plan.called_off:
            self.sheets.reservations.add(
                person.id, written.id, appointment, visit.starts_at, visit.ends_at, visit.starts_at - PAUSE,
                visit.ends_at + PAUSE, "", plan.ordered_at,
            )  # fmt: skip
        told: dict[str, Any] = {
            "when": spoken(visit.starts_at, visit.ends_at, ZoneInfo(plan.home.time_zone)),
            "people": [person.name],
            "member_ids": [person.id],
            "starts_at": visit.starts_at.isoformat(),
        }
        on, note = "scheduling.appointment", written.history.note
        made = note(plan.ordered_at, "appointment.made", on, appointment, self._orderer(plan), **told, reason="")
        if state == "planned" and plan.ordered_at > self.now - NEWS_FOR:
            made.then = partial(self._tell_of_visit, plan, written.id, person, str(told["when"]))
        if plan.called_off:
            at = plan.completed_at or plan.ordered_at + minutes(300)
            reason = self.ground.statuses[plan.kind].name
            note(at, "appointment.cancelled", on, appointment, by_member(self._desk(plan)), **told, reason=reason)
        elif is_done and not plan.lean:
            note(visit.ends_at + minutes(1), "appointment.done", on, appointment, by_member(person), **told)

    def _tell_of_visit(self, plan: Plan, order_id: int, person: Person, when: str, activity: int) -> None:
        """A fresh visit stands in the inbox of whoever goes."""
        title, url = f"You go to {plan.title}: {when}", f"/orders/{plan.number}/"
        self.sheets.notices.add(person.id, "visit.given", title, "", url, activity, order_id, plan.ordered_at, None)

    def _people(self, written: Written) -> None:
        """The team, and what a contractor may see because of it."""
        plan, note = written.plan, written.history.note
        if not plan.ordered_at:
            return
        team = [written.photographer] if plan.lean else [written.photographer, plan.editor]
        for place, person in enumerate(dict.fromkeys(one for one in team if one)):
            self.sheets.team.add(written.id, person.id)
            self.sheets.permissions.add(self.ground.may_work, person.user_id, written.id)
            if not plan.lean:
                at = plan.ordered_at + (minutes(40) if place else timedelta())
                by = by_member(self._desk(plan)) if place else CLOCK
                joined = {"member": person.name, "member_id": person.id, "is_news": True}
                note(at, "order.team_added", "orders.order", written.id, by, **joined)
        if plan.manager and not plan.lean:
            note(
                plan.ordered_at + minutes(34), "order.manager_assigned", "orders.order", written.id,
                by_member(self.ground.cast.office[-1]), before="", after=plan.manager.name, member_id=plan.manager.id,
            )  # fmt: skip

    def _tell_status(self, written: Written) -> None:
        """From pending, or from draft, to where the order stands."""
        plan, at = written.plan, written.plan.ordered_at
        by = by_member(self._desk(plan)) if not plan.lean else CLOCK
        if at is None:
            if plan.kind == "closed":
                self._change(written, plan.created_at + minutes(60), "cart", plan.kind, by)
            return
        if plan.kind == "pending":
            return
        if plan.kind in ("postponed", "cancelled"):
            self._change(written, plan.completed_at or at + minutes(300), "pending", plan.kind, by)
            return
        self._change(written, at + minutes(45), "pending", "active", by)
        if plan.completed_at:
            self._change(written, plan.completed_at, "active", "completed", by)
        if plan.archived_at:
            note = written.history.note
            note(plan.archived_at, "order.archived", "orders.order", written.id, by, order=plan.number)

    def _change(self, written: Written, at: datetime, before: str, after: str, by: Actor) -> None:
        one, other = self.ground.statuses[before], self.ground.statuses[after]
        written.history.note(
            at, "order.status_changed", "orders.order", written.id, by, before=one.name, after=other.name,
            before_kind=before, after_kind=after, before_status=one.pk,
        )  # fmt: skip


def search_text(plan: Plan) -> str:
    """The words by which the order is found, as `orders.models.order.order_search_text` puts them together."""
    home, agent = plan.home, plan.agent
    found = (
        str(plan.number), plan.notes.get("name", ""), home.street, home.unit, home.city, home.postal_code,
        agent.name, agent.email, "" if plan.is_guest else agent.phone,
    )  # fmt: skip
    return " ".join(part for part in found if part)
