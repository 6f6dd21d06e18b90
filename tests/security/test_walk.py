"""The walk: every address and every table, with the people of another company, a contractor, agents and nobody."""

import pytest
from django.apps import apps

from companies.base import CompanyModel
from tests.security.conftest import INNER, MARK
from tests.security.walk import addresses, reads, routes, told

OPEN_TO_ALL = ("demo/",)
"""Everybody's: the mailbox of the demo, which stands for everybody's own. In test_open_pages production has none."""


@pytest.fixture
def paths(secret):
    found = [path for path in addresses(secret) if not path[1:].startswith(OPEN_TO_ALL)]
    assert len(found) > 300
    return found


def test_the_walk_would_see_what_there_is_to_see(north, secret, paths, walked):
    owner = north.client(north.owner)
    seen = {path for path in paths if MARK.encode() in told(owner.get(path))}
    walked["answers"] += len(paths)
    number = secret.order.number
    assert len(seen) > 20
    assert {
        f"/orders/{number}/",
        f"/orders/{number}/chat/",
        "/orders/",
        "/schedule/",
        "/invoices/",
        "/customers/",
    } <= seen


@pytest.mark.parametrize("host", ["north", "south"])
def test_nobody_of_another_company_reads_a_word_on_either_host(north, south, secret, paths, walked, host):
    world = {"north": north, "south": south}[host]
    assert reads(lambda: world.client(south.owner), paths, MARK, secret, secret.topics, walked) == []


def test_a_contractor_who_is_not_assigned_reads_nothing(north, secret, paths, walked):
    assert reads(lambda: north.client(north.contractor), paths, MARK, secret, secret.topics, walked) == []


def test_another_agent_reads_nothing(north, secret, paths, walked):
    assert reads(lambda: north.client(north.other_agent), paths, MARK, secret, secret.topics, walked) == []


def test_a_guest_reads_nothing(north, secret, paths, walked):
    assert reads(north.client, paths, MARK, secret, secret.topics, walked) == []


def test_the_agent_of_the_order_reads_no_word_of_the_team(north, secret, paths, walked):
    assert reads(lambda: north.client(secret.customer), paths, INNER, secret, secret.inner_topics, walked) == []


def test_every_table_of_a_company_shows_south_no_row_of_north(north, south, secret, walked):
    models = [model for model in apps.get_models() if issubclass(model, CompanyModel)]
    with north.scope():
        rows = sum(model.everywhere.count() for model in models)
    with south.scope():
        leaks = [model.__name__ for model in models if model.everywhere.exclude(company=south.company).exists()]
    walked.update(models=len(models), rows=rows)
    assert (leaks, rows > 50) == ([], True)


def test_every_route_is_walked_or_named_here(secret, walked):
    known = list(routes())
    walked["routes"] += len(known)
    skipped = [route for route, _ in known if route.startswith(OPEN_TO_ALL)]
    assert skipped == ["demo/mail/", "demo/mail/<int:pk>/", "demo/mail/<int:pk>/html/", "demo/texts/"]
