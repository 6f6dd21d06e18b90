"""The order list, its groups and its rows."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from companies.preferences import remember
from core.fragments import kept
from orders.forms import FilterForm
from orders.gates import visible_order, visible_orders
from orders.models import Order
from orders.queries import listing
from orders.queries.rows import Row, rows_of

NOT_BY_HAND = {listing.UNSCHEDULED, "cart", "quote", "closed"}
CLOSED_AND_OPEN = "order_groups"
PER_PAGE = "orders_per_page"


@require_safe
@needs(Can.WORK_ON_ORDERS)
def order_list(request: HttpRequest) -> HttpResponse:
    """Every order the member may see, in groups."""
    form = FilterForm(request.GET)
    found = groups_of(request, form)
    bar = form.bar("orders:list", found[0].head.per_page, listing.PER_PAGE)
    context = {"bar": bar, "groups": found, **_frame(request, found)}
    template = "orders/list.html#groups" if request.htmx else "orders/list.html"
    return render(request, template, context)


@require_POST
@needs(Can.WORK_ON_ORDERS)
def group(request: HttpRequest, key: str) -> HttpResponse:
    """Open or close a group, remember it for this person, and answer with the group."""
    opened = {**request.member.preferences.get(CLOSED_AND_OPEN, {}), key[:20]: request.POST.get("open") == "1"}
    remember(request.member, CLOSED_AND_OPEN, opened)
    form = FilterForm(request.GET)
    found = [each for each in groups_of(request, form) if each.head.key == key]
    return render(request, "orders/list.html#group", {"group": found[0] if found else None})


@require_safe
@needs(Can.WORK_ON_ORDERS)
def row(request: HttpRequest, number: int) -> HttpResponse:
    """One row as it is now; the list fetches it when the order changed."""
    [found] = rows_of([visible_order(request, number).pk])
    return HttpResponse(kept("orders/_row.html", row=found, can=request.can))


@require_safe
@needs(Can.WORK_ON_ORDERS)
def unscheduled(request: HttpRequest) -> HttpResponse:
    """Every commissioned order without a live appointment, whatever its status."""
    return _one_list(request, visible_orders(request).unscheduled(), "unscheduled")


@require_safe
@needs(Can.SEE_ALL_ORDERS)
def archived(request: HttpRequest) -> HttpResponse:
    """What was taken off the list."""
    return _one_list(request, visible_orders(request).archived(), "archive")


def _one_list(request: HttpRequest, orders: QuerySet[Order], name: str) -> HttpResponse:
    form = FilterForm(request.GET)
    filters = form.filters()
    narrowed = listing.narrowed(orders, filters, ZoneInfo(request.company.time_zone))
    size = per_page(request, form)
    ids = listing.sorted_by(narrowed, filters.sort).values_list("pk", flat=True)
    page = Paginator(ids, size).get_page(request.GET.get("page"))
    rows = rows_of(list(page.object_list))
    bar = form.bar(f"orders:{name}", size)
    context = {"bar": bar, "page": page, "rows": rows, "topics": topics_of(request, rows)}
    return render(request, f"orders/{name}.html", context)


def per_page(request: HttpRequest, form: FilterForm) -> int:
    """The chosen number of items, remembered once it is chosen."""
    chosen = form.given.get("per_page")
    if chosen and chosen != request.member.preferences.get(PER_PAGE):
        remember(request.member, PER_PAGE, chosen)
    return chosen or request.member.preferences.get(PER_PAGE) or listing.PER_PAGE[0]


def groups_of(request: HttpRequest, form: FilterForm) -> list[listing.Group]:
    turn = listing.Turn(
        is_open=request.member.preferences.get(CLOSED_AND_OPEN, {}),
        pages=_pages(request.GET),
        per_page=per_page(request, form),
        query=form.query,
    )
    return listing.groups(
        visible_orders(request),
        form.filters(),
        zone=ZoneInfo(request.company.time_zone),
        turn=turn,
        tallied=Can.SEE_ALL_ORDERS in request.can,
    )


def _pages(query: Mapping[str, str]) -> dict[str, int]:
    """The page of each group, from `page-<key>`."""
    asked = {name.removeprefix("page-"): value for name, value in query.items() if name.startswith("page-")}
    return {key: int(value) for key, value in asked.items() if value.isdecimal() and len(value) < 10}


def _frame(request: HttpRequest, found: list[listing.Group]) -> dict[str, Any]:
    heads = [group.head for group in found]
    return {
        "total": sum(head.total for head in heads if head.key != listing.UNSCHEDULED),
        "is_capped": any(head.is_capped for head in heads),
        "statuses": [head for head in heads if head.kind not in NOT_BY_HAND],
        "topics": topics_of(request, [row for group in found for row in group.rows]),
    }


def topics_of(request: HttpRequest, shown: Iterable[Row]) -> list[str]:
    """What the page listens to: the whole list, or for a contractor the orders that stand on it."""
    if Can.SEE_ALL_ORDERS in request.can:
        return ["orders", "orderlist"]
    return [f"order:{row.pk}" for row in shown]
