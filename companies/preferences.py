"""What a member's pages remember: open groups, switches, sizes. Nothing of the business, so nothing is recorded."""

from typing import Any

from django.db import transaction

from companies.models import Member


@transaction.atomic
def remember(member: Member, key: str, value: Any) -> Member:
    """Keep one JSON value under a key, leaving the others as they are."""
    fresh = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    fresh.preferences[key] = value
    fresh.save(update_fields=["preferences"])
    member.preferences = fresh.preferences
    return member
