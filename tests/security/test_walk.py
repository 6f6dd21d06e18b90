"""The walk: every address and every table, with the people of another company, a contractor, an agent and nobody."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from chat import actions as chat
from companies.base import CompanyModel
from core.actor import CLOCK
from invoicing import actions as invoicing
from orders import actions as orders

MARK = "Zanzibar"
OPEN_TO_ALL = (
    "accounts/",
    "static/",
    "demo/",
    "legal/",
    "start/",
    "hosts/",
    "brand.css",
    "media/",
    "hooks/",
    "styleguide/",
)


def patterns(resolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route, each


@pytest.fixture
def secret(north):
    """An order of north that has everything, with a mark in every text, and its ids by the names of URL parts."""
    customer = north.customer(f"{MARK} Agent")
    order = north.order(customer=customer, street=f"1 {MARK} St", services=[north.service("Photos")])
    with north.scope():
        line = order.lines.get()
        orders.set_order_notes(order, f"{MARK} notes", by=CLOCK)
        item = orders.add_checklist_item(order, text=f"{MARK} to do", by=CLOCK)
        link = orders.add_deliverable(line, title=f"{MARK} link", url="https://x.example/1", by=CLOCK)
        chat.say(order, body=f"{MARK} talk", client_id=uuid4(), by=north.coordinator.as_actor)
        invoice = invoicing.issue(invoicing.draft_invoice(order, by=CLOCK), by=CLOCK)
        north.owner.refresh_from_db()
        ids = {order.pk, line.pk, item.pk, link.pk, invoice.pk, customer.pk, north.owner.pk, line.service_id}
    return {"order": order, "invoice": invoice, "ids": sorted(ids), "member": north.owner.pk}


def addresses(secret) -> Iterator[str]:
    """Every address of the product, filled in with the secret order's numbers and ids."""
    for route, pattern in patterns(get_resolver()):
        if route.startswith(OPEN_TO_ALL):
            continue
        names = list(pattern.pattern.converters)
        for pk in secret["ids"] if "pk" in names or "member" in names else [0]:
            values = {"pk": pk, "member": pk, "key": "unscheduled", "page": "terms", "path": "x", "provider": "stripe"}
            is_order = pattern.pattern.converters.get("number").__class__.__name__ == "IntConverter"
            values["number"] = secret["order"].number if is_order else secret["invoice"].number
            values["token"] = "A" * 43
            path = route
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                path = path.replace(f"<{kind}:{name}>", str(values.get(name, 1))).replace(
                    f"<{name}>", str(values.get(name, 1))
                )
            yield "/" + path.replace("^", "").replace("$", "")


def visit_all(client, paths) -> list[str]:
    """The addresses at which the mark could be read, whether asked for or written to."""
    seen = []
    for path in paths:
        for answer in (client.get(path), client.get(path, headers={"HX-Request": "true"}), client.post(path, {})):
            body = b"" if answer.streaming else answer.content
            if MARK.encode() in body or answer.status_code >= 500:
                seen.append(f"{answer.status_code} {path}")
    return seen


def test_nobody_of_another_company_reads_a_word_on_either_host(north, south, secret):
    paths = list(addresses(secret))
    assert len(paths) > 150
    assert visit_all(south.client(south.owner), paths) == []
    assert visit_all(north.client(south.owner), paths) == []


def test_a_contractor_who_is_not_assigned_reads_nothing(north, secret):
    assert visit_all(north.client(north.contractor), addresses(secret)) == []


def test_another_agent_and_a_guesser_of_links_read_nothing(north, secret):
    paths = list(addresses(secret))
    assert visit_all(north.client(north.other_agent), paths) == []
    assert visit_all(north.client(), paths) == []


def test_every_table_of_a_company_shows_south_no_row_of_north(north, south, secret):
    leaks, rows = [], 0
    with north.scope():
        for model in apps.get_models():
            if issubclass(model, CompanyModel):
                rows += model.everywhere.count()
    with south.scope():
        for model in apps.get_models():
            if issubclass(model, CompanyModel) and model.everywhere.exclude(company=south.company).exists():
                leaks.append(model.__name__)
    assert (leaks, rows > 30) == ([], True)
