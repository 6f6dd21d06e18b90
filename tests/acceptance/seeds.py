"""The four founding documents, line by line: each test is one line and carries its number.

Lines that come with a later release: S0 20 (the rest of that product's contents), S3 2 shipping from a warehouse and
pick-up, S3 3 returns of goods, S3 4 stock over several sites.
"""

import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from activity.actions import sweep
from activity.models import Activity
from core.actor import CLOCK
from invoicing import actions as invoicing
from notifications.models import Mail, Notice
from orders import actions
from orders.models import AcceptedLegal, Order, Status
from scheduling import actions as scheduling

HTMX = {"HX-Request": "true"}


def html(world, person, path, **query):
    return world.client(person).get(path, query).content.decode()


def rows(text):
    return set(re.findall(r'id="order-(\d+)"', text))


def stages(text):
    """Each stage of the order page with the names of the cards in it."""
    lists = re.findall(r'<ol data-drag-list="[^"]+"[^>]*aria-label="([^"]+)">(.*?)</ol>', text, re.S)
    return {
        name: re.findall(r'<a class="name"[^>]*>(?:<svg.*?</svg>)?\s*([^<]+?)\s*</a>', cards, re.S)
        for name, cards in lists
    }


@pytest.fixture
def desk(north):
    """The coordinator's browser."""
    return north.client(north.coordinator)


def say(world, person, order, body):
    sent = {"text": body, "client_id": str(uuid4())}
    return world.client(person).post(f"/orders/{order.number}/chat/messages/", sent, headers=HTMX)


# S0 / S1 Orders ------------------------------------------------------------------------------------------------------
def test_S0_01_the_whole_life_of_an_order_is_recorded_in_one_place(north):
    draft = north.draft(customer=north.agent, services=[north.service()])
    with north.scope():
        order = actions.commission(draft, how="checkout", by=north.agent.as_actor)
        line = order.lines.get()
        actions.move_line(line, stage=north.stage("post_production"), position=0, version=1, by=CLOCK)
        invoice = invoicing.issue(invoicing.draft_invoice(order, by=CLOCK), by=CLOCK)
        paid = {"method": "cheque", "received_on": date(2026, 1, 5), "reference": "", "client_id": uuid4(), "by": CLOCK}
        invoicing.record_payment(order, amount=invoice.total, **paid)
        verbs = list(Activity.objects.of_order(order.pk).values_list("verb", flat=True))
    life = ["order.created", "order.commissioned", "line.moved", "invoice.issued", "payment.recorded"]
    assert [verb for verb in verbs if verb in life] == life


def test_S0_02_orders_stand_under_order_management(north):
    rail = html(north, north.coordinator, "/orders/")
    section = rail[rail.index("Order Management") :]
    assert section.index('href="/orders/"') < section.index('href="/schedule/"')


def test_S0_03_the_items_of_a_page_can_be_raised_until_all_are_seen(north, desk):
    orders = {str(north.order().pk) for _ in range(3)}
    assert "<option>500</option>" in desk.get("/orders/").content.decode()
    assert rows(desk.get("/orders/", {"per_page": "500"}).content.decode()) == orders


def test_S0_04_orders_stand_in_categories_that_open_their_list(north, desk):
    order = north.order(status="postponed")
    key = north.status("postponed").pk
    assert rows(desk.post(f"/orders/groups/{key}/", {"open": "1"}).content.decode()) == {str(order.pk)}


def test_S0_05_one_click_in_the_row_chooses_the_project_manager(north, desk):
    order = north.order()
    assert f'hx-get="/orders/{order.number}/manager/"' in desk.get("/orders/").content.decode()
    desk.post(f"/orders/{order.number}/manager/", {"member": north.admin.pk})
    assert "Ada Admin" in desk.get(f"/orders/{order.number}/row/").content.decode()


def test_S0_06_one_click_in_the_row_adds_the_team(north, desk):
    order = north.order()
    assert f'hx-get="/orders/{order.number}/team/"' in desk.get("/orders/").content.decode()
    desk.post(f"/orders/{order.number}/team/", {"member": north.editor.pk, "on": "1"})
    assert "Edda Editor" in desk.get(f"/orders/{order.number}/row/").content.decode()


def test_S0_07_one_click_in_the_row_opens_the_order(north, desk):
    order = north.order()
    row = desk.get("/orders/").content.decode()
    assert f'class="address" href="/orders/{order.number}/"' in row
    assert f"#{order.number}" in desk.get(f"/orders/{order.number}/").content.decode()


def test_S0_08_the_page_shows_the_status_of_each_service_on_the_left(north, desk):
    order = north.order(services=[north.service("Photos"), north.service("Plan")])
    assert stages(desk.get(f"/orders/{order.number}/").content.decode())["Pre-Production"] == ["Photos", "Plan"]


def test_S0_09_the_statuses_of_services_and_archive_for_the_cancelled(north, desk):
    order = north.order(services=[north.service("Photos")])
    names = ["Pre-Production", "Production", "Post-Production", "Complete", "Archived"]
    assert list(stages(desk.get(f"/orders/{order.number}/").content.decode())) == names


def test_S0_10_a_service_is_dragged_as_the_project_goes_on(north, desk):
    order = north.order(services=[north.service("Photos")])
    with north.scope():
        line = order.lines.get()
    for phase, name in (("production", "Production"), ("post_production", "Post-Production"), ("complete", "Complete")):
        with north.scope():
            line.refresh_from_db()
        drop = {"stage": north.stage(phase).pk, "position": 0, "version": line.version}
        desk.post(f"/orders/{order.number}/lines/{line.pk}/stage/", drop)
        assert stages(desk.get(f"/orders/{order.number}/").content.decode())[name] == ["Photos"]


def test_S0_11_the_chat_is_for_the_team_and_never_for_the_agent(north):
    order = north.order()
    assert "Seller is difficult" in say(north, north.coordinator, order, "Seller is difficult").content.decode()
    assert north.client(north.agent).get(f"/orders/{order.number}/chat/").status_code == 404
    for path in (f"/my/orders/{order.number}/", f"/o/{order.token}/"):
        assert "difficult" not in html(north, north.agent, path)


def test_S0_12_history_above_and_a_box_for_the_next_message_below(north, desk):
    order = north.order()
    say(north, north.coordinator, order, "First")
    say(north, north.editor, order, "Second")
    room = desk.get(f"/orders/{order.number}/chat/").content.decode()
    assert room.index('role="log"') < room.index("First") < room.index("Second") < room.index("<textarea")


def test_S0_13_at_and_a_name_tells_the_teammate(north):
    order = north.order()
    assert north.editor.name == "Edda Editor"
    say(north, north.coordinator, order, "@EddaEditor please look")
    sweep()
    with north.scope():
        told = Notice.objects.filter(kind="mention")
        assert [notice.member for notice in told] == [north.editor]


def test_S0_14_the_toggle_weaves_what_the_system_noted_between_the_messages(north, desk):
    order = north.order()
    desk.post(f"/orders/{order.number}/tasks/", {"text": "Home Photos", "stage": north.stage("production").pk})
    desk.post("/chat/activity/", {"activity": "1"})
    assert "Home Photos" in desk.get(f"/orders/{order.number}/chat/").content.decode()
    desk.post("/chat/activity/", {})
    assert " data-log" not in desk.get(f"/orders/{order.number}/chat/").content.decode()


def test_S0_15_three_tabs_on_the_right(north, desk):
    page = desk.get(f"/orders/{north.order().number}/").content.decode()
    assert re.findall(r'role="tab"[^>]*>([^<]+)<', page) == ["Service Details", "Order Details", "Additional Notes"]


def test_S0_16_order_details_are_the_fields_of_a_manual_order_and_notes_are_free(north, desk):
    order = north.order()
    details = desk.get(f"/orders/{order.number}/parts/details/").content.decode()
    assert [word for word in ("Customer", "Property", "Came by", "Status") if word not in details] == []
    desk.post(f"/orders/{order.number}/notes/additional/", {"text": "Anything at all", "seen": ""})
    assert "Anything at all" in desk.get(f"/orders/{order.number}/parts/notes/").content.decode()


def test_S0_17_notes_and_checklists_are_edited_and_ticked_by_any_staff_or_admin(north):
    order = north.order()
    for person in (north.editor, north.admin):
        client = north.client(person)
        client.post(f"/orders/{order.number}/checklist/", {"text": f"By {person.name}"})
        with north.scope():
            item = order.checklist.get(text=f"By {person.name}")
        client.post(f"/orders/{order.number}/checklist/{item.pk}/tick/", {"done": "1"})
        with north.scope():
            item.refresh_from_db()
            assert item.done_by == person


def test_S0_18_notes_checklists_and_notices_are_configured_per_service_beforehand(north):
    service = north.service(notes_template="Skip the garage")
    with north.scope():
        service.checklist.create(text="Back up cards", position=1)
        service.watchers.create(member=north.editor)
    order = north.order(services=[service])
    sweep()
    with north.scope():
        line = order.lines.get()
        assert (line.notes, [item.text for item in line.checklist.all()]) == ("Skip the garage", ["Back up cards"])
        assert [notice.member for notice in Notice.objects.all()] == [north.editor]


def test_S0_19_unscheduled_collects_every_order_without_a_visit_whatever_its_status(north, desk):
    service = north.service()
    kinds = (None, "active", "postponed", "cancelled")
    orders = {kind: north.order(services=[service], status=kind) for kind in kinds}
    listed = {str(order.pk) for order in orders.values()}
    assert rows(desk.get("/orders/unscheduled/").content.decode()) == listed
    with north.scope():
        start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
        scheduling.set_hours(north.photographer, [(day, time(0), time(23, 59)) for day in range(7)], by=CLOCK)
        visit = scheduling.make_appointment(
            orders["active"], starts_at=start, minutes=60, members=[north.photographer], by=CLOCK
        )
    assert rows(desk.get("/orders/unscheduled/").content.decode()) == listed - {str(orders["active"].pk)}
    with north.scope():
        scheduling.cancel_appointment(visit, reason="Rain", by=CLOCK)
    assert rows(desk.get("/orders/unscheduled/").content.decode()) == listed


# S2 Commissioning ----------------------------------------------------------------------------------------------------
def test_S2_01_orders_of_every_touch_point_stand_in_one_place_and_go_on_through_any_other(north, desk):
    phone = north.draft(customer=north.agent, services=[north.service()])
    with north.scope():
        Order.objects.filter(pk=phone.pk).update(channel="phone")
    north.order()
    desk.post(f"/orders/groups/{north.status('cart').pk}/", {"open": "1"})
    assert str(phone.pk) in rows(desk.get("/orders/").content.decode())
    resumed = north.client(north.agent).get(f"/book/{phone.token}/")
    assert resumed["Location"].startswith(f"/book/{phone.token}/")


def test_S2_02_a_fixed_primary_and_a_secondary_status_of_the_companys_own(north):
    with north.scope():
        found = {status.kind: status.primary for status in Status.objects.all()}
        Status.objects.create(name="Waiting for weather", kind="postponed", position=9)
    assert set(found.values()) == {"draft", "in_progress", "completed"}
    order = north.order()
    assert "Waiting for weather" in html(north, north.coordinator, f"/orders/{order.number}/status/")


def test_S2_03_a_draft_has_no_order_date_says_why_and_stands_in_the_cart(north):
    draft = north.draft(customer=north.agent, street="7 Cart Ct")
    assert draft.ordered_at is None
    assert "A draft has no order date" in html(north, north.coordinator, f"/orders/{draft.number}/")
    assert "7 Cart Ct" in html(north, north.agent, "/my/cart/")
    north.company.shows_carts = False
    north.company.save()
    assert "7 Cart Ct" not in html(north, north.agent, "/my/cart/")


def test_S2_04_staff_fill_the_cart_and_the_customer_completes_it(north, desk):
    draft = north.draft(customer=north.agent)
    service = north.service("Photos", price="200.00")
    desk.post(f"/orders/{draft.number}/lines/", {"service": service.pk})
    assert "$220.00" in html(north, north.agent, f"/book/{draft.token}/services/")
    agent = north.client(north.agent)
    placed = agent.post(f"/book/{draft.token}/review/", {"accepts": "on"})
    assert placed["Location"] == f"/o/{draft.token}/"


def test_S2_05_both_ways_to_commission_are_the_same_mails_included(north, desk):
    ways = {}
    for way in ("checkout", "staff"):
        draft = north.draft(customer=north.agent, services=[north.service()])
        if way == "checkout":
            north.client(north.agent).post(f"/book/{draft.token}/review/", {"accepts": "on"})
        else:
            desk.post(f"/orders/{draft.number}/status/", {"status": north.status("pending").pk})
        sweep()
        with north.scope():
            order = Order.objects.select_related("status").get(pk=draft.pk)
            mails = list(Mail.objects.filter(order_id=order.pk).values_list("kind", "to"))
            ways[way] = (order.status.kind, order.ordered_at is not None, order.accepted_legal.count(), mails)
    assert ways["checkout"] == ways["staff"] == ("pending", True, 2, [("confirmation", north.agent.email)])


def test_S2_06_legal_pages_with_their_version_and_the_order_date_are_recorded(north):
    order = north.order()
    with north.scope():
        pages = set(AcceptedLegal.objects.filter(order=order).values_list("version__page", "version__number"))
    assert (pages, order.ordered_at is not None) == ({("terms", 1), ("cancellation", 1)}, True)


# S3 Order management -------------------------------------------------------------------------------------------------
def test_S3_01_the_dashboard_sums_up_what_needs_attention_and_a_search_finds_orders(north, desk):
    order = north.order(street="12 Findme Ln")
    north.order()
    board = desk.get("/").content.decode()
    assert [word for word in ("unscheduled orders", "visits today", "unpaid orders") if word not in board] == []
    for words in ("findme", str(order.number)):
        assert rows(desk.get("/orders/", {"q": words}).content.decode()) == {str(order.pk)}


def test_S3_02_several_sales_channels_and_delivery_by_visit_and_link(north):
    values = {value for value, _label in Order.Channel.choices}
    assert {"online", "phone", "message", "email", "counter"} <= values
    order = north.order()
    with north.scope():
        line = order.lines.get()
        actions.add_deliverable(line, title="Gallery", url="https://g.example/1", by=CLOCK)
        actions.move_line(line, stage=north.stage("complete"), position=0, version=1, by=CLOCK)
    assert "https://g.example/1" in html(north, north.agent, f"/my/orders/{order.number}/")


def test_S3_03_a_service_that_is_returned_leaves_the_work_and_the_bill(north):
    order = north.order(services=[north.service("Photos", price="100"), north.service("Plan", price="50")])
    with north.scope():
        plan = order.lines.get(name="Plan")
        actions.move_line(plan, stage=north.stage("archived"), position=0, version=1, by=CLOCK)
        assert Order.objects.get(pk=order.pk).subtotal == 100


def test_S3_05_one_place_holds_the_events_of_the_whole_life(north, desk):
    order = north.order()
    with north.scope():
        invoicing.issue(invoicing.draft_invoice(order, by=CLOCK), by=CLOCK)
    desk.post("/chat/activity/", {"activity": "1"})
    room = desk.get(f"/orders/{order.number}/chat/").content.decode()
    assert [words for words in ("created order", "placed order", "issued") if words not in room] == []


def test_S3_06_states_and_actions_some_by_hand_some_automatic(north, desk):
    order = north.order(services=[north.service()], status="active")
    with north.scope():
        line = order.lines.get()
        actions.move_line(line, stage=north.stage("complete"), position=0, version=1, by=CLOCK)
    page = desk.get(f"/orders/{order.number}/parts/stages/").content.decode()
    assert "Complete the order" in page
    desk.post(f"/orders/{order.number}/status/", {"kind": "completed"})
    with north.scope():
        assert Order.objects.get(pk=order.pk).primary == "completed"
