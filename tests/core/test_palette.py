import pytest

from tests.counting import Statements

pytestmark = pytest.mark.django_db


def hits(client, q):
    answer = client.get("/palette/", {"q": q})
    return [(hit.name, hit.url) for _title, found in answer.context["groups"] for hit in found]


def test_member_jumps_to_pages_they_may_open(north):
    assert hits(north.client(north.admin), "inv") == [("Invoices", "/invoices/")]
    assert hits(north.client(north.contractor), "inv") == []


def test_order_is_found_by_its_street(north):
    order = north.order()
    client = north.client(north.coordinator)
    assert (order.title, f"/orders/{order.number}/") in hits(client, order.street)


def test_customer_is_found_by_name_for_those_who_may_see_customers(north):
    found = (north.agent.name, f"/customers/{north.agent.pk}/")
    assert found in hits(north.client(north.coordinator), "agnes")
    assert found not in hits(north.client(north.contractor), "agnes")


def test_order_of_another_company_is_not_found(north, south):
    order = south.order()
    assert (order.title, f"/orders/{order.number}/") not in hits(north.client(north.admin), order.street)


def test_nothing_found_is_said(north):
    assert "Nothing found for “zzz”." in north.client(north.admin).get("/palette/", {"q": "zzz"}).content.decode()


def test_palette_is_for_members(north):
    assert north.client(north.agent).get("/palette/").status_code == 404
    assert north.client().get("/palette/").status_code == 404


def test_same_queries_for_one_and_three_orders(north):
    client = north.client(north.admin)
    street = north.order().street
    hits(client, street)
    with Statements(at_most=5) as one:
        hits(client, street)
    north.order(), north.order()
    with Statements(at_most=5) as three:
        hits(client, street)
    assert len(three) == len(one)
