"""Who hears of a member's notices: that member. And the rows behind the pages of sending."""

from companies.gates import found
from core.live import Viewer, guard
from notifications.models import Sender


@guard("member")
def may_hear_member(viewer: Viewer, member_id: int) -> bool:
    return viewer.member is not None and viewer.member.pk == member_id


def sender_or_404() -> Sender:
    """The company's own sender, once it has one with an address."""
    return found(Sender.objects.exclude(address="").first())
