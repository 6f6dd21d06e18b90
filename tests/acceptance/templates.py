"""Templates and e-mails, row by row of the reference (Templates, Email): each test is one row.

Rows that come with others: Email, Tracking and DNS page (sending); SMS (texts). Email, Confirmation to follow-up "can be
off per flow" comes with booking flows; here each is off for the company. Templates, Loops names several listing agents
of one order: an order has one contact so far, so the row is shown with the lists there are.
"""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4
from zoneinfo import ZoneInfo

from activity.actions import sweep
from core.actor import CLOCK
from invoicing import actions as invoicing
from notifications.actions.templates import send_due
from notifications.models import Mail
from orders import actions as orders
from scheduling import actions as scheduling

CHICAGO = ZoneInfo("America/Chicago")
EDITOR = "/settings/templates/confirmation/"


def words(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))


def sent(world, kind):
    with world.scope():
        return Mail.objects.filter(kind=kind).count()


def visit_of(world, order, *, days, people):
    start = (datetime.now(CHICAGO) + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
    with world.scope():
        return scheduling.make_appointment(order, starts_at=start, members=people, minutes=60, by=CLOCK)


def test_Templates_Variables_and_preview(north):
    """Insert from picker; preview shows sample; unknown name is refused."""
    desk = north.client(north.admin)
    assert 'data-insert="{{ order.address }}"' in desk.get(EDITOR).text
    typed = {"subject": "At {{ order.address }}", "body": "Hello"}
    assert "At 1427 Sheridan Rd, Wilmette, IL 60091" in desk.post(f"{EDITOR}preview/", typed).text
    refused = desk.post(EDITOR, typed | {"subject": "At {{ order.adress }}"})
    assert (refused.status_code, "There is no variable “order.adress”" in words(refused)) == (422, True)


def test_Templates_Loops(north):
    """An order with three services lists three."""
    order = north.order(services=[north.service(name) for name in ("Photos", "Drone", "Plan")])
    loop = "{% for extra in extras %}\n- {{ extra.name }}\n{% endfor %}"
    shown = north.client(north.admin).post(f"{EDITOR}preview/", {"subject": "S", "body": loop, "number": order.number})
    assert re.findall(r"<li[^>]*>(\w+)</li>", shown.text) == ["Photos", "Drone", "Plan"]


def test_Templates_Appointments_block(north):
    """Two appointments list date, services, provider each."""
    order = north.order(services=[north.service("Photos")])
    visits = [visit_of(north, order, days=day, people=[north.photographer]) for day in (3, 4)]
    block = (
        "{% for visit in visits %}\n- {{ visit.date }}: {{ visit.services }}, {{ visit.photographers }}\n{% endfor %}"
    )
    shown = north.client(north.admin).post(f"{EDITOR}preview/", {"subject": "S", "body": block, "number": order.number})
    dates = [visit.spoken.rsplit(", ", 1)[0] for visit in visits]
    assert re.findall(r"<li[^>]*>([^<]+)</li>", shown.text) == [f"{date}: Photos, Phil Photographer" for date in dates]


def test_Email_Confirmation_reminder_complete_follow_up(north):
    """Each fires once at its time; each can be off."""
    admin, desk = north.client(north.admin), north.client(north.coordinator)
    admin.post("/settings/templates/follow-up/sending/", {"is_on": "on", "days": "3", "hour": "9"})
    order = north.order()
    sweep()
    sweep()
    visit = visit_of(north, order, days=5, people=[north.photographer])
    day_before = (visit.starts_at - timedelta(days=1)).astimezone(CHICAGO).replace(hour=9).astimezone(UTC)
    assert [send_due(day_before), send_due(day_before + timedelta(hours=1))] == [1, 0]
    with north.scope():
        orders.change_status(order, north.status("completed"), by=CLOCK)
    for _ in range(2):
        desk.post(f"/orders/{order.number}/complete-letter/")
    later = datetime.now(UTC) + timedelta(days=5)
    assert [send_due(later), send_due(later)] == [1, 0]
    kinds = ("confirmation", "reminder", "complete", "follow-up")
    assert [sent(north, kind) for kind in kinds] == [1, 1, 1, 1]
    for kind in kinds:
        admin.post(f"/settings/templates/{kind}/sending/", {"days": "3", "hour": "9"})
        assert "Switched off: it is not sent." in admin.get(f"/settings/templates/{kind}/").text
    north.order()
    sweep()
    assert sent(north, "confirmation") == 1


def test_Email_Unpaid_reminder(north):
    """An unpaid invoice mails every N days, stops when paid."""
    north.client(north.admin).post("/settings/templates/unpaid/sending/", {"is_on": "on", "days": "7", "hour": "9"})
    with north.scope():
        paper = invoicing.issue(invoicing.draft_invoice(north.order(), by=CLOCK), by=CLOCK)
        paper = invoicing.send(paper, to="office@agents.test", by=CLOCK)
    day = paper.sent_at.astimezone(CHICAGO).replace(hour=9, minute=0, second=0, microsecond=0)
    assert [send_due(day + timedelta(days=days)) for days in (6, 7, 8, 14)] == [0, 1, 0, 1]
    paid = {"method": "cash", "received_on": day.date(), "reference": "", "client_id": uuid4(), "by": CLOCK}
    with north.scope():
        invoicing.record_payment(paper.order, amount=paper.total, **paid)
    assert send_due(day + timedelta(days=21)) == 0


def test_Email_Welcome(north):
    """Sent after first order only."""
    north.client(north.admin).post("/settings/templates/welcome/sending/", {"is_on": "on"})
    for _ in range(2):
        north.order()
        sweep()
    assert sent(north, "welcome") == 1
