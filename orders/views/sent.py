"""Everything that was sent about an order: to whom, what, how it went."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.capabilities import Can
from companies.gates import found, needs
from core.toasts import toast, toast_next
from notifications.actions import send_again
from notifications.frames import for_frame, mail_page
from notifications.queries.sent import Sent, mail_about, sent_about
from orders.gates import bare_order
from orders.models import Order


@require_safe
@needs(Can.WORK_ON_ORDERS, Can.SEE_CUSTOMERS)
def log(request: HttpRequest, number: int) -> HttpResponse:
    """The mails about the order, newest first."""
    order = bare_order(request, number)
    template = "orders/sent.html#log" if request.htmx else "orders/sent.html"
    return render(request, template, {"order": order, "sent": sent_about(order.pk)})


@require_safe
@needs(Can.WORK_ON_ORDERS, Can.SEE_CUSTOMERS)
def letter(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """One mail, as its reader saw it and as text."""
    order, sent = opened(request, number, pk)
    return render(request, "orders/letter.html", {"order": order, "sent": sent})


@require_safe
@needs(Can.WORK_ON_ORDERS, Can.SEE_CUSTOMERS)
@for_frame
def frame(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """The mail itself, for the frame on its page."""
    return mail_page(opened(request, number, pk)[1].mail.html)


@require_POST
@needs(Can.EDIT_ORDERS, Can.SEE_CUSTOMERS)
def again(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Try a mail that failed once more."""
    order = bare_order(request, number)
    mail = send_again(found(mail_about(order.pk, pk)).mail)
    said = _("Trying again to send to %(to)s.") % {"to": mail.to}
    if request.htmx:
        return toast(render(request, "orders/sent.html#log", {"order": order, "sent": sent_about(order.pk)}), said)
    toast_next(request, said)
    return redirect("orders:sent", number=number)


def opened(request: HttpRequest, number: int, pk: int) -> tuple[Order, Sent]:
    """A mail about the order whose words may be read here, or 404."""
    order = bare_order(request, number)
    sent = found(mail_about(order.pk, pk))
    if not sent.is_open:
        raise Http404
    return order, sent
