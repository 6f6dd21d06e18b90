"""Who works on an order, and what a contractor may see because of it."""

from django.db import transaction
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm, remove_perm

from companies.models import Member
from core import live
from core.actor import Actor
from core.ledger import record
from orders.models import Order, OrderMember
from orders.refusals import IllegalChange


@transaction.atomic
def assign_manager(order: Order, member: Member | None, *, by: Actor) -> Order:
    """Make somebody the order's project manager, or nobody. Only project managers can be one."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if member is not None and not (member.is_active and member.works_as(Member.Job.PROJECT_MANAGER)):
        raise IllegalChange(_("%(name)s is not a project manager.") % {"name": member.name})
    before = order.project_manager.name if order.project_manager else ""
    order.project_manager = member
    order.save(update_fields=["project_manager"])
    after = member.name if member else ""
    record("order.manager_assigned", on=order, by=by, before=before, after=after, member_id=member and member.pk)
    return order


@transaction.atomic
def add_to_team(order: Order, member: Member, *, by: Actor, is_news: bool = True) -> Order:
    """Put somebody on the team; a contractor may work on the order from then on. Twice is once.

    Without `is_news` they hear of it by what they join for, such as a visit.
    """
    if not member.is_active:
        raise IllegalChange(_("%(name)s no longer works here.") % {"name": member.name})
    _row, added = OrderMember.objects.get_or_create(order=order, member=member)
    if added:
        assign_perm("orders.work_on_order", member.user, order)
        record("order.team_added", on=order, by=by, member=member.name, member_id=member.pk, is_news=is_news)
    return order


@transaction.atomic
def remove_from_team(order: Order, member: Member, *, by: Actor) -> Order:
    """Take somebody off the team; a contractor sees the order no longer, on no page and no socket."""
    removed, _rows = OrderMember.objects.filter(order=order, member=member).delete()
    if removed:
        remove_perm("orders.work_on_order", member.user, order)
        record("order.team_removed", on=order, by=by, member=member.name, member_id=member.pk)
        live.recheck(order.company_id, member.user_id)
    return order
