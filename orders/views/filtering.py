"""What an order list can be narrowed to: fetched when somebody opens the picker, not with every list."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.capabilities import Can
from companies.gates import needs
from orders.queries import choices

LISTS = {"orders:list", "orders:unscheduled", "orders:archive"}


@require_safe
@needs(Can.WORK_ON_ORDERS)
def choose(request: HttpRequest, by: str) -> HttpResponse:
    """The services or people of the filter, each as the address of the list narrowed to it."""
    page = request.GET.get("of", "orders:list")
    if page not in LISTS:
        raise Http404
    if by == "service":
        what, everything, found = _("Find a service"), _("Any service"), choices.services()
    else:
        what, everything, found = _("Find somebody"), _("Anybody"), choices.members()
    chosen = request.GET.get(by, "")
    context = {
        "what": what,
        "choices": [
            {"name": name, "address": narrowed(request.GET, page, by, key), "is_chosen": key == chosen}
            for key, name in [("", everything), *found]
        ],
    }
    return render(request, "orders/pickers.html#filter", context)


def narrowed(query: QueryDict, page: str, by: str, key: str) -> str:
    """The address of the same list with another choice, from its first page."""
    kept = query.copy()
    for name in list(kept):
        if name in {"of", "page", by} or name.startswith("page-"):
            del kept[name]
    if key:
        kept[by] = key
    return f"{reverse(page)}?{kept.urlencode()}"
