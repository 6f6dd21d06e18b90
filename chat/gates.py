"""Who may be in a room: whoever may see its order, of the team."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from chat.threads import Thread
from core.live import Viewer, guard
from orders.gates import bare_order, may_follow_order
from orders.models import LineItem


@guard("chat")
def may_enter_room(viewer: Viewer, order_id: int) -> bool:
    return may_follow_order(viewer, order_id)


def thread_of(request: HttpRequest, number: int, line: int = 0) -> Thread:
    """The thread about a visible order, or about one of its services or tasks; 404 for anything else."""
    order = bare_order(request, number)
    if not line:
        return Thread(order)
    try:
        return Thread(order, LineItem.objects.on_the_board().get(order=order, pk=line))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
