"""The order list."""

import re

from companies.models import Member
from orders import actions
from orders.models import Order
from tests.counting import Statements


def rows(response):
    return re.findall(r'id="order-(\d+)"', response.content.decode())


def counted(response):
    """Group names with their counts, as they stand on the page."""
    html = response.content.decode()
    return dict(re.findall(r'<h2 id="group-name-[^"]+">([^<]+)</h2><span class="count">([\d,]+)</span>', html))


def test_orders_stand_in_the_groups_of_their_status_with_counts(north):
    north.order()
    north.order(status="completed")
    north.draft()
    counts = counted(north.client(north.coordinator).get("/orders/"))
    assert {name: count for name, count in counts.items() if count != "0"} == {
        "Unscheduled": "2",
        "Pending": "1",
        "Completed": "1",
        "Draft": "1",
    }


def test_a_group_opened_once_stays_open_for_this_person(north):
    order = north.order(status="completed")
    client = north.client(north.coordinator)
    group = f"group-{north.status('completed').pk}"
    opened = re.compile(rf'id="{group}"[^>]* open')
    assert not opened.search(client.get("/orders/").content.decode())
    answer = client.post(f"/orders/groups/{north.status('completed').pk}/", {"open": "1"})
    assert rows(answer) == [str(order.pk)]
    assert opened.search(client.get("/orders/").content.decode())
    assert not opened.search(north.client(north.admin).get("/orders/").content.decode())


def test_the_list_costs_the_same_queries_for_one_and_for_three_rows(north):
    north.order()
    client = north.client(north.coordinator)
    client.get("/orders/")
    with Statements(at_most=6) as one:
        client.get("/orders/")
    for _ in range(2):
        order = north.order(services=[north.service(), north.service()])
        with north.scope():
            actions.add_to_team(order, north.editor, by=north.admin.as_actor)
    with Statements(at_most=6) as three:
        client.get("/orders/")
    assert len(three) == len(one)


def test_search_finds_by_number_street_and_customer(north):
    order = north.order(street="4420 Kimbark Ave")
    north.order(street="1 Elsewhere St", customer=north.other_agent)
    client = north.client(north.coordinator)
    for words in (str(order.number), "kimb", "KIMBARK 4420", "agnes"):
        assert set(rows(client.get("/orders/", {"q": words}))) == {str(order.pk)}, words
    for nothing in ("zebra", "' & !", "\\", "x" * 10_000):
        assert rows(client.get("/orders/", {"q": nothing})) == [], nothing


def test_filters_combine_and_bad_ones_count_as_not_given(north):
    photos, plan = north.service("Photos"), north.service("Plan")
    wanted = north.order(services=[photos, plan])
    north.order(services=[photos])
    with north.scope():
        actions.assign_manager(wanted, north.coordinator, by=north.admin.as_actor)
    client = north.client(north.coordinator)
    both = client.get("/orders/", {"service": plan.pk, "member": north.coordinator.pk})
    assert set(rows(both)) == {str(wanted.pk)}
    assert len(set(rows(client.get("/orders/", {"service": "999999", "since": "words", "per_page": "7"})))) == 2


def test_items_per_page_are_remembered(north):
    for _ in range(2):
        north.order()
    client = north.client(north.coordinator)
    client.get("/orders/", {"per_page": "500"})
    with north.scope():
        assert Member.objects.get(pk=north.coordinator.pk).preferences["orders_per_page"] == 500
    assert "<option selected>500</option>" in client.get("/orders/").content.decode()


def test_the_project_manager_is_chosen_from_the_row(north):
    order = north.order()
    client = north.client(north.coordinator)
    assert (north.admin.is_active, north.editor.is_active) == (True, True)
    picker = client.get(f"/orders/{order.number}/manager/").content.decode()
    assert (north.admin.name in picker, north.editor.name in picker) == (True, False)
    client.post(f"/orders/{order.number}/manager/", {"member": north.admin.pk})
    with north.scope():
        assert Order.objects.get(pk=order.pk).project_manager == north.admin


def test_somebody_who_is_no_project_manager_is_refused(north):
    order = north.order()
    answer = north.client(north.coordinator).post(f"/orders/{order.number}/manager/", {"member": north.editor.pk})
    assert "Choose somebody from the list" in answer.headers["HX-Trigger"]
    with north.scope():
        assert Order.objects.get(pk=order.pk).project_manager is None


def test_the_team_is_chosen_from_the_row_and_a_contractor_sees_the_order_then(north):
    order = north.order()
    contractor = north.client(north.contractor)
    assert contractor.get(f"/orders/{order.number}/row/").status_code == 404
    north.client(north.coordinator).post(f"/orders/{order.number}/team/", {"member": north.contractor.pk, "on": "1"})
    assert set(rows(contractor.get("/orders/"))) == {str(order.pk)}
    north.client(north.coordinator).post(f"/orders/{order.number}/team/", {"member": north.contractor.pk})
    assert rows(contractor.get("/orders/")) == []


def test_a_contractor_counts_only_their_own_orders(north):
    north.order()
    counts = counted(north.client(north.contractor).get("/orders/"))
    assert set(counts.values()) == {"0"}


def test_the_status_is_changed_from_the_row_and_never_back_to_draft(north):
    order = north.order()
    client = north.client(north.coordinator)
    picker = client.get(f"/orders/{order.number}/status/").content.decode()
    assert ("In Progress" in picker, "Draft" in picker) == (True, False)
    client.post(f"/orders/{order.number}/status/", {"status": north.status("active").pk})
    refused = client.post(f"/orders/{order.number}/status/", {"status": north.status("cart").pk})
    assert "cannot become a draft again" in refused.headers["HX-Trigger"]
    with north.scope():
        assert Order.objects.get(pk=order.pk).status.kind == "active"


def test_three_orders_get_one_status_and_are_archived_at_once(north):
    numbers = [north.order().number for _ in range(3)]
    client = north.client(north.coordinator)
    client.post("/orders/bulk/status/", {"order": numbers, "status": north.status("postponed").pk})
    with north.scope():
        assert {order.status.kind for order in Order.objects.select_related("status")} == {"postponed"}
    client.post("/orders/bulk/archive/", {"order": numbers[:2]})
    assert len(rows(client.get("/orders/archive/"))) == 2
    client.post("/orders/bulk/restore/", {"order": numbers[:2]})
    assert rows(client.get("/orders/archive/")) == []


def test_unscheduled_lists_every_commissioned_order_without_a_visit_whatever_its_status(north):
    orders = {str(north.order(status=kind).pk) for kind in (None, "active", "postponed", "completed", "cancelled")}
    north.draft()
    assert set(rows(north.client(north.coordinator).get("/orders/unscheduled/"))) == orders


def test_strangers_agents_and_nobody_find_no_list(north, south):
    order = north.order()
    assert north.client(south.coordinator).get("/orders/").status_code == 404
    assert north.client(north.agent).get("/orders/").status_code == 404
    assert north.client().get("/orders/").headers["Location"] == "/accounts/login/?next=/orders/"
    assert south.client(south.coordinator).get(f"/orders/{order.number}/row/").status_code == 404
    assert rows(south.client(south.coordinator).get("/orders/")) == []


def test_two_companies_in_turn_each_see_their_own_rows(north, south):
    mine = north.order(street="1 North St", services=[north.service("North photos")])
    theirs = south.order(street="2 South St", services=[south.service("South photos")])
    for _ in range(2):
        for world, order, word, other in ((north, mine, "North", "South"), (south, theirs, "South", "North")):
            page = world.client(world.coordinator).get("/orders/").content.decode()
            assert (f"order-{order.pk}" in page, f"{word} photos" in page, f"{word} St" in page) == (True, True, True)
            assert (f"{other} photos" in page, f"{other} St" in page) == (False, False)


def test_the_links_of_a_group_carry_filters_and_pages_and_nothing_else(north):
    for _ in range(26):
        north.order()
    client = north.client(north.coordinator)
    page = client.get("/orders/", {"sort": "visit", "junk": "z" * 5_000, "page-unscheduled": "2", "page-x": "y"}).text
    assert 'href="?sort=visit&amp;page-unscheduled=1#group-unscheduled"' in page
    remembered = re.findall(r'data-remember="[^"?]+\?([^"]*)"', page)
    assert (len(remembered) > 1, set(remembered)) == (True, {"sort=visit&amp;page-unscheduled=2"})
