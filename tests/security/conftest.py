"""An order of north with everything it can have, marked in every text, and the tally of what was walked."""

import itertools
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from chat import actions as chat
from companies.actions import invite
from core.actor import CLOCK
from customers.models import CustomerSheet
from invoicing import actions as invoicing
from notifications.models import Mail
from orders import actions as orders
from scheduling import actions as scheduling
from tests.live.conftest import _served, live

__all__ = ["_served", "live"]

MARK = "Zanzibar"
INNER = "Quagga"
"""In what only the team may read; the agent whose order it is reads MARK, and never this."""


@pytest.fixture
def secret(north):
    """The rows, and the ids by which an address may name them."""
    made = SimpleNamespace(customer=north.customer(f"{MARK} Agent"))
    order = north.order(customer=made.customer, street=f"1 {MARK} St", services=[north.service("Photos")])
    draft = north.draft(customer=made.customer, street=f"2 {MARK} St", services=[north.service("Plan")])
    with north.scope():
        line = order.lines.get()
        orders.set_order_notes(order, f"{MARK} {INNER} notes", by=CLOCK)
        item = orders.add_checklist_item(order, text=f"{MARK} {INNER} to do", by=CLOCK)
        link = orders.add_deliverable(line, title=f"{MARK} link", url="https://x.example/1", by=CLOCK)
        chat.say(order, body=f"{MARK} {INNER} talk", client_id=uuid4(), by=north.coordinator.as_actor)
        upload = chat.begin_upload(order, name=f"{MARK}.png", size=9, client_id=uuid4(), by=north.owner)
        chat.say_to_agent(order, body=f"{MARK} to the agent", client_id=uuid4(), by=north.coordinator.as_actor)
        chat.say_to_team(order, body=f"{MARK} to the team", client_id=uuid4(), by=made.customer.as_actor)
        start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
        visit = scheduling.make_appointment(order, starts_at=start, members=[north.photographer], minutes=60, by=CLOCK)
        invoice = invoicing.issue(invoicing.draft_invoice(order, by=CLOCK), by=CLOCK)
        unsent = invoicing.draft_invoice(north.order(customer=made.customer, street=f"3 {MARK} St"), by=CLOCK)
        (invitation,) = invite([f"{MARK}@{INNER}.test".lower()], role="staff", job_roles=[], by=north.owner)
        sheet = CustomerSheet.objects.create(
            uploaded_by=north.owner, name=f"{MARK}.csv", content=f"Name,E-mail\n{MARK},z@x.example\n".encode()
        )
        words = dict.fromkeys(("subject", "text", "html"), f"{MARK} {INNER}")
        mail = Mail.objects.create(key="walk", kind="walk", to="z@x.example", next_try_at=start, **words)
        rows = [order, draft, line, item, link, visit, invoice, unsent, invitation, sheet, mail, made.customer]
        made.ids = sorted({row.pk for row in [*rows, north.owner, north.photographer, line.service]})
    made.__dict__.update(
        upload=upload,
        unsent=unsent,
        order=order,
        draft=draft,
        invoice=invoice,
        invitation=invitation,
        sheet=sheet,
        mail=mail,
    )
    of_agent = {
        f"agent-order:{order.pk}",
        f"agent-lane:{order.pk}",
        f"invoice:{invoice.pk}",
        f"invoices-of:{made.customer.pk}",
    }
    kinds = ("order", "order-head", "order-stages", "order-work", "order-details", "chat", "lane")
    made.inner_topics = {f"{kind}:{order.pk}" for kind in kinds} | {
        f"invoice:{unsent.pk}",
        f"schedule:{north.photographer.pk}",
        f"member:{north.owner.pk}",
        "orders",
        "orderlist",
        "invoices",
        "schedule",
    }
    made.topics = made.inner_topics | of_agent
    return made


@pytest.fixture
def files(north, secret):
    """Names of files that lie in the storages and are nobody else's: a paper, and what apps may come to keep there."""
    with north.scope():
        paper = invoicing.pdf_of(secret.invoice)
        secret.invoice.refresh_from_db()
    kept = [
        default_storage.save(f"{folder}/walk.png", ContentFile(MARK.encode()))
        for folder in ("papers", "sheets", "orders")
    ]
    assert paper.startswith(b"%PDF")
    yield [secret.invoice.pdf.name, *kept]
    for name in kept:
        default_storage.delete(name)


@pytest.fixture
def walked(record_property):
    """Counts what a test went through; the sum of all tests is printed at the end of the run."""
    counts: Counter[str] = Counter()
    yield counts
    record_property("walked", dict(counts))


def pytest_terminal_summary(terminalreporter):
    total: Counter[str] = Counter()
    for report in itertools.chain.from_iterable(terminalreporter.stats.values()):
        if getattr(report, "when", "") == "teardown":
            total.update(dict(report.user_properties).get("walked", {}))
    if total:
        terminalreporter.write_line("walked: " + ", ".join(f"{count} {name}" for name, count in sorted(total.items())))
