"""Who may be in a room: whoever may see its order, of the team."""

from core.live import Viewer, guard
from orders.gates import may_follow_order


@guard("chat")
def may_enter_room(viewer: Viewer, order_id: int) -> bool:
    return may_follow_order(viewer, order_id)
