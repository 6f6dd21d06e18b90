"""Who works for the company, and as what."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from companies.models import Member
from companies.refusals import LastOwner, NotYours, OwnPlace, OwnRole
from companies.roles import RANK, may_give, may_touch
from core.ledger import record
from core.live import recheck


@transaction.atomic
def change_member(member: Member, *, role: str, job_roles: Sequence[str], by: Member) -> Member:
    """Give somebody another role or other jobs. What they may see changes at once, on open pages too.

    Raises NotYours beyond one's own rank, OwnRole for raising oneself, LastOwner for the only one.
    """
    member = _locked(member)
    by.refresh_from_db(fields=["role", "is_active"])
    if role != member.role:
        if member.pk == by.pk and RANK[role] > RANK[member.role]:
            raise OwnRole
        if not may_touch(by, member) or not may_give(by, role):
            raise NotYours
        if member.role == Member.Role.OWNER and _is_last_owner(member):
            raise LastOwner
    elif not may_touch(by, member):
        raise NotYours
    before = _in_words(member)
    member.role, member.job_roles = role, _in_order(job_roles)
    after = _in_words(member)
    if before == after:
        return member
    member.save(update_fields=["role", "job_roles"])
    record("member.changed", on=member, by=by.as_actor, member=member.name, before=before, after=after)
    recheck(member.company_id, member.user_id)
    return member


@transaction.atomic
def deactivate(member: Member, *, by: Member) -> Member:
    """End somebody's access to this company. Their open pages close at once; what they did stays."""
    member = _locked(member)
    by.refresh_from_db(fields=["role", "is_active"])
    if member.pk == by.pk:
        raise OwnPlace
    if not may_touch(by, member):
        raise NotYours
    if not member.is_active:
        return member
    if member.role == Member.Role.OWNER and _is_last_owner(member):
        raise LastOwner
    member.is_active = False
    member.save(update_fields=["is_active"])
    record("member.deactivated", on=member, by=by.as_actor, member=member.name)
    recheck(member.company_id, member.user_id)
    return member


@transaction.atomic
def reactivate(member: Member, *, by: Member) -> Member:
    """Bring somebody back in the role they had."""
    member = _locked(member)
    if not may_touch(by, member):
        raise NotYours
    if member.is_active:
        return member
    member.is_active = True
    member.save(update_fields=["is_active"])
    record("member.reactivated", on=member, by=by.as_actor, member=member.name)
    return member


@transaction.atomic
def choose_tone(member: Member, *, tone: str) -> Member:
    """The colour of one's initials. A matter of taste, so the ledger does not hear of it."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    member.tone = tone
    member.save(update_fields=["tone"])
    return member


def note_sign_in(member: Member, *, at: datetime) -> None:
    """Remember when somebody last signed in here, for the team page."""
    Member.objects.filter(pk=member.pk).update(signed_in_at=at)


def _locked(member: Member) -> Member:
    """The member as they are now. All owners are locked too, so that two cannot remove each other at once."""
    list(Member.objects.select_for_update().filter(role=Member.Role.OWNER).order_by("id").values_list("id"))
    return Member.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)


def _is_last_owner(member: Member) -> bool:
    return not Member.objects.active().filter(role=Member.Role.OWNER).exclude(pk=member.pk).exists()


def _in_order(job_roles: Sequence[str]) -> list[str]:
    return [job.value for job in Member.Job if job.value in set(job_roles)]


def _in_words(member: Member) -> str:
    return ", ".join([str(member.get_role_display()), *map(str, member.job_names)])
