"""Who may be in a room: whoever may see its order, of the team; in its lane, those of them who may see customers."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from chat.models import Attachment, Message, Upload
from chat.threads import Thread
from companies.capabilities import Can
from core.live import Viewer, guard
from orders.gates import bare_order, may_follow_order, visible_order, visible_orders
from orders.models import LineItem, Order


@guard("chat")
def may_enter_room(viewer: Viewer, order_id: int) -> bool:
    return may_follow_order(viewer, order_id)


@guard("lane")
def may_enter_lane(viewer: Viewer, order_id: int) -> bool:
    return may_follow_order(viewer, order_id) and Can.SEE_CUSTOMERS in viewer.member.can


def lane_of(request: HttpRequest, number: int) -> Order:
    """A visible order that somebody is the agent of, or 404. Its view asks for Can.SEE_CUSTOMERS."""
    order = visible_order(request, number)
    if order.customer is None:
        raise Http404
    return order


def message_of(request: HttpRequest, pk: int) -> Message:
    """A message in an order that the member may see, or 404."""
    try:
        message = Message.objects.to_show().select_related("order", "line").get(pk=pk)
        visible_orders(request).get(pk=message.order_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return message


def attachment_of(request: HttpRequest, pk: int) -> Attachment:
    """A file of a message that stands in a visible order, or one's own that waits to be sent; 404 for any other."""
    try:
        found = Attachment.objects.select_related("message").get(pk=pk)
        visible_orders(request).get(pk=found.order_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if found.message.deleted_at is not None if found.message else found.by_id != request.member.pk:
        raise Http404
    return found


def upload_of(request: HttpRequest, client_id: UUID) -> Upload:
    """One's own file that is on its way to a visible order, or 404."""
    try:
        begun = Upload.objects.select_related("order", "by__user").get(by=request.member, client_id=client_id)
        visible_orders(request).get(pk=begun.order_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return begun


def thread_of(request: HttpRequest, number: int, line: int = 0) -> Thread:
    """The thread about a visible order, or about one of its services or tasks; 404 for anything else."""
    order = bare_order(request, number)
    if not line:
        return Thread(order)
    try:
        return Thread(order, LineItem.objects.on_the_board().get(order=order, pk=line))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
