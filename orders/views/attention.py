"""How much a member wants to hear of one order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast
from notifications.actions import attend
from notifications.queries.hearing import level_of
from orders.forms import AttentionForm
from orders.gates import bare_order


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WORK_ON_ORDERS)
def attention(request: HttpRequest, number: int) -> HttpResponse:
    """A GET is the choice; a POST follows or mutes the order, or leaves it as usual."""
    order = bare_order(request, number)
    form = AttentionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        level = form.cleaned_data["level"]
        attend(request.member, order_id=order.pk, level=level)
        said = {
            "followed": _("You hear everything that happens to #%(number)s."),
            "muted": _("You hear no more of #%(number)s, unless somebody mentions you."),
            "": _("You hear what concerns you in #%(number)s."),
        }
        return toast(HttpResponse(status=204), said[level] % {"number": number})
    context = {"order": order, "level": level_of(request.member, order.pk)}
    status = 422 if form.is_bound else 200
    return render(request, "orders/pickers.html#attention", context, status=status)
