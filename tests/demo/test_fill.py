from collections import Counter as Tally
from collections import defaultdict
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Count, F

from accounts.models import User
from activity.models import Activity, Outbox
from chat import actions as chat
from chat.models import AgentMessage, LastRead, Mention, Message
from companies.models import Counter, Member
from companies.scope import everywhere
from customers.models import Brokerage, Customer
from invoicing import actions as invoicing
from invoicing.models import Invoice, Payment
from notifications.models import Mail, Notice
from orders import actions as orders
from orders.gates import orders_seen_by
from orders.models import LineItem, Order, OrderTally, Stage, Status
from orders.models.order import order_search_text
from orders.pricing import totals_of
from scheduling import actions as scheduling
from scheduling.models import Appointment, Reservation
from scheduling.spans import spoken
from services.models import Package, Service
from tonomo.demo.filling.fill import fill
from tonomo.demo.filling.history import spoken as quickly_spoken

MODELS = (User, Member, Brokerage, Customer, Service, Package, Order, LineItem, Appointment, Reservation, Invoice)
MORE = (Payment, Message, Mention, LastRead, Notice, Mail, Activity)


def count_all():
    return {model.__name__: model.objects.count() for model in MODELS + MORE}


def test_lakeshore_is_as_large_as_promised(demo):
    with demo.scope():
        photographers = Member.objects.with_job("photographer")
        assert {
            "customers": Customer.objects.count(),
            "brokerages": Brokerage.objects.count(),
            "photographers": photographers.count(),
            "services": Service.objects.active().count(),
            "packages": Package.objects.active().count(),
            "orders": Order.objects.count(),
        } == {"customers": 40, "brokerages": 6, "photographers": 8, "services": 20, "packages": 4, "orders": 300}
        visits = Appointment.objects.values_list("starts_at", flat=True)
        assert demo.now - timedelta(days=91) < min(visits) < demo.now - timedelta(days=80)
        assert demo.now + timedelta(days=20) < max(visits) < demo.now + timedelta(days=33)
    with demo.scope(demo.harbor):
        assert (Order.objects.count(), Customer.objects.count(), Service.objects.count()) == (12, 6, 3)


def test_every_state_is_there(demo):
    today = demo.now.date()
    with demo.scope():
        kinds = set(Order.objects.values_list("status__kind", flat=True))
        phases = set(LineItem.objects.on_the_board().values_list("stage__phase", flat=True))
        assert kinds == set(Status.Kind.values)
        assert phases == {"pre_production", "production", "post_production", "complete"}
        assert set(Appointment.objects.values_list("state", flat=True)) == {"planned", "done", "cancelled"}
        assert Order.objects.unscheduled().filter(status__kind="pending").exists()
        assert Order.objects.archived().exists()
        assert Invoice.objects.drafts().exists()
        assert Invoice.objects.paid().exists()
        assert Invoice.objects.overdue(today).exists()
        assert Invoice.objects.unpaid().filter(due_on__gte=today, paid=0).exists()
        assert Invoice.objects.unpaid().filter(paid__gt=0).exists()
        assert set(Payment.objects.values_list("method", flat=True)) == set(Payment.Method.values)
        assert Payment.objects.filter(reverses__isnull=False).exists()
        busiest = Order.objects.annotate(said=Count("messages")).order_by("-said")[0]
        assert busiest.said >= 50
        assert busiest.lines.filter(kind="service").count() == 12


def test_agents_and_the_team_have_written_to_each_other(demo):
    with demo.scope():
        said = AgentMessage.objects.select_related("order")
        busiest = Order.objects.annotate(said=Count("messages")).order_by("-said")[0]
        assert said.by_team().filter(order=busiest).count() == said.by_agent().filter(order=busiest).count() == 3
        assert said.values("order").distinct().count() > 5
        assert all(each.customer_id == each.order.customer_id for each in said)
        assert not said.filter(body__contains="{").exists()


def test_what_an_order_comes_to_is_what_its_lines_come_to(demo):
    with demo.scope():
        for order in Order.objects.all():
            totals = totals_of(order)
            stored = (order.subtotal, order.discount, order.fees, order.tax, order.total)
            assert stored == (totals.subtotal, totals.discount, totals.fees, totals.tax, totals.total)


def test_an_invoice_says_what_its_order_says(demo):
    with demo.scope():
        for invoice in Invoice.objects.select_related("order").prefetch_related("lines"):
            assert invoice.total == invoice.order.total
            assert sum(line.amount for line in invoice.lines.all() if line.kind == "item") == invoice.subtotal
            assert [line.text for line in invoice.lines.all() if line.kind == "item"] == list(
                invoice.order.lines.priced().in_order().values_list("name", flat=True)
            )


def test_what_was_paid_is_what_came_in(demo):
    with demo.scope():
        came = defaultdict(int)
        for order, amount in Payment.objects.values_list("order", "amount"):
            came[order] += amount
        assert [order for order in Order.objects.all() if order.paid != came[order.pk]] == []
        assert [paper for paper in Invoice.objects.all() if paper.paid != came[paper.order_id]] == []
        assert Order.objects.filter(is_invoiced=True).count() == Invoice.objects.issued().count()


def test_invoices_are_numbered_without_a_gap_as_they_were_issued(demo):
    with demo.scope():
        by_series = defaultdict(list)
        for invoice in Invoice.objects.issued().order_by("issued_at", "order_id"):
            assert invoice.number == f"{invoice.series}-{invoice.sequence:05d}"
            by_series[invoice.series].append(invoice.sequence)
        for series, found in by_series.items():
            assert found == list(range(1, len(found) + 1))
            assert Counter.objects.get(series=series).last == len(found)
        assert Counter.objects.get(series="order").last == Order.objects.order_by("-number")[0].number


def test_visits_keep_their_buffers_and_nobody_has_more_than_five_a_day(demo):
    with demo.scope():
        zone = ZoneInfo(demo.lakeshore.time_zone)
        assert (
            Reservation.objects.exclude(
                starts_at=F("job_starts_at") - timedelta(minutes=15), ends_at=F("job_ends_at") + timedelta(minutes=15)
            ).count()
            == 0
        )
        visits = Tally((row.member_id, row.job_starts_at.astimezone(zone).date()) for row in Reservation.objects.all())
        assert max(visits.values()) <= 5
        live = Appointment.objects.live()
        assert Reservation.objects.count() == live.count()
        first = {one.order_id: one.starts_at for one in live}
        assert [o for o in Order.objects.all() if o.visit_starts_at != first.get(o.pk)] == []


def test_visits_lie_in_working_hours_and_take_as_long_as_their_services(demo):
    with demo.scope():
        zone = ZoneInfo(demo.lakeshore.time_zone)
        hours = defaultdict(list)
        for member in Member.objects.prefetch_related("work_hours"):
            for span in member.work_hours.all():
                hours[member.pk, span.weekday].append((span.starts, span.ends))
        skills = {m.pk: set(m.skills.values_list("service_id", flat=True)) for m in Member.objects.all()}
        for row in Reservation.objects.select_related("order").prefetch_related("order__lines"):
            begins, ends = row.job_starts_at.astimezone(zone), row.job_ends_at.astimezone(zone)
            spans = hours[row.member_id, begins.weekday()]
            assert any(first <= begins.time() and ends.time() <= last for first, last in spans)
            lines = row.order.lines.all()
            assert row.minutes == sum(line.minutes for line in lines)
            assert {line.service_id for line in lines if line.minutes} <= skills[row.member_id]


def test_nothing_happened_in_the_future(demo):
    with demo.scope():
        told = Activity.objects.exclude(order_id=None)
        for rows in (told, Message.objects.all(), Payment.objects.all()):
            assert rows.filter(created_at__gt=demo.now).count() == 0
        assert Order.objects.filter(ordered_at__gt=demo.now).count() == 0
        assert Order.objects.filter(ordered_at__lt=F("created_at")).count() == 0
        assert Invoice.objects.filter(issued_at__gt=demo.now).count() == 0
        numbers = list(Order.objects.order_by("created_at", "number").values_list("number", flat=True))
        assert numbers == sorted(numbers)


def test_the_counts_of_the_list_are_right(demo):
    with demo.scope():
        shown = Order.objects.on_the_list()
        assert dict(OrderTally.objects.exclude(total=0).values_list("status_id", "total")) == dict(
            shown.order_by().values_list("status_id").annotate(Count("id"))
        )
        assert sum(OrderTally.objects.values_list("unscheduled", flat=True)) == Order.objects.unscheduled().count()


def test_orders_are_found_by_their_words(demo):
    with demo.scope():
        for order in Order.objects.select_related("customer"):
            assert order.search_text == order_search_text(order)


def test_mentions_stand_where_the_text_names_somebody(demo):
    with demo.scope():
        for mention in Mention.objects.select_related("message", "member__user"):
            start, end = mention.places[:2]
            assert mention.message.body[start:end] == "@" + "".join(mention.member.name.split())
        notice = Notice.objects.unread().filter(kind="mention").select_related("member__user")[0]
        said = Activity.objects.get(pk=notice.activity_id)
        assert (said.verb, notice.member_id in said.data["mentioned"]) == ("message.said", True)


def test_everybody_signs_in_with_the_password_of_the_demo(demo):
    with everywhere():
        people = User.objects.filter(memberships__isnull=False) | User.objects.filter(customerships__isnull=False)
        assert {user.email for user in people if not user.check_password("demo-password")} == set()
        assert people.filter(emailaddress__verified=False).count() == 0
        assert User.objects.filter(email__in=["agent@demo.test", "agent@rival.test", "admin@rival.test"]).count() == 3


def test_the_contractor_sees_only_what_they_are_assigned_to(demo):
    with demo.scope():
        contractor = Member.objects.get(user__email="contractor@demo.test")
        seen = set(orders_seen_by(contractor).values_list("pk", flat=True))
        assert seen == set(contractor.order_members.values_list("order_id", flat=True))
        assert 5 < len(seen) < 200


def test_filling_again_adds_nothing(demo, undone):
    with demo.scope():
        before = count_all()
    fill(orders=300, now=demo.now + timedelta(days=2), say=lambda _: None)
    with demo.scope():
        assert count_all() == before


def test_more_orders_are_old_ones(demo, undone):
    fill(orders=420, now=demo.now, say=lambda _: None)
    with demo.scope():
        added = Order.objects.filter(number__gt=1300)
        assert (Order.objects.count(), added.count()) == (420, 120)
        assert added.filter(ordered_at__gt=demo.now - timedelta(days=90)).count() == 0
        assert set(added.values_list("channel", flat=True)) == {"import"}
        for order in added:
            assert order.total == totals_of(order).total
        assert Counter.objects.get(series="order").last == 1420
        issued = Invoice.objects.issued()
        for series in issued.order_by().values_list("series", flat=True).distinct():
            numbers = list(issued.filter(series=series).order_by("sequence").values_list("sequence", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
    connection.check_constraints()


def test_the_ledger_reads_as_the_actions_write_it(demo, undone):
    """One order taken through every action, now: its lines of the ledger have the shape of the filled ones."""
    with demo.scope():
        newest = Activity.objects.order_by("-id")[0].pk
        lived = live_through(demo)
        real = shapes(Activity.objects.filter(pk__gt=newest, order_id=lived.pk))
        filled = shapes(Activity.objects.filter(pk__lte=newest).exclude(order_id=None))
        known = {verb: shape for verb, shape in filled.items() if verb in real}
        assert known == {verb: real[verb] for verb in known}
        assert set(filled) - set(real) <= {"order.archived", "payment.reversed", "appointment.cancelled"}
        assert Outbox.objects.exists()


def shapes(rows):
    return {
        row.verb: (row.subject_type, sorted(row.data)) for row in rows.order_by("-id") if row.actor_name != "Tonomo"
    }


def live_through(demo):
    admin = Member.objects.get(user__email="admin@demo.test")
    manager = Member.objects.get(user__email="pm@demo.test")
    photographer = Member.objects.get(user__email="photographer@demo.test")
    customer = Customer.objects.get(email="agent@demo.test")
    agent, by = customer.as_actor, manager.as_actor
    order = orders.create_draft(channel="online", by=agent, client_id=uuid4(), customer=customer)
    orders.set_property(
        order, street="3214 N Racine Ave", city="Chicago", state="IL", postal_code="60657", square_feet=2000, by=agent
    )
    orders.choose(order, services=list(Service.objects.filter(name="Listing Photos")), packages=[], by=agent)
    order = orders.commission(order, how="checkout", by=agent)
    starts_at = demo.now - timedelta(days=400)
    visit = scheduling.make_appointment(order, starts_at=starts_at, members=[photographer], by=by, minutes=60)
    scheduling.finish_appointment(visit, by=by)
    orders.assign_manager(order, manager, by=admin.as_actor)
    orders.change_status(order, Status.objects.of_kind("active"), by=by)
    line = order.lines.get()
    orders.assign_line(line, photographer, by=by)
    line = LineItem.objects.get(pk=line.pk)
    orders.move_line(line, stage=Stage.objects.of_phase("complete"), position=0, version=line.version, by=by)
    orders.tick(line.checklist.all()[0], member=photographer, by=by)
    orders.add_deliverable(line, title="Photos", url="https://media.example/1", by=by)
    orders.change_status(order, Status.objects.of_kind("completed"), by=by)
    invoice = invoicing.issue(invoicing.draft_invoice(order, by=by), by=by)
    invoicing.send(invoice, to=customer.email, by=by)
    invoicing.record_payment(
        order, amount=invoice.total, method="cash", received_on=demo.now.date(), reference="", client_id=uuid4(), by=by
    )
    chat.say(order, body="@MarcusWebb well done", client_id=uuid4(), by=by)
    chat.say_to_agent(order, body="All is ready", client_id=uuid4(), by=by)
    chat.say_to_team(order, body="Thank you", client_id=uuid4(), by=agent)
    return order


def test_a_time_reads_as_the_schedule_says_it(demo):
    zone = ZoneInfo("America/Chicago")
    for hour in range(24):
        starts_at = demo.now.replace(hour=hour, minute=30)
        for length in (45, 200, 430):
            ends_at = starts_at + timedelta(minutes=length)
            assert quickly_spoken(starts_at, ends_at, zone) == spoken(starts_at, ends_at, zone)


def test_the_filled_demo_has_mail_of_every_kind(demo):
    with demo.scope():
        assert set(Mail.objects.values_list("kind", "state")) == {
            (kind, "sent") for kind in ("confirmation", "invoice", "receipt", "mention", "visit.given")
        }
        mail = Mail.objects.filter(kind="confirmation")[0]
        assert mail.subject.startswith("Your shoot at ")
        assert "/o/" in mail.text
        assert Mail.objects.order_by("-id")[0].created_at <= demo.now
