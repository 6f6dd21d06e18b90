"""Links that work without login: only the right one, of the right kind, on the right host, for as long as it holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.actions import withdraw
from companies.models import Invitation
from core.actor import CLOCK
from invoicing.actions import change_link
from tests.security.conftest import INNER, MARK
from tests.security.walk import filled, routes, told

KINDS = {"book/": "draft", "o/": "order", "i/": "invoice", "team/join/": "invitation"}


@pytest.fixture
def by_link():
    """Each kind of link with its routes."""
    found = {kind: [route for route, _ in routes() if route.startswith(f"{kind}<str:token>")] for kind in KINDS}
    assert sorted(route for kind in found.values() for route in kind) == sorted(
        route for route, _ in routes() if "<str:token>" in route
    )
    return found


def one_changed(token, at):
    other = "A" if token[at] != "A" else "B"
    return token[:at] + other + token[at:][1:]


def wrong_ones(right):
    """What somebody may try who has nearly the right link."""
    return {
        "first character": one_changed(right, 0),
        "in the middle": one_changed(right, len(right) // 2),
        "last character": right[:-1] + ("A" if right[-1] != "A" else "B"),
        "cut": right[:-1],
        "longer": right + "A",
        "other case": right.swapcase(),
        "any": "%25",
        "one word": "_" * len(right),
        "guessed": "A" * len(right),
    }


def statuses(client, paths, walked):
    found = set()
    for path in paths:
        for answer in (client.get(path), client.post(path, {})):
            walked["answers"] += 1
            assert MARK.encode() not in told(answer)
            assert INNER.lower().encode() not in told(answer).lower()
            found.add(answer.status_code)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_link_opens_and_no_wrong_one_does(north, secret, by_link, walked, kind):
    right = getattr(secret, KINDS[kind]).token
    first = "/" + filled(by_link[kind][-1 if kind == "book/" else 0].replace(".pdf", "/"), secret, 0, right)
    assert (MARK if kind != "team/join/" else INNER).lower() in north.client().get(first).text.lower()
    for wrong in wrong_ones(right).values():
        paths = ["/" + filled(route, secret, 0, wrong) for route in by_link[kind]]
        walked["wrong links"] += len(paths)
        assert statuses(north.client(), paths, walked) <= {404, 405}


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_of_another_kind_or_another_company_opens_nothing(north, south, secret, by_link, walked, kind):
    tokens = {each: getattr(secret, each).token for each in KINDS.values()}
    own = tokens.pop(KINDS[kind])
    for each, wrong in tokens.items():
        if kind in {"book/", "o/"} and each in {"draft", "order"}:
            continue  # an order keeps its link when it is placed
        paths = ["/" + filled(route, secret, 0, wrong) for route in by_link[kind]]
        walked["wrong links"] += len(paths)
        assert statuses(north.client(), paths, walked) <= {404, 405}
    paths = ["/" + filled(route, secret, 0, own) for route in by_link[kind]]
    walked["wrong links"] += 2 * len(paths)
    assert statuses(south.client(), paths, walked) <= {404, 405}
    assert statuses(south.client(south.owner), paths, walked) <= {404, 405}


def test_a_link_that_was_changed_opens_nothing_more(north, secret, by_link, walked):
    old = secret.invoice.token
    with north.scope():
        change_link(secret.invoice, by=CLOCK)
    paths = ["/" + filled(route, secret, 0, old) for route in by_link["i/"]]
    walked["wrong links"] += len(paths)
    assert statuses(north.client(), paths, walked) <= {404, 405}


@pytest.mark.parametrize("over", ["withdrawn", "expired"])
def test_an_invitation_that_is_over_says_so_and_no_more(north, secret, walked, over):
    with north.scope():
        if over == "withdrawn":
            withdraw(secret.invitation, by=north.owner)
        else:
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    walked["wrong links"] += 1
    assert statuses(north.client(), [f"/team/join/{secret.invitation.token}/"], walked) == {410}
