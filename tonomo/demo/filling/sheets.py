"""The tables that orders fill, each with the columns we write, in an order in which every row finds what it points to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from activity.models import Activity
from chat.models import AgentMessage, Lane, LaneRead, LastRead, Mention, Message
from invoicing.models import CheckoutSession, Invoice, InvoiceLine, Payment
from notifications.models import Notice
from orders.models import (
    AcceptedLegal,
    Adjustment,
    ChecklistItem,
    DeliverableLink,
    LineItem,
    Order,
    OrderMember,
    OrderPermission,
)
from scheduling.models import Appointment, Reservation
from tonomo.demo.filling.copying import Sheet, deferred, new_ids

_TOTALS = ("subtotal", "discount", "fees", "tax", "total", "paid")
_TAX = ("tax_name", "tax_percent", "tax_is_included")


class Ids:
    """Ids of one model, fetched some thousand at a time."""

    def __init__(self, model: type[models.Model], block: int = 2000) -> None:
        self._model, self._block = model, block
        self._left: Iterator[int] = iter(())

    def __next__(self) -> int:
        found = next(self._left, None)
        if found is None:
            self._left = new_ids(self._model, self._block)
            found = next(self._left)
        return found


def _sheet(model: type[models.Model], fields: str, *more: str) -> Sheet:
    return Sheet(model, *fields.split(), *more)


@dataclass(slots=True)
class Sheets:
    """Rows on their way, and the ids they take."""

    orders: Sheet = field(
        default_factory=lambda: _sheet(
            Order,
            "id number token name customer status primary channel project_manager contact_name contact_email"
            " contact_phone street unit city state postal_code country latitude longitude time_zone square_feet"
            " access_notes agent_notes notes additional_notes currency",
            *_TAX,
            *_TOTALS,
            *[
                "is_invoiced",
                "visit_starts_at",
                "wished_at",
                "created_at",
                "ordered_at",
                "completed_at",
                "archived_at",
                "version",
            ],
            "search_text",
        )
    )
    adjustments: Sheet = field(
        default_factory=lambda: _sheet(Adjustment, "order kind text amount is_taxable created_at")
    )
    lines: Sheet = field(
        default_factory=lambda: _sheet(
            LineItem,
            "id order kind service package package_line name quantity unit_price minutes is_taxable stage position"
            " version assignee notes created_at",
        )
    )
    checklist: Sheet = field(
        default_factory=lambda: _sheet(ChecklistItem, "id order line text position done_at done_by")
    )
    deliverables: Sheet = field(
        default_factory=lambda: _sheet(DeliverableLink, "id line title url position created_at")
    )
    team: Sheet = field(default_factory=lambda: _sheet(OrderMember, "order member"))
    permissions: Sheet = field(default_factory=lambda: _sheet(OrderPermission, "permission user content_object"))
    legal: Sheet = field(default_factory=lambda: _sheet(AcceptedLegal, "order version accepted_by how accepted_at"))
    appointments: Sheet = field(
        default_factory=lambda: _sheet(Appointment, "id order starts_at ends_at time_zone state version created_at")
    )
    reservations: Sheet = field(
        default_factory=lambda: _sheet(
            Reservation,
            "member order appointment job_starts_at job_ends_at starts_at ends_at short_buffer_reason created_at",
        )
    )
    invoices: Sheet = field(
        default_factory=lambda: _sheet(
            Invoice,
            "id order customer state series sequence number token issued_at due_on currency seller bill_to property_address",
            *_TAX,
            *_TOTALS,
            *["footer", "pdf", "sent_at", "sent_to", "created_at"],
        )
    )
    invoice_lines: Sheet = field(
        default_factory=lambda: _sheet(
            InvoiceLine, "invoice kind text detail quantity unit_price amount is_taxable position"
        )
    )
    payments: Sheet = field(
        default_factory=lambda: _sheet(
            Payment,
            "id order invoice reverses method amount currency received_on reference gateway_id client_id recorded_by"
            " created_at",
        )
    )
    checkouts: Sheet = field(
        default_factory=lambda: _sheet(
            CheckoutSession, "invoice client_id session_id url amount currency state last_failure created_at"
        )
    )
    messages: Sheet = field(default_factory=lambda: _sheet(Message, "id order author body client_id created_at"))
    mentions: Sheet = field(default_factory=lambda: _sheet(Mention, "message member places"))
    read: Sheet = field(default_factory=lambda: _sheet(LastRead, "order member message_id"))
    lanes: Sheet = field(default_factory=lambda: _sheet(Lane, "order agent_read mailed"))
    lane_messages: Sheet = field(
        default_factory=lambda: _sheet(AgentMessage, "id order customer author body client_id created_at")
    )
    lane_read: Sheet = field(default_factory=lambda: _sheet(LaneRead, "order member message_id"))
    activity: Sheet = field(
        default_factory=lambda: _sheet(
            Activity,
            "id verb subject_type subject_id order_id actor_kind actor_id actor_name data created_at",
        )
    )
    notices: Sheet = field(
        default_factory=lambda: _sheet(Notice, "member kind title body url activity_id order_id created_at read_at")
    )
    order_ids: Ids = field(default_factory=lambda: Ids(Order))
    line_ids: Ids = field(default_factory=lambda: Ids(LineItem))
    item_ids: Ids = field(default_factory=lambda: Ids(ChecklistItem))
    link_ids: Ids = field(default_factory=lambda: Ids(DeliverableLink))
    appointment_ids: Ids = field(default_factory=lambda: Ids(Appointment))
    invoice_ids: Ids = field(default_factory=lambda: Ids(Invoice))
    payment_ids: Ids = field(default_factory=lambda: Ids(Payment))
    message_ids: Ids = field(default_factory=lambda: Ids(Message))
    lane_message_ids: Ids = field(default_factory=lambda: Ids(AgentMessage))
    activity_ids: Ids = field(default_factory=lambda: Ids(Activity))

    def send(self) -> None:
        """Write everything, parents first; lines of invoices before their papers, which take none once issued."""
        for sheet in (
            self.orders, self.adjustments, self.lines, self.checklist, self.deliverables, self.team,
            self.permissions, self.legal, self.appointments, self.reservations,
        ):  # fmt: skip
            sheet.send()
        with deferred("invoicing_invoiceline_invoice_same_company"):
            self.invoice_lines.send()
            self.invoices.send()
        for sheet in (
            self.payments, self.checkouts, self.messages, self.mentions, self.read, self.lanes, self.lane_messages,
            self.lane_read, self.activity, self.notices,
        ):  # fmt: skip
            sheet.send()
