"""What each capability means for the person who has it, in words an owner would use."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from companies.capabilities import Can
from companies.models import Member


@dataclass(frozen=True, slots=True)
class Line:
    sentence: Any
    holds: bool
    note: Any = ""


GROUPS: Final[tuple[tuple[Any, tuple[tuple[Can, Any], ...]], ...]] = (
    (
        _("Orders"),
        (
            (Can.SEE_ALL_ORDERS, _("Sees every order")),
            (Can.WORK_ON_ORDERS, _("Works on services, checklists and the chat")),
            (Can.EDIT_ORDERS, _("Changes orders, their status and team")),
            (Can.CREATE_ORDERS, _("Creates orders for customers")),
        ),
    ),
    (
        _("Schedule"),
        (
            (Can.SEE_SCHEDULE, _("Sees everybody’s schedule")),
            (Can.EDIT_SCHEDULE, _("Books and moves appointments")),
        ),
    ),
    (
        _("Customers and catalogue"),
        (
            (Can.SEE_CUSTOMERS, _("Sees customers and how to reach them")),
            (Can.EDIT_CUSTOMERS, _("Adds and changes customers")),
            (Can.EDIT_CATALOGUE, _("Changes services, packages and prices")),
        ),
    ),
    (
        _("Money"),
        (
            (Can.SEE_PRICES, _("Sees prices")),
            (Can.SEE_INVOICES, _("Sees invoices and payments")),
            (Can.ISSUE_INVOICES, _("Issues and sends invoices")),
            (Can.RECORD_PAYMENTS, _("Records payments")),
        ),
    ),
    (
        _("Company"),
        (
            (Can.SEE_TEAM, _("Sees the team")),
            (Can.EDIT_TEAM, _("Invites people and changes their roles")),
            (Can.EDIT_SETTINGS, _("Changes the settings")),
        ),
    ),
)


def overview(member: Member) -> list[tuple[Any, list[Line]]]:
    """What this person sees and may do, group by group, as the rest of the product asks it."""
    return [(group, [_line(member, capability, words) for capability, words in lines]) for group, lines in GROUPS]


def _line(member: Member, capability: Can, words: Any) -> Line:
    only_own = capability is Can.SEE_ALL_ORDERS and capability not in member.can and Can.WORK_ON_ORDERS in member.can
    note = _("only orders they are assigned to") if only_own else ""
    return Line(words, capability in member.can, note)
