"""The pages of customers and brokerages."""

from customers.models import Brokerage, Customer
from tests.counting import Statements

GIVEN = {"name": "Nora New", "email": "Nora@Example.com", "phone": "(312) 555-0123"}


def test_customers_are_found_by_words_of_name_and_email_and_only_ones_own(north, south):
    assert (north.agent.name, north.other_agent.name, south.agent.name) == ("Agnes Agent", "Otto Other", "Agnes Agent")
    client = north.client(north.coordinator)
    html = client.get("/customers/", {"q": "agnes agent"}).content.decode()
    assert (north.agent.email in html, north.other_agent.email in html, south.agent.email in html) == (
        True,
        False,
        False,
    )
    assert client.get(f"/customers/{south.agent.pk}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(north):
    client = north.client(north.coordinator)
    assert north.agent.name
    client.get("/customers/")
    client.get("/customers/")
    with Statements(at_most=6) as one:
        client.get("/customers/")
    for _ in range(2):
        north.customer("More Agents")
    with Statements(at_most=6) as three:
        client.get("/customers/")
    assert len(three) == len(one)


def test_a_customer_is_added_and_changed_with_a_clean_phone(north):
    client = north.client(north.coordinator)
    answer = client.post("/customers/new/", GIVEN)
    with north.scope():
        added = Customer.objects.get(email="nora@example.com")
    assert (answer["Location"], added.phone) == (f"/customers/{added.pk}/", "+13125550123")
    client.post(f"/customers/{added.pk}/edit/", {**GIVEN, "name": "Nora Newer", "private_notes": "Pays late"})
    with north.scope():
        added.refresh_from_db()
    assert (added.name, added.private_notes) == ("Nora Newer", "Pays late")


def test_an_email_that_is_taken_is_said_beside_the_field_and_nothing_typed_is_lost(north):
    refused = north.client(north.coordinator).post("/customers/new/", {**GIVEN, "email": north.agent.email.upper()})
    html = refused.content.decode()
    assert (refused.status_code, "already" in html, 'value="Nora New"' in html) == (422, True, True)


def test_a_word_for_a_phone_number_is_refused(north):
    refused = north.client(north.coordinator).post("/customers/new/", {**GIVEN, "phone": "call me"})
    assert (refused.status_code, "no telephone number" in refused.content.decode()) == (422, True)


def test_brokerages_are_added_once_by_name(north):
    client = north.client(north.coordinator)
    client.post("/brokerages/new/", {"name": "Harbor Lane"})
    refused = client.post("/brokerages/new/", {"name": "harbor lane"})
    assert (refused.status_code, "already" in refused.content.decode()) == (422, True)
    with north.scope():
        assert list(Brokerage.objects.values_list("name", flat=True)) == ["Harbor Lane"]


def test_private_notes_and_orders_stand_on_the_page_of_the_team_only(north, south):
    order = north.order()
    client = north.client(north.coordinator)
    assert f"#{order.number}" in client.get(f"/orders/customers/{north.agent.pk}/").content.decode()
    for stranger in (south.client(south.owner), north.client(north.agent), north.client(north.contractor)):
        for path in (
            f"/customers/{north.agent.pk}/",
            f"/customers/{north.agent.pk}/edit/",
            f"/orders/customers/{north.agent.pk}/",
        ):
            assert stranger.get(path).status_code == 404
