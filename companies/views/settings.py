"""The company's own settings: hub, company, brand, hours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies import actions, queries
from companies.capabilities import Can
from companies.currency import currency_is_fixed
from companies.forms.settings import BrandForm, CompanyForm, HoursForm
from companies.gates import fresh_company, needs
from companies.refusals import CurrencyFixed, HoursOverlap
from companies.settings_pages import grouped
from companies.setup import progress
from core import colour
from core.toasts import toast_next


@require_safe
@needs(Can.EDIT_SETTINGS)
def hub(request: HttpRequest) -> HttpResponse:
    """Every page of settings, found by word."""
    return render(request, "companies/settings.html", {"groups": grouped()})


@require_safe
@needs(Can.EDIT_SETTINGS)
def checklist(request: HttpRequest) -> HttpResponse:
    """What is left until the first booking; nothing when all of it is done."""
    steps = progress()
    done = sum(one.is_done for one in steps)
    if done == len(steps):
        return HttpResponse()
    current = next(one for one in steps if not one.is_done)
    page = {"steps": steps, "done": done, "current": current}
    return render(request, "companies/checklist.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def company(request: HttpRequest) -> HttpResponse:
    """Name, address, zone, currency and rules."""
    row = fresh_company(request)
    form = CompanyForm(
        request.POST if request.method == "POST" else None, instance=row, currency_is_fixed=currency_is_fixed()
    )
    if request.method != "POST":
        return render(request, "companies/company.html", {"form": form})
    if form.is_valid():
        try:
            actions.change_company(row, by=request.actor, **form.cleaned_data)
        except CurrencyFixed as refusal:
            form.add_error("currency", str(refusal))
        else:
            toast_next(request, _("Saved."))
            return redirect("companies:company")
    return render(request, "companies/company.html", {"form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def brand_settings(request: HttpRequest) -> HttpResponse:
    """Colour and logo."""
    row = fresh_company(request)
    posted = request.method == "POST"
    form = BrandForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"colour": row.brand_colour},
    )
    if posted and form.is_valid():
        actions.change_brand(row, by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("companies:brand_settings")
    page = {"form": form, "logo": row.logo, **corrected(row.brand_colour)}
    return render(request, "companies/brand.html", page, status=422 if posted else 200)


@require_safe
@needs(Can.EDIT_SETTINGS)
def brand_preview(request: HttpRequest) -> HttpResponse:
    """How buttons and links look in a colour that is being tried."""
    tried = request.GET.get("colour", "")
    is_colour = BrandForm.base_fields["colour"].validators[0].regex.match(tried)  # type: ignore[attr-defined]
    return render(
        request, "companies/brand.html#preview", corrected(tried if is_colour else request.company.brand_colour)
    )


def corrected(chosen: str) -> dict[str, object]:
    """The colour as chosen, as it fills buttons, and as words."""
    return {
        "chosen": chosen,
        "fill": colour.readable(chosen),
        "ink": colour.readable_ink(chosen),
        "is_changed": colour.readable(chosen) != chosen.lower(),
        "is_light": colour.to_oklch(chosen).lightness > colour.FILL_LIGHTEST,
        "contrast": round(colour.contrast(colour.readable(chosen), colour.WHITE), 1),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def hours(request: HttpRequest) -> HttpResponse:
    """When the company works."""
    form = HoursForm(request.POST if request.method == "POST" else None, hours=queries.hours_by_day())
    if request.method != "POST":
        return render(request, "companies/hours.html", {"form": form})
    if form.is_valid():
        try:
            actions.set_hours(request.company, form.spans(), by=request.actor)
        except HoursOverlap as refusal:
            form.add_error(None, str(refusal))
        else:
            toast_next(request, _("Saved."))
            return redirect("companies:hours")
    return render(request, "companies/hours.html", {"form": form}, status=422)
