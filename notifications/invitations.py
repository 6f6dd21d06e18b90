"""Writing to people who are invited into a team."""

from typing import Any

from companies.models import Invitation
from core.ledger import follow
from notifications.actions import send_letter


@follow("member.invited")
def write_to_the_invited(activity: Any) -> None:
    """Send the link that is good now, unless the offer was taken or withdrawn meanwhile."""
    invitation = (
        Invitation.objects.select_related("invited_by__user")
        .filter(pk=activity.subject_id, accepted_at=None, withdrawn_at=None)
        .first()
    )
    if invitation:
        send_letter(
            "mail/invitation.html",
            to=invitation.email,
            kind="invitation",
            key=f"invitation:{activity.pk}",
            invitation=invitation,
        )
