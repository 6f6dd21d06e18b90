"""The packages of the catalogue."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from services import actions
from services.forms import PackageForm, PlaceForm, PriceSteps
from services.gates import package_or_404
from services.models import Package
from services.queries.catalogue import bundles


@require_safe
@needs(Can.EDIT_CATALOGUE)
def packages(request: HttpRequest) -> HttpResponse:
    """Every package, with what it saves over its parts."""
    return render(request, "services/packages.html", {"bundles": bundles()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CATALOGUE)
def package(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A package to add, or to change."""
    known = package_or_404(pk) if pk else None
    form, steps = forms_of(request, known)
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        try:
            saved = save(form, steps, known, request)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
        else:
            toast_next(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect("services:packages")
    status = 422 if form.errors or (steps.is_bound and not steps.is_valid()) else 200
    return render(request, "services/package.html", {"form": form, "steps": steps, "package": known}, status=status)


def forms_of(request: HttpRequest, known: Package | None) -> tuple[PackageForm, Any]:
    """The form and the table of prices, as typed or as the package is."""
    shown = package_or_404(known.pk) if known else None
    if request.method == "POST":
        return PackageForm(request.POST, request.FILES, instance=shown), PriceSteps(request.POST, prefix="tiers")
    initial: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    if known:
        initial = {"picture": known.picture, "services": [item.service_id for item in known.items.all()]}
        rows = [{"up_to": tier.up_to, "price": tier.price} for tier in known.tiers.all()]
    return PackageForm(initial=initial, instance=shown), PriceSteps(initial=rows, prefix="tiers")


def save(form: PackageForm, steps: Any, known: Package | None, request: HttpRequest) -> Package:
    given = form.cleaned_data
    fields = {name: given[name] for name in ("name", "description", "is_taxable")}
    if "picture" in form.changed_data:
        fields["picture"] = given["picture"] or ""
    prices = [(row["up_to"], row["price"]) for row in steps.rows()]
    return actions.save_package(known, fields=fields, services=list(given["services"]), steps=prices, by=request.actor)


@require_POST
@needs(Can.EDIT_CATALOGUE)
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a package, or no longer."""
    actions.switch_package(package_or_404(pk), on=bool(request.POST.get("on")), by=request.actor)
    return render(request, "services/packages.html#list", {"bundles": bundles()})


@require_POST
@needs(Can.EDIT_CATALOGUE)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """A package was dropped somewhere else."""
    form = PlaceForm(request.POST)
    if form.is_valid():
        actions.place_package(package_or_404(pk), position=form.cleaned_data["position"], by=request.actor)
    return render(request, "services/packages.html#list", {"bundles": bundles()})
