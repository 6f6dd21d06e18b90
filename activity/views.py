"""The whole log of one order."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activity.forms import PageForm
from activity.leading import way_to
from activity.queries import lines_before, record_of
from companies.capabilities import Can
from companies.gates import members_only
from core.live import Viewer, may_join
from core.toasts import toast_next

PAGE = 50


@require_safe
@members_only
def of_order(request: HttpRequest, order_id: int) -> HttpResponse:
    """What happened on an order, newest first, to whoever may follow the order."""
    if not may_join(f"order:{order_id}", Viewer(request.user.pk, member=request.member)):
        raise Http404
    before = PageForm(request.GET).before()
    found = lines_before(order_id, before, most=PAGE + 1, money=Can.SEE_PRICES in request.can)
    context = {
        "order_id": order_id,
        "lines": found[:PAGE],
        "older": found[PAGE - 1].id if len(found) > PAGE else None,
        "zone": request.company.time_zone,
    }
    part = "lines" if before else "log"
    return render(request, f"activity/of_order.html#{part}" if request.htmx else "activity/of_order.html", context)


@require_safe
@members_only
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """To what a line of the log tells of; to the whole log where that is gone, or is not for the reader."""
    record = record_of(pk)
    if record is None or not may_join(f"order:{record.order_id}", Viewer(request.user.pk, member=request.member)):
        raise Http404
    way = way_to(record, request.can)
    if way:
        return redirect(way)
    toast_next(request, _("That is no longer there. This is everything that happened."), tone="amber")
    return redirect("activity:of_order", record.order_id)
