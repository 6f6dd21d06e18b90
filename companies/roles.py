"""Who may decide about whom."""

from typing import Final

from companies.models import Member

RANK: Final[dict[str, int]] = {"contractor": 1, "staff": 2, "admin": 3, "owner": 4}


def may_give(by: Member, role: str) -> bool:
    """Admins give every role but owner; owners give them all."""
    return by.is_active and RANK[by.role] >= RANK["admin"] and (role != "owner" or by.role == "owner")


def may_touch(by: Member, member: Member) -> bool:
    """Admins decide about everybody but owners; owners about everybody."""
    return may_give(by, member.role)


def roles_given_by(by: Member) -> list[tuple[str, str]]:
    """The roles that this member may give, as choices of a form."""
    return [(role.value, str(role.label)) for role in Member.Role if may_give(by, role.value)]
