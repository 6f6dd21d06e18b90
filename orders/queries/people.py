"""Whom and what the pickers of an order offer."""

from companies.models import Member
from orders.models import Order, OrderMember, Status
from orders.models.state import may_follow
from orders.queries.ways import status_before


def project_managers() -> list[Member]:
    """Active members who work as project managers; nobody else can be one."""
    return list(Member.objects.active().with_job(Member.Job.PROJECT_MANAGER).by_name())


def team_choices(order: Order) -> list[Member]:
    """Everybody active, those on the order first; each knows by `on_team` whether they are."""
    on_team = set(OrderMember.objects.filter(order=order).values_list("member", flat=True))
    members = list(Member.objects.active().by_name())
    for member in members:
        member.on_team = member.pk in on_team
    return sorted(members, key=lambda member: not member.on_team)


def statuses_for(order: Order) -> list[Status]:
    """The one it has and those it can take: an order that was placed never becomes a draft again, and the company may
    let it go on from here to some only.
    """
    statuses = Status.objects.active().order_by("position", "id")
    here = {order.status_id, status_before(order) if order.status.leads_to else None}
    return [
        status
        for status in statuses
        if (order.is_draft or not status.is_draft) and (status.pk in here or may_follow(order.status, status))
    ]


def first_of_kind(kind: str) -> int | None:
    """The status that stands first among those of a kind, for buttons that mean the kind."""
    return Status.objects.active().filter(kind=kind).order_by("position", "id").values_list("pk", flat=True).first()
