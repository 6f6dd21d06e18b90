"""Who wants to know that a service was ordered."""

from collections.abc import Iterable

from companies.models import Member
from services.models import Service


def watchers_of(services: Iterable[int]) -> dict[Member, list[str]]:
    """The active people named on the pages of these services, or by what they work as, with the names of the services."""
    found = list(Service.objects.filter(pk__in=list(services)).in_order().prefetch_related("watchers"))
    if not any(service.told_jobs or service.watchers.all() for service in found):
        return {}
    told: dict[Member, list[str]] = {}
    for member in Member.objects.active().select_related("user").order_by("id"):
        for service in found:
            named = any(watcher.member_id == member.pk for watcher in service.watchers.all())
            if named or set(service.told_jobs) & set(member.job_roles):
                told.setdefault(member, []).append(service.name)
    return told
