"""The catalogue of services."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast, toast_next
from services import actions
from services.forms import PlaceForm, ServiceForm, TierSteps
from services.gates import service_or_404
from services.models import Service
from services.queries.catalogue import catalogue
from services.readiness import lacking


@require_safe
@needs(Can.EDIT_CATALOGUE)
def services(request: HttpRequest) -> HttpResponse:
    """Every service by category, with what it lacks."""
    template = "services/services.html#list" if request.htmx else "services/services.html"
    return render(request, template, {"catalogue": catalogue()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CATALOGUE)
def service(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A service to add, or to change."""
    known = service_or_404(pk) if pk else None
    form, steps = forms_of(request, known)
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        try:
            saved = save(form, steps, known, request)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
        else:
            toast_next(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("services:services")
    status = 422 if form.errors or (steps.is_bound and not steps.is_valid()) else 200
    lacks = lacking([known])[known.pk] if known else []
    return render(
        request,
        "services/service.html",
        {"form": form, "steps": steps, "service": known, "lacks": lacks},
        status=status,
    )


def forms_of(request: HttpRequest, known: Service | None) -> tuple[ServiceForm, Any]:
    """The form and the table of tiers, as typed or as the service is."""
    shown = service_or_404(known.pk) if known else None
    if request.method == "POST":
        return ServiceForm(request.POST, request.FILES, instance=shown), TierSteps(request.POST, prefix="tiers")
    initial: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    if known:
        initial = {
            "category": known.category_id,
            "picture": known.picture,
            "checklist": "\n".join(item.text for item in known.checklist.all()),
            "cores": [link.core_id for link in known.core_links.all()],
            "watchers": [each.member_id for each in known.watchers.all()],
        }
        rows = [{"up_to": tier.up_to, "price": tier.price, "minutes": tier.minutes} for tier in known.tiers.all()]
    return ServiceForm(initial=initial, instance=shown), TierSteps(initial=rows, prefix="tiers")


def save(form: ServiceForm, steps: Any, known: Service | None, request: HttpRequest) -> Service:
    given = form.cleaned_data
    category = given["category"]
    if given["new_category"]:
        category = actions.add_category(given["new_category"], by=request.actor)
    names = ("name", "kind", "description", "is_taxable", "needs_visit", "notes_template", "told_jobs")
    fields = {name: given[name] for name in names} | {"category": category}
    if "picture" in form.changed_data:
        fields["picture"] = given["picture"] or ""
    return actions.save_service(
        known,
        fields=fields,
        steps=[(row["up_to"], row["price"], row["minutes"] or 0) for row in steps.rows()],
        checklist=given["checklist"],
        cores=list(given["cores"]) if given["kind"] == Service.Kind.ADD_ON else [],
        watchers=list(given["watchers"]),
        by=request.actor,
    )


@require_POST
@needs(Can.EDIT_CATALOGUE)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a service on or off; what is not ready says what it lacks and stays off."""
    found = service_or_404(pk)
    try:
        actions.switch_service(found, on=bool(request.POST.get("on")), by=request.actor)
    except actions.NotReady as refusal:
        answer = render(request, "services/services.html#list", {"catalogue": catalogue()}, status=409)
        return toast(answer, f"{found.name}: {refusal}", tone="amber")
    return render(request, "services/services.html#list", {"catalogue": catalogue()})


@require_POST
@needs(Can.EDIT_CATALOGUE)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """A service was dropped, or moved by its menu."""
    found = service_or_404(pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return toast(HttpResponse(status=400), _("That is no place for a service."), tone="red")
    category = form.cleaned_data["stage"] or found.category
    actions.place_service(found, category=category, position=form.cleaned_data["position"], by=request.actor)
    return render(request, "services/services.html#list", {"catalogue": catalogue()})
