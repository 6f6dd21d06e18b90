"""Every kind of topic, asked for on a real socket by every role, each with a token that was really signed for them."""

import pytest
from websockets.exceptions import ConnectionClosed

from core.live import Grant, seal
from core.live import topics as registered
from orders import actions as orders
from tests.live.conftest import JOINED

STAFF = {"order", "order-head", "order-stages", "order-work", "order-details", "chat"}
WHOLE = {"orders", "orderlist", "invoices", "schedule", "draft invoice"}
BY_PAGE = {"agent-order", "agent-lane", "invoice"}
"""What a page of an agent listens to; its signed token is the proof that the page was theirs to see."""

HEARD = {
    "owner": STAFF | WHOLE | BY_PAGE | {"lane", "schedule-of", "member"},
    "assigned contractor": STAFF | BY_PAGE,
    "contractor": {"invoice"},
    "agent of the order": BY_PAGE | {"invoices-of"},
    "other agent": {"invoice"},
    "holder of the link": BY_PAGE,
    "who has left": set(),
    "other company": set(),
    "guest": set(),
}


@pytest.fixture
def topics(north, secret):
    """Every topic of the secret order, by its kind."""
    found = {kind: f"{kind}:{secret.order.pk}" for kind in (*STAFF, "lane", "agent-order", "agent-lane")}
    found |= {name: name for name in ("orders", "orderlist", "invoices", "schedule")}
    found |= {
        "invoice": f"invoice:{secret.invoice.pk}",
        "draft invoice": f"invoice:{secret.unsent.pk}",
        "invoices-of": f"invoices-of:{secret.customer.pk}",
        "schedule-of": f"schedule:{north.photographer.pk}",
        "member": f"member:{north.owner.pk}",
    }
    assert {topic.partition(":")[0] for topic in found.values()} == set(registered._guards)
    return found


def person_of(role, north, south, secret):
    """Who opens the socket, and as what their page was made."""
    if role == "assigned contractor":
        with north.scope():
            orders.add_to_team(secret.order, north.contractor, by=north.owner.as_actor)
    if role == "who has left":
        person = north.editor
        with north.scope():
            type(person).objects.filter(pk=person.pk).update(is_active=False)
        return person, "member"
    return {
        "owner": (north.owner, "member"),
        "assigned contractor": (north.contractor, "member"),
        "contractor": (north.contractor, "member"),
        "agent of the order": (secret.customer, "customer"),
        "other agent": (north.other_agent, "customer"),
        "holder of the link": (None, "link"),
        "guest": (None, "member"),
        "other company": (south.owner, "member"),
    }[role]


@pytest.mark.parametrize("role", HEARD)
def test_who_hears_what(live, north, south, secret, topics, walked, role):
    heard = set()
    person, holder = person_of(role, north, south, secret)
    for name, topic in topics.items():
        walked["sockets"] += 1
        owner = north.owner if role == "guest" else person  # a guest has got hold of the owner's token
        user = owner.user_id if owner else None
        token = seal(Grant(north.company.pk, user, holder, (topic,)))
        with live.open(north, person, token=token) as ear:
            try:
                assert ear.next() == JOINED
                heard.add(name)
            except ConnectionClosed as closed:
                assert closed.rcvd.code == 4403
    assert heard == HEARD[role]
