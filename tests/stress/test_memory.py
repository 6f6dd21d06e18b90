"""The memory of a web process that answers page after page."""

import itertools
from pathlib import Path

import pytest
import requests

from bench.meter import family
from tests.stress.test_processes import say

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1024


def resident(pid):
    """Megabytes that a process and its children hold of their own, not shared with others."""
    found = 0
    for each in family(pid):
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return found / MB


@pytest.mark.parametrize(("count", "room"), [(300, 25), pytest.param(10_000, 15, marks=pytest.mark.stress)])
def test_memory_stays_flat_over_many_mixed_pages(north, site, capsys, count, room):
    """After a fifth of the requests, when all templates and caches are there, not `room` megabytes more until the last."""
    orders = [north.order(services=[north.service() for _ in range(4)]) for _ in range(10)]
    numbers = itertools.cycle(order.number for order in orders)
    tokens = itertools.cycle(order.token for order in orders)
    ways = itertools.cycle(
        [
            lambda: "/orders/",
            lambda: f"/orders/{next(numbers)}/",
            lambda: f"/orders/{next(numbers)}/chat/",
            lambda: "/",
            lambda: f"/orders/?q=Wacker+{next(numbers)}",
            lambda: "/schedule/",
            lambda: f"/o/{next(tokens)}/",
            lambda: "/customers/",
            lambda: "/services/",
            lambda: "/no-such-page/",
        ]
    )
    session = requests.Session()
    session.headers["Host"] = f"{north.host}:{site.port}"
    cookies = {"sessionid": north.client(north.admin).cookies["sessionid"].value}
    seen, counts = [], {}
    for turn in range(count + 1):
        if turn % (count // 10) == 0:
            seen.append(resident(site.web.running.pid))
        answer = session.get(f"http://127.0.0.1:{site.port}{next(ways)()}", cookies=cookies, timeout=30)
        counts[answer.status_code] = counts.get(answer.status_code, 0) + 1
    say(capsys, f"memory: {' '.join(f'{each:.0f}' for each in seen)} MB over {count} requests, answers {counts}")
    assert set(counts) == {200, 404}
    assert max(seen[2:]) - seen[2] < room
