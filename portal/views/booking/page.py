"""What all steps share: the page around the question, with the way so far and the order beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from orders.models import Order
from portal.queries.booking import held, summary_of
from portal.steps import steps


def step_page(
    request: HttpRequest, order: Order | None, step: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page of one step; without an order it is the first page of a new booking."""
    shared: dict[str, Any] = {"order": order, "steps": steps(order, step), "step": step}
    if order is not None:
        shared["summary"] = context.get("summary") or summary_of(order)
        shared["hold"] = context["hold"] if "hold" in context else held(order, timezone.now())
    return render(request, f"portal/booking/{step}.html", {**shared, **context}, status=status)
