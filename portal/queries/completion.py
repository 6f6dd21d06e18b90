"""Whether the team is asked to tell a customer that their order is complete."""

from django.utils import timezone

from notifications.composing import standing
from notifications.language import language_for
from notifications.letters import filled_in
from notifications.models import Mail
from orders.letters import written_to
from orders.models import Order, Status
from portal.letters import COMPLETE, about, completion_key


def is_asked(order: Order) -> bool:
    """Complete, somebody to write to, the letter on, and nobody has answered yet."""
    if order.status.kind != Status.Kind.COMPLETED or order.completed_at is None or not written_to(order):
        return False
    return not standing.is_answered(completion_key(order)) and standing.is_sent(
        COMPLETE, standing.settings_of(COMPLETE)
    )


def planned_letter(order: Order) -> Mail | None:
    """The letter about this completion, if it is to go at a time that is still to come."""
    if order.completed_at is None:
        return None
    return Mail.objects.planned(timezone.now()).filter(key=completion_key(order)).first()


def words_for(order: Order) -> dict[str, str]:
    """Subject and text with the order's own words in them, for somebody to edit."""
    words = standing.in_force(COMPLETE, language_for(written_to(order), order_id=order.pk))
    subject, body = filled_in(words, data=lambda: about(order))
    return {"subject": subject, "body": body}
