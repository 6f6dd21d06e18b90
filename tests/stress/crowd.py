"""Many processes that do one thing at the same moment: `python -m tests.stress.crowd`, told by JSON on standard input.

It loads the application once, forks, and prints what each process got, one list of results a process.
"""

import json
import os
import sys
import traceback
from datetime import datetime
from multiprocessing import get_context

import django

FORK = get_context("fork")


def hold(draft: int, starts_at: str) -> str:
    """Take a time for a draft, as a guest who books does."""
    from core.actor import CLOCK
    from orders.models import Order
    from scheduling import actions
    from scheduling.refusals import SlotTaken

    try:
        actions.hold(Order.objects.get(pk=draft), starts_at=datetime.fromisoformat(starts_at), by=CLOCK)
    except SlotTaken:
        return "taken"
    return "held"


def issue(draft: int, fails: bool) -> str:
    """Issue an invoice; one that fails does so after it has its number."""
    from django.db import transaction

    from core.actor import CLOCK
    from invoicing import actions
    from invoicing.models import Invoice

    try:
        with transaction.atomic():
            actions.issue(Invoice.objects.get(pk=draft), by=CLOCK)
            if fails:
                raise ZeroDivisionError
    except ZeroDivisionError:
        return "failed"
    return "issued"


WORKS = {"hold": hold, "issue": issue}


def one(work, company, rounds, gate, place, out) -> None:
    """One process: each round begins when all are there."""
    from companies.scope import company_scope

    found = []
    for given in rounds:
        gate.wait(60)
        try:
            with company_scope(company):
                found.append(work(*given))
        except Exception:
            found.append(traceback.format_exc())
    os.write(out, (json.dumps([place, found]) + "\n").encode())


def main() -> None:
    told = json.load(sys.stdin)
    django.setup()
    gate, (come, out) = FORK.Barrier(len(told["people"])), os.pipe()
    people = [
        FORK.Process(target=one, args=(WORKS[told["work"]], told["company"], rounds, gate, place, out))
        for place, rounds in enumerate(told["people"])
    ]
    for each in people:
        each.start()
    os.close(out)
    with os.fdopen(come) as lines:
        found = sorted(json.loads(line) for line in lines)
    for each in people:
        each.join()
    print(json.dumps([results for _place, results in found]))


if __name__ == "__main__":
    main()
