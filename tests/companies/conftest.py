"""What the ledger says, and people with an account that allauth knows."""

import pytest

from accounts.actions import create_person
from activity.models import Activity
from companies.models import Member


def recorded(world, prefix=""):
    """Verb, actor and data of every record of a company whose verb starts with `prefix`, oldest first."""
    with world.scope():
        rows = Activity.objects.filter(verb__startswith=prefix).order_by("id")
        return [(row.verb, row.actor_name, row.data) for row in rows]


def signed_in_member(world, name, role="staff", email=None, password="a-good-password"):
    """A member whose e-mail is proven and who has a password."""
    user = create_person(
        email=email or f"{name.split()[0].lower()}@{world.slug}.example", name=name, password=password, is_verified=True
    )
    with world.scope():
        return Member.objects.create(user=user, role=role)


@pytest.fixture
def ledger():
    return recorded
