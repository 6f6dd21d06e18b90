"""How far somebody has read."""

from django.db import transaction

from activity.models import Activity
from chat.models import LastRead, Message
from chat.threads import Thread
from companies.models import Member
from notifications.actions import read_because_of
from notifications.models import Notice


@transaction.atomic
def mark_read(thread: Thread, *, member: Member, up_to: int) -> int:
    """Remember how far somebody has read a thread; never backwards. What mentioned them up to there is read too."""
    said = Message.objects.of_thread(thread).filter(id__lte=up_to)
    newest = said.order_by("-id").values_list("id", flat=True).first()
    row, _made = LastRead.objects.select_for_update(of=("self",)).get_or_create(
        order=thread.order, line=thread.line, member=member
    )
    if newest is None or newest <= row.message_id:
        return row.message_id
    row.message_id = newest
    row.save(update_fields=["message_id"])
    waiting = Notice.objects.of_member(member).unread().filter(kind="mention").values_list("activity_id", flat=True)
    told = Activity.objects.filter(
        pk__in=list(waiting),
        verb__in=["message.said", "message.edited"],
        order_id=thread.order.pk,
        subject_id__in=said.values("pk"),
    )
    read_because_of(member, kind="mention", activities=list(told.values_list("pk", flat=True)))
    return newest
