"""What a service still lacks before agents can book it. Apps above add what only they know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.models import Service

type Missing = Callable[[list[Service]], set[int]]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition; `missing` takes services with their tiers and links loaded and returns the ids that fail it."""

    key: str
    sentence: Any
    missing: Missing


_checks: dict[str, Check] = {}


def check(key: str, sentence: Any) -> Callable[[Missing], Missing]:
    """Register a condition; `sentence` says what to do about it."""

    def register(missing: Missing) -> Missing:
        _checks[key] = Check(key, sentence, missing)
        return missing

    return register


def lacking(services: Iterable[Service]) -> dict[int, list[Any]]:
    """For each service the sentences of what it lacks; an empty list means agents can book it once switched on."""
    asked = list(services)
    found: dict[int, list[Any]] = {service.pk: [] for service in asked}
    for each in _checks.values():
        for pk in each.missing(asked):
            found[pk].append(each.sentence)
    return found


@check("price", _("Give it a price for at least one size."))
def without_price(services: list[Service]) -> set[int]:
    return {service.pk for service in services if not service.tiers.all()}


@check("minutes", _("Say how many minutes it takes on site, or that it needs no visit."))
def without_minutes(services: list[Service]) -> set[int]:
    return {
        service.pk
        for service in services
        if service.needs_visit and not service.is_add_on and any(tier.minutes == 0 for tier in service.tiers.all())
    }


@check("description", _("Describe it in a sentence, so that agents know what they get."))
def without_description(services: list[Service]) -> set[int]:
    return {service.pk for service in services if not service.description.strip()}


@check("core", _("Tie this add-on to a core service, or put a core service into its category."))
def add_on_of_nothing(services: list[Service]) -> set[int]:
    add_ons = [service for service in services if service.is_add_on]
    if not add_ons:
        return set()
    with_cores = set(Service.objects.core().values_list("category", flat=True))
    return {each.pk for each in add_ons if not each.core_links.all() and each.category_id not in with_cores}
