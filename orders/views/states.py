"""The settings of statuses and stages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast, toast_next
from orders import actions
from orders.forms.states import StageWordsForm, StatePlaceForm, StatusWordsForm, WordsForm
from orders.gates import state_or_404
from orders.models import Stage, Status
from orders.queries.states import entries_of, held_by, states_of
from orders.refusals import OrderRefused


@dataclass(frozen=True, slots=True)
class Shelf:
    """What differs between the two lists."""

    model: Any
    form: type[WordsForm]
    title: Any
    new: Any
    about: Any
    url: str
    """The name of the list's address; of one, its place and its end by what is added to it."""


STATUSES = Shelf(
    Status,
    StatusWordsForm,
    gettext_lazy("Statuses"),
    gettext_lazy("New status"),
    gettext_lazy("Where an order stands, in your words. The kind of each decides what happens to the order."),
    "order-settings:status",
)
STAGES = Shelf(
    Stage,
    StageWordsForm,
    gettext_lazy("Stages"),
    gettext_lazy("New stage"),
    gettext_lazy("The columns through which a service goes. The phase of each is what the agent sees of it."),
    "order-settings:stage",
)


@require_safe
@needs(Can.EDIT_SETTINGS)
def listed(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    """All of them, in the order in which lists and boards show them."""
    return render(request, "orders/settings/states.html", {"shelf": shelf, "entries": entries_of(shelf.model)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def state(request: HttpRequest, shelf: Shelf, pk: int | None = None) -> HttpResponse:
    """One to add, or to change."""
    known = state_or_404(shelf.model, pk) if pk else None
    others = [each for each in states_of(shelf.model) if each.pk != pk]
    form = shelf.form(request.POST if request.method == "POST" else None, state=known, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(shelf, known, form.cleaned_data, request)
        except actions.NameTaken as taken:
            form.add_error("name", str(taken))
        except OrderRefused as refusal:
            form.add_error("is_active" if "is_active" in form.fields else None, str(refusal))
        else:
            toast_next(request, _("%(name)s is saved.") % {"name": saved.name})
            return redirect(shelf.url)
    into, held = (_into(known, others), held_by(known)) if known else ([], 0)
    page = {"shelf": shelf, "state": known, "form": form, "into": into, "held": held}
    return render(request, "orders/settings/state.html", page, status=422 if form.errors else 200)


@require_POST
@needs(Can.EDIT_SETTINGS)
def place(request: HttpRequest, shelf: Shelf, pk: int) -> HttpResponse:
    """It was dropped somewhere in the list, or moved by its buttons."""
    found, form = state_or_404(shelf.model, pk), StatePlaceForm(request.POST)
    if not form.is_valid():
        return toast(HttpResponse(status=400), _("That is no place in the list."), tone="red")
    actions.place_state(found, position=form.cleaned_data["position"], by=request.actor)
    answer = render(request, "orders/settings/states.html#list", {"shelf": shelf, "entries": entries_of(shelf.model)})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#states", "outerMorph"
    return answer


@require_POST
@needs(Can.EDIT_SETTINGS)
def merging(request: HttpRequest, shelf: Shelf, pk: int) -> HttpResponse:
    """Put everything into another, and remove this one."""
    found = state_or_404(shelf.model, pk)
    into = request.POST.get("into", "")
    target = state_or_404(shelf.model, int(into)) if into.isascii() and into.isdecimal() else found
    try:
        actions.merge_state(found, into=target, by=request.actor)
    except OrderRefused as refusal:
        toast_next(request, str(refusal), tone="red")
        url = reverse(f"{shelf.url}-one", args=[pk])
    else:
        toast_next(request, _("%(old)s is now %(new)s.") % {"old": found.name, "new": target.name})
        url = reverse(shelf.url)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _save(shelf: Shelf, known: Any, given: dict[str, Any], request: HttpRequest) -> Status | Stage:
    if known is not None:
        return actions.change_state(known, **given, by=request.actor)
    return (actions.add_status if shelf is STATUSES else actions.add_stage)(**given, by=request.actor)


def _into(known: Any, others: list[Any]) -> list[Any]:
    """Those it could be merged into."""
    key = "kind" if isinstance(known, Status) else "phase"
    same = (each for each in others if getattr(each, key) == getattr(known, key))
    return [each for each in same if getattr(each, "is_active", True)]
