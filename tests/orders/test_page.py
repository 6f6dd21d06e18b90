"""The page of one order."""

import re

import pytest

from companies.models import Member
from core.actor import CLOCK
from orders import actions
from orders.models import ChecklistItem, DeliverableLink, LineItem, Order
from tests.counting import Statements


def page(world, person, order):
    return world.client(person).get(f"/orders/{order.number}/").content.decode()


def test_stages_are_lists_named_as_the_stage_with_the_services_in_them(north):
    order = north.order(services=[north.service("Photos"), north.service("Plan")])
    html = page(north, north.coordinator, order)
    lists = dict(re.findall(r'<ol data-drag-list="[^"]+"[^>]*aria-label="([^"]+)">(.*?)</ol>', html, re.S))
    assert list(lists) == ["Pre-Production", "Production", "Post-Production", "Complete", "Archived"]
    names = re.findall(r'<a class="name"[^>]*>\s*([^<]+?)\s*</a>', lists["Pre-Production"])
    assert names == ["Photos", "Plan"]


def test_the_three_tabs_carry_the_names_of_the_documentation(north):
    html = page(north, north.coordinator, north.order())
    assert re.findall(r'role="tab"[^>]*>([^<]+)<', html) == ["Service Details", "Order Details", "Additional Notes"]


def test_a_draft_says_why_it_has_no_order_date(north):
    html = page(north, north.coordinator, north.draft(customer=north.agent))
    assert ("A draft has no order date" in html, "Place order" in html) == (True, True)


def test_the_page_costs_the_same_for_one_and_for_many_services(north):
    small = north.order()
    large = north.order(services=[north.service() for _ in range(6)])
    with north.scope():
        for line in large.lines.all():
            actions.add_checklist_item(large, text="Check", line=line, by=CLOCK)
            actions.add_deliverable(line, title="Gallery", url="https://photos.example/1", by=CLOCK)
    client = north.client(north.coordinator)
    client.get(f"/orders/{small.number}/")
    with Statements(at_most=11) as one:
        client.get(f"/orders/{small.number}/")
    with Statements(at_most=11) as many:
        client.get(f"/orders/{large.number}/")
    assert len(many) == len(one)


def test_a_contractor_sees_the_assigned_order_without_prices_and_no_other(north):
    mine, other = north.order(services=[north.service(price="777.00")]), north.order()
    with north.scope():
        actions.add_to_team(mine, north.contractor, by=CLOCK)
    client = north.client(north.contractor)
    html = client.get(f"/orders/{mine.number}/").content.decode()
    assert ("777" in html, north.agent.email in html) == (False, False)
    with north.scope():
        line = LineItem.objects.get(order=other)
    for path in (
        "",
        "parts/head/",
        "parts/stages/",
        "parts/work/",
        "parts/details/",
        f"lines/{line.pk}/menu/",
        "notes/order/",
    ):
        assert client.get(f"/orders/{other.number}/{path}").status_code == 404, path
    for path in ("property/", "customer/", "lines/", "adjustments/", "status/", "manager/", "team/"):
        assert client.get(f"/orders/{mine.number}/{path}").status_code == 404, path


def test_nobody_of_another_company_and_no_agent_reaches_any_part(north, south):
    order = north.order()
    with north.scope():
        line = LineItem.objects.get(order=order)
    paths = [
        "",
        "parts/head/",
        "parts/stages/",
        "parts/work/",
        "parts/details/",
        "parts/notes/",
        "row/",
        "status/",
        "team/",
    ]
    paths += [
        "manager/",
        "tasks/",
        "lines/",
        "property/",
        "words/",
        "customer/",
        "adjustments/",
        "notes/order/",
        "notes/additional/",
    ]
    paths += [f"lines/{line.pk}/{part}/" for part in ("menu", "assignee", "notes", "deliverables")]
    for client in (south.client(south.owner), north.client(north.agent), north.client(south.owner)):
        assert {client.get(f"/orders/{order.number}/{path}").status_code for path in paths} == {404}
    posts = [f"lines/{line.pk}/stage/", f"lines/{line.pk}/removal/", "checklist/", "commission/"]
    for path in posts:
        assert south.client(south.owner).post(f"/orders/{order.number}/{path}").status_code == 404, path


def test_notes_saved_by_two_are_both_shown_and_nothing_is_lost(north):
    order = north.order()
    first, second = north.client(north.coordinator), north.client(north.admin)
    assert first.post(f"/orders/{order.number}/notes/order/", {"text": "Gate 12", "seen": ""}).status_code == 200
    refused = second.post(f"/orders/{order.number}/notes/order/", {"text": "Dog inside", "seen": ""})
    html = refused.content.decode()
    assert (refused.status_code, "Gate 12" in html, "Dog inside" in html) == (409, True, True)
    second.post(f"/orders/{order.number}/notes/order/", {"text": "Gate 12, dog inside", "seen": "Gate 12"})
    with north.scope():
        assert Order.objects.get(pk=order.pk).notes == "Gate 12, dog inside"


@pytest.mark.parametrize("text", ["x" * 10_000, "שלום 👋🏽 <script>alert(1)</script>", "a\r\nb"])
def test_long_and_strange_notes_are_kept_as_they_are_and_shown_as_text(north, text):
    order = north.order()
    client = north.client(north.coordinator)
    client.post(f"/orders/{order.number}/notes/additional/", {"text": text, "seen": ""})
    with north.scope():
        assert Order.objects.get(pk=order.pk).additional_notes == text.replace("\r\n", "\n")
    assert "<script>alert" not in page(north, north.coordinator, order)


def test_a_checklist_is_ticked_by_anybody_on_the_order_with_name_and_time(north):
    order = north.order()
    client = north.client(north.editor)
    client.post(f"/orders/{order.number}/checklist/", {"text": "Back up cards"})
    with north.scope():
        item = ChecklistItem.objects.get()
    client.post(f"/orders/{order.number}/checklist/{item.pk}/tick/", {"done": "1"})
    with north.scope():
        item.refresh_from_db()
        assert (item.done_by_id, item.done_at is not None) == (north.editor.pk, True)
    client.post(f"/orders/{order.number}/checklist/{item.pk}/tick/", {})
    with north.scope():
        item.refresh_from_db()
        assert (item.done_by_id, item.done_at) == (None, None)
    client.post(f"/orders/{order.number}/checklist/{item.pk}/removal/")
    with north.scope():
        assert ChecklistItem.objects.count() == 0


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://files.example/1", "photos", "data:text/html,x"])
def test_a_link_that_is_no_web_address_is_refused_beside_the_field(north, url):
    order = north.order()
    with north.scope():
        line = LineItem.objects.get(order=order)
    refused = north.client(north.editor).post(
        f"/orders/{order.number}/lines/{line.pk}/deliverables/", {"title": "Gallery", "url": url}
    )
    assert (refused.status_code, 'value="Gallery"' in refused.content.decode()) == (422, True)
    with north.scope():
        assert DeliverableLink.objects.count() == 0


def test_the_agent_sees_a_link_once_its_service_is_complete(north):
    order = north.order()
    with north.scope():
        line = LineItem.objects.get(order=order)
    north.client(north.editor).post(
        f"/orders/{order.number}/lines/{line.pk}/deliverables/",
        {"title": "Gallery", "url": "https://photos.example/1427"},
    )
    agent = north.client(north.agent)
    assert "photos.example" not in agent.get(f"/my/orders/{order.number}/").content.decode()
    with north.scope():
        actions.move_line(line, stage=north.stage("complete"), position=0, version=line.version, by=CLOCK)
    assert "https://photos.example/1427" in agent.get(f"/my/orders/{order.number}/").content.decode()


def test_no_page_of_the_agent_shows_a_word_of_the_team(north):
    order = north.order()
    with north.scope():
        actions.set_order_notes(order, "SECRET seller divorcing", by=CLOCK)
        actions.set_additional_notes(order, "SECRET two", by=CLOCK)
        actions.add_checklist_item(order, text="SECRET three", by=CLOCK)
        actions.add_task(order, text="SECRET four", stage=north.stage("production"), by=CLOCK)
    agent = north.client(north.agent)
    for path in (f"/my/orders/{order.number}/", "/my/orders/", f"/o/{order.token}/", "/my/cart/"):
        assert "SECRET" not in agent.get(path).content.decode(), path


@pytest.mark.parametrize(
    ("field", "value"),
    [("postal_code", "00000"), ("square_feet", "0"), ("square_feet", "1000000"), ("square_feet", "big")],
)
def test_a_property_that_makes_no_sense_is_refused_and_stays_as_it_was(north, field, value):
    order = north.order()
    given = {"street": "9 New St", "city": "Chicago", "state": "IL", "postal_code": "60606", "square_feet": "900"}
    refused = north.client(north.coordinator).post(f"/orders/{order.number}/property/", {**given, field: value})
    assert (refused.status_code, 'value="9 New St"' in refused.content.decode()) == (422, True)
    with north.scope():
        assert Order.objects.get(pk=order.pk).street == "233 S Wacker Dr"


def test_a_discount_lowers_the_total_and_taking_it_off_raises_it_again(north):
    order = north.order(services=[north.service(price="100.00")])
    client = north.client(north.coordinator)
    client.post(f"/orders/{order.number}/adjustments/", {"kind": "discount", "text": "Friend", "amount": "20"})
    with north.scope():
        fresh = Order.objects.get(pk=order.pk)
        assert (fresh.discount, fresh.tax, fresh.total) == (20, 8, 88)
        adjustment = fresh.adjustments.get()
    client.post(f"/orders/{order.number}/adjustments/{adjustment.pk}/removal/")
    with north.scope():
        assert Order.objects.get(pk=order.pk).total == 110


def test_a_draft_placed_by_staff_is_an_order(north):
    draft = north.draft(customer=north.agent, services=[north.service()])
    north.client(north.coordinator).post(f"/orders/{draft.number}/commission/")
    with north.scope():
        order = Order.objects.get(pk=draft.pk)
        assert (order.primary, order.ordered_at is not None) == ("in_progress", True)


def test_only_project_managers_are_offered(north):
    order = north.order()
    assert north.admin.works_as(Member.Job.PROJECT_MANAGER)
    html = north.client(north.coordinator).get(f"/orders/{order.number}/manager/").content.decode()
    assert (north.admin.name in html, north.photographer.name in html) == (True, False)
