"""How the schedule answers: done, with a way back; or refused, with what is free instead."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.live.responses import changed
from core.toasts import toast, toast_next
from orders.models import Order
from orders.refusals import OrderRefused
from scheduling.models import Appointment
from scheduling.queries import concerns, with_names
from scheduling.refusals import SlotTaken

WHEN_AND_WHO = {"starts_at", "day", "person", "instead_of", "people"}

type Values = Mapping[str, str | int | None]


def done(
    request: HttpRequest, text: str, *, undo: str = "", values: Values | None = None, to: str = "/schedule/"
) -> HttpResponse:
    """Say so. A fragment answers with nothing and lets the schedule fetch itself; a page goes `to` the schedule."""
    if not request.htmx:
        toast_next(request, text, undo=undo, values=values)
        return redirect(to)
    return changed(toast(HttpResponse(""), text, undo=undo, values=values), "schedule")


def placed(visit: Appointment, text: str) -> str:
    """The same with what whoever plans should know."""
    return " ".join([text, *concerns(visit)])


def refused(
    request: HttpRequest, refusal: OrderRefused, *, order: Order, again: str, values: Mapping[str, Any]
) -> HttpResponse:
    """The sentence, the next free times as buttons that post to `again`, and the short buffer where that would do."""
    context = instead(refusal, order=order, again=again, values=values)
    return changed(render(request, "scheduling/refused.html", context, status=409), "schedule")


def instead(refusal: OrderRefused, *, order: Order, again: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a refusal says and offers, for the page. `values` are those that were refused."""
    given = {key: value for key, value in values.items() if value not in (None, "") and key != "csrfmiddlewaretoken"}
    return {
        "sentence": str(refusal),
        "again": again,
        "values": {key: value for key, value in given.items() if key != "reason"},
        "kept": {key: value for key, value in given.items() if key not in WHEN_AND_WHO},
        "offer_zone": order.time_zone,
        "offers": with_names(refusal.next_free) if isinstance(refusal, SlotTaken) else [],
        "only_buffers": isinstance(refusal, SlotTaken) and refusal.only_buffers,
    }
