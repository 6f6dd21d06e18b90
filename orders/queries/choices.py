"""What an order list can be narrowed to, as (id, name)."""

from companies.models import Member
from services.models import Service


def services() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Service.objects.in_order().values_list("pk", "name")]


def members() -> list[tuple[str, str]]:
    return [(str(member.pk), member.name) for member in Member.objects.by_name()]
