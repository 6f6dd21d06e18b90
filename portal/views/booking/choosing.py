"""What is ordered: services and packages, then add-ons and words for the photographer."""

from collections.abc import Collection, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from orders import actions
from orders.models import Order
from orders.refusals import NothingChosen, OrderRefused
from portal.forms import ChoiceForm, DetailsForm
from portal.gates import actor_of, booking_step
from portal.queries.booking import Summary, chosen_services, summary_of
from portal.steps import next_url
from portal.views.booking.page import step_page
from services.models import Package, Service
from services.queries import offering


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def services(request: HttpRequest, order: Order) -> HttpResponse:
    """Core services and packages. A tick is saved at once and answered with the new total."""
    summary, error = summary_of(order), ""
    if request.method == "POST":
        form = ChoiceForm(request.POST)
        ticked = form.cleaned_data if form.is_valid() else {}
        add_ons = [line.service for line in summary.priced if line.service and line.service.is_add_on]
        cores, packages = ticked.get("services", ()), ticked.get("packages", ())
        error = save(request, order, cores, packages, add_ons)
        if not error and not request.htmx and (cores or packages):
            return redirect(next_url(order, "services"))
        summary = summary_of(order)
        if request.htmx:
            return render(request, "portal/booking/summary.html#live", {"summary": summary, "error": error})
        error = error or str(NothingChosen())
    context = {"offering": offering(order.square_feet), "summary": summary, "error": error, **ticks(summary)}
    return step_page(request, order, "services", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@booking_step
def details(request: HttpRequest, order: Order) -> HttpResponse:
    """Add-ons that go with what is chosen, and how to get in."""
    summary = summary_of(order)
    initial = {"access_notes": order.access_notes, "agent_notes": order.agent_notes}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        cores = [line.service for line in summary.priced if line.service and not line.service.is_add_on]
        packages = [line.package for line in summary.priced if line.package]
        error = save(request, order, cores, packages, form.cleaned_data["add_ons"])
        if request.htmx:
            return render(request, "portal/booking/summary.html#live", {"summary": summary_of(order), "error": error})
        actions.set_details(
            order,
            access_notes=form.cleaned_data["access_notes"],
            agent_notes=form.cleaned_data["agent_notes"],
            by=actor_of(request, order),
        )
        return redirect(next_url(order, "details"))
    offered = offering(order.square_feet).add_ons_for(chosen_services(summary.lines))
    context = {"form": form, "add_ons": offered, "summary": summary, **ticks(summary)}
    return step_page(request, order, "details", context, status=422 if form.errors else 200)


def save(
    request: HttpRequest,
    order: Order,
    cores: Iterable[Any],
    packages: Iterable[Any],
    add_ons: Collection[Any],
) -> str:
    """Store the choice with those add-ons that go with it; "" or the sentence why it cannot be had."""
    chosen: list[Service] = list(cores)
    bundles: list[Package] = list(packages)
    if add_ons:
        inside = [item.service for bundle in bundles for item in bundle.items.select_related("service")]
        fitting = {option.item.pk for option in offering(order.square_feet).add_ons_for([*chosen, *inside])}
        add_ons = [add_on for add_on in add_ons if add_on.pk in fitting]
    try:
        actions.choose(order, services=[*chosen, *add_ons], packages=bundles, by=actor_of(request, order))
    except OrderRefused as refusal:
        return str(refusal)
    return ""


def ticks(summary: Summary) -> dict[str, set[int]]:
    """What stands on the draft, by id, for the boxes of the pages."""
    return {
        "ticked_services": {line.service_id for line in summary.priced if line.service_id},
        "ticked_packages": {line.package_id for line in summary.priced if line.package_id},
    }
