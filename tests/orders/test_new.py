"""An order that staff create."""

from uuid import uuid4

from orders.models import Order

GIVEN = {
    "contact_name": "Carl Caller",
    "contact_email": "carl@example.com",
    "contact_phone": "312 555 0188",
    "channel": "phone",
    "street": "5 Call St",
    "city": "Chicago",
    "state": "IL",
    "postal_code": "60606",
    "square_feet": "1,800",
}


def create(world, **changed):
    values = {**GIVEN, "client_id": str(uuid4()), **changed}
    return world.client(world.coordinator).post("/orders/new/", values)


def only_order(world):
    with world.scope():
        return Order.objects.select_related("customer", "project_manager").get()


def test_a_caller_becomes_a_draft_in_the_cart_of_a_new_customer(north):
    service = north.service(price="200.00")
    answer = create(north, services=[service.pk], project_manager=north.admin.pk, notes="Rang at nine")
    order = only_order(north)
    assert answer["Location"] == f"/orders/{order.number}/"
    assert (order.primary, order.channel, order.customer.name, order.project_manager, order.notes) == (
        "draft",
        "phone",
        "Carl Caller",
        north.admin,
        "Rang at nine",
    )
    assert (order.total, order.contact_phone, order.ordered_at) == (220, "+13125550188", None)


def test_placing_at_once_commissions_it(north):
    create(north, services=[north.service().pk], place="on")
    order = only_order(north)
    assert (order.primary, order.ordered_at is not None) == ("in_progress", True)


def test_a_customer_we_know_is_taken_as_they_are(north):
    create(north, customer=north.agent.pk, contact_name="", contact_email="", services=[north.service().pk])
    assert only_order(north).customer == north.agent


def test_sent_twice_it_is_one_order(north):
    key = str(uuid4())
    service = north.service()
    first = create(north, client_id=key, services=[service.pk], place="on")
    second = create(north, client_id=key, services=[service.pk], place="on")
    assert (first["Location"], second["Location"]) == (f"/orders/{only_order(north).number}/",) * 2


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(north):
    service = north.service("Photos")
    for changed, sentence in [
        ({"postal_code": "00000"}, "ZIP"),
        ({"square_feet": "lots"}, "as a number"),
        ({"contact_name": "", "contact_email": ""}, "Choose a customer above"),
        ({"contact_phone": "call me"}, "no telephone number"),
    ]:
        answer = create(north, services=[service.pk], notes="Keep me", **changed)
        html = answer.content.decode()
        assert (answer.status_code, sentence in html, "Keep me" in html) == (422, True, True), changed
        assert f'value="{service.pk}" checked' in html
    with north.scope():
        assert Order.objects.count() == 0


def test_placing_without_services_is_refused_and_leaves_nothing_behind(north):
    answer = create(north, place="on")
    assert (answer.status_code, "at least one service" in answer.content.decode()) == (422, True)
    with north.scope():
        assert Order.objects.count() == 0


def test_customers_are_found_by_name_and_never_those_of_another_company(north, south):
    assert (north.agent.name, south.agent.name) == ("Agnes Agent",) * 2
    html = north.client(north.coordinator).get("/orders/new/customers/", {"q": "agnes"}).content.decode()
    assert (f'value="{north.agent.pk}"' in html, f'value="{south.agent.pk}"' in html) == (True, False)
    answer = create(north, customer=south.agent.pk)
    assert answer.status_code == 422


def test_contractors_agents_and_strangers_create_nothing(north, south):
    for client in (north.client(north.contractor), north.client(north.agent), north.client(south.owner)):
        assert client.get("/orders/new/").status_code == 404
