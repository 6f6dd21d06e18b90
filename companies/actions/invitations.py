"""Inviting people into the team, and taking the place that is offered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.actions import create_person, prove_email
from accounts.models import User
from companies.models import Company, Invitation, Member, new_token
from companies.refusals import AlreadyThere, InvitationOver, NotYours, WrongPerson
from companies.roles import may_give
from core.ledger import record
from core.live import recheck

LASTS: Final = timedelta(days=14)


@transaction.atomic
def invite(emails: Sequence[str], *, role: str, job_roles: Sequence[str], by: Member) -> list[Invitation]:
    """Offer a place to each of these addresses; one that has an open offer gets it anew. All or none.

    Raises NotYours for a role beyond one's own, AlreadyThere for somebody who works or worked here.
    """
    if not may_give(by, role):
        raise NotYours
    Company.objects.select_for_update().get(pk=by.company_id)
    addresses = dict.fromkeys(email.strip().lower() for email in emails)
    return [_offer(email, role, list(job_roles), by) for email in addresses]


def _offer(email: str, role: str, job_roles: list[str], by: Member) -> Invitation:
    known = Member.objects.filter(user__email__iexact=email).first()
    if known:
        raise AlreadyThere(email, is_active=known.is_active)
    expires_at = timezone.now() + LASTS
    invitation = (
        Invitation.objects.select_for_update().filter(email__iexact=email, accepted_at=None, withdrawn_at=None).first()
    )
    if invitation is None:
        invitation = Invitation.objects.create(
            email=email, role=role, job_roles=job_roles, invited_by=by, expires_at=expires_at
        )
    else:
        if not may_give(by, invitation.role):
            raise NotYours
        invitation.role, invitation.job_roles, invitation.invited_by = role, job_roles, by
        invitation.expires_at, invitation.token = expires_at, new_token()
        invitation.save(update_fields=["role", "job_roles", "invited_by", "expires_at", "token"])
    _note(invitation, by)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Member) -> Invitation:
    """Send the offer anew, with a new link and a new date; raises InvitationOver once used or withdrawn."""
    invitation = _open(invitation, even_expired=True)
    if not may_give(by, invitation.role):
        raise NotYours
    invitation.expires_at, invitation.token = timezone.now() + LASTS, new_token()
    invitation.save(update_fields=["expires_at", "token"])
    _note(invitation, by)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Member) -> Invitation:
    """Take the offer back: its link says so from now on."""
    invitation = _open(invitation, even_expired=True)
    if not may_give(by, invitation.role):
        raise NotYours
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("member.uninvited", on=invitation, by=by.as_actor, email=invitation.email)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, user: User) -> Member:
    """Take the place. Twice by the same person is once; raises InvitationOver and WrongPerson."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if user.email.lower() != invitation.email.lower():
        raise WrongPerson
    member = Member.objects.select_for_update().filter(user=user).first()
    if invitation.accepted_at and member and member.is_active:
        return member
    check_open(invitation)
    if member is None:
        member = Member.objects.create(user=user, role=invitation.role, job_roles=invitation.job_roles)
    else:
        member.role, member.job_roles, member.is_active = invitation.role, invitation.job_roles, True
        member.save(update_fields=["role", "job_roles", "is_active"])
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    prove_email(user)
    member.user = user
    record("member.joined", on=member, by=member.as_actor, member=member.name, role=str(member.get_role_display()))
    recheck(member.company_id, user.pk)
    return member


@transaction.atomic
def accept_as_new(invitation: Invitation, *, name: str, password: str) -> Member:
    """Make an account for the invited address and take the place; raises InvitationOver, EmailTaken."""
    invitation = _open(invitation)
    user = create_person(email=invitation.email, name=name, password=password, is_verified=True)
    return accept(invitation, user=user)


def check_open(invitation: Invitation, *, even_expired: bool = False) -> None:
    """Raises InvitationOver unless the place can still be taken."""
    if invitation.accepted_at:
        raise InvitationOver(InvitationOver.USED)
    if invitation.withdrawn_at:
        raise InvitationOver(InvitationOver.WITHDRAWN)
    if not even_expired and invitation.expires_at <= timezone.now():
        raise InvitationOver(InvitationOver.EXPIRED)


def _open(invitation: Invitation, *, even_expired: bool = False) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    check_open(invitation, even_expired=even_expired)
    return invitation


def _note(invitation: Invitation, by: Member) -> None:
    record(
        "member.invited", on=invitation, by=by.as_actor, email=invitation.email, role=str(invitation.get_role_display())
    )
