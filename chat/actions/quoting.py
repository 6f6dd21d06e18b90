"""What notices quote of a message goes with the message."""

from django.utils import translation
from django.utils.translation import gettext as _

from activity.models import Activity
from chat.models import Message
from chat.notices import MENTION, quote_of
from notifications.actions import reword, take_back


def take_back_quotes(message: Message) -> None:
    """Let nothing that was told of a deleted message quote it any more."""
    with translation.override(message.author.company.language):
        take_back(MENTION.key, _told(message), instead=_("This message was deleted."))


def quote_anew(message: Message) -> None:
    """Let what was told of an edited message quote it as it is now."""
    reword(MENTION.key, _told(message), words=quote_of(message))


def _told(message: Message) -> list[int]:
    """The activities by which somebody was told of a message."""
    said = Activity.objects.of_order(message.order_id).filter(
        verb__in=["message.said", "message.edited"], subject_type=message._meta.label_lower, subject_id=message.pk
    )
    return list(said.values_list("pk", flat=True))
