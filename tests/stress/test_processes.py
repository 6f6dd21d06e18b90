"""Races between processes, each with a connection of its own. The long form is run by bin/stress."""

import json
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from core.actor import CLOCK
from invoicing import actions as invoicing
from invoicing.models import Invoice
from scheduling.models import Reservation
from tests.browser.site import of_this_run
from tests.plumbing import ROOT
from tests.scheduling.conftest import Diary

pytestmark = pytest.mark.django_db(transaction=True)


def crowd(world, work, people):
    """What each process got in each of its rounds."""
    told = json.dumps({"work": work, "company": world.company.pk, "people": people})
    variables = of_this_run() | {"DJANGO_SETTINGS_MODULE": "tonomo.settings", "LOG_LEVEL": "ERROR"}
    words = [sys.executable, "-m", "tests.stress.crowd"]
    done = subprocess.run(words, cwd=ROOT, env=variables, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("rounds", [5, pytest.param(90, marks=pytest.mark.stress)])
def test_one_time_is_booked_once_by_eight_processes(north, rounds, capsys):
    photos = north.service(minutes=60)
    diary = Diary(north)
    diary.works(north.photographer, photos)
    drafts = [north.draft(services=[photos]).pk for _ in range(8)]
    starts = [diary.at((9, 12, 15)[turn % 3], day=diary.day(2 + turn // 3)).isoformat() for turn in range(rounds)]
    found = crowd(north, "hold", [[[draft, start] for start in starts] for draft in drafts])
    each_round = [Counter(results) for results in zip(*found, strict=True)]
    with north.scope():
        taken = sorted(Reservation.objects.values_list("starts_at", "ends_at"))
    say(capsys, f"booking: {rounds} times wanted by 8 processes at once, {sum(c['held'] for c in each_round)} held")
    assert each_round == [Counter(held=1, taken=7)] * rounds
    assert all(first[1] <= second[0] for first, second in pairwise(taken))


@pytest.mark.parametrize("each", [1, pytest.param(6, marks=pytest.mark.stress)])
def test_fifty_processes_issue_without_a_gap_though_some_fail(north, each, capsys):
    service = north.service()
    people = []
    for place in range(50):
        rounds = []
        for turn in range(each):
            order = north.order(services=[service])
            with north.scope():
                rounds.append([invoicing.draft_invoice(order, by=CLOCK).pk, (place + turn) % 5 == 0])
        people.append(rounds)
    began = timezone.now()
    found = Counter(result for results in crowd(north, "issue", people) for result in results)
    with north.scope():
        numbers = sorted(Invoice.objects.issued().values_list("sequence", flat=True))
    say(capsys, f"issuing: {dict(found)} by 50 processes in {(timezone.now() - began) / timedelta(seconds=1):.1f} s")
    assert found == {"issued": 40 * each, "failed": 10 * each}
    assert numbers == list(range(1, 40 * each + 1))


def say(capsys, words):
    """Print past pytest: counts are part of what these tests are for."""
    with capsys.disabled():
        print(f"\n  {words}")
