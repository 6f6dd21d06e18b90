"""Who hears of a member's notices: that member."""

from core.live import Viewer, guard


@guard("member")
def may_hear_member(viewer: Viewer, member_id: int) -> bool:
    return viewer.member is not None and viewer.member.pk == member_id
