"""What a company decides for itself: its name and address, its colours, its hours."""

from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from companies.currency import currency_is_fixed
from companies.hosts import forget_hosts
from companies.models import Company, OpeningHours
from companies.refusals import CurrencyFixed, HoursOverlap
from core.actor import Actor
from core.ledger import record

type Span = tuple[int, time, time]

CHANGEABLE: Final = frozenset(
    {
        "name",
        "email",
        "phone",
        "address",
        "time_zone",
        "currency",
        "payment_terms_days",
        "invoice_footer",
        "shows_carts",
    }
)


@transaction.atomic
def change_company(company: Company, *, by: Actor, **fields: Any) -> Company:
    """Change some of CHANGEABLE; raises CurrencyFixed once there are amounts in the old currency."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    before = {key: getattr(company, key) for key in fields if key in CHANGEABLE}
    changed = [key for key in before if before[key] != fields[key]]
    if "currency" in changed and currency_is_fixed():
        raise CurrencyFixed
    if not changed:
        return company
    for key in changed:
        setattr(company, key, fields[key])
    company.save(update_fields=changed)
    _note(company, changed, before, by=by)
    return company


@transaction.atomic
def change_brand(
    company: Company, *, colour: str, by: Actor, logo: ContentFile | None = None, without_logo: bool = False
) -> Company:
    """Change colour and logo; without a new logo the old one stays, unless it is to go."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    before = {"brand_colour": company.brand_colour, "logo": company.logo.name}
    old, storage = company.logo.name, company.logo.storage
    company.brand_colour = colour.lower()
    if logo is not None:
        company.logo.save(str(logo.name), logo, save=False)
    elif without_logo:
        company.logo = ""
    changed = [key for key in before if str(getattr(company, key)) != str(before[key] or "")]
    if not changed:
        return company
    company.save(update_fields=changed)
    if "logo" in changed and old:
        transaction.on_commit(lambda: storage.delete(old))
    _note(company, changed, before, by=by)
    return company


@transaction.atomic
def offer_language(company: Company, code: str, *, by: Actor) -> Company:
    """Let letters speak one more language; one that they speak already changes nothing."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    return company if code in company.languages else _speak(company, [*company.other_languages, code], by=by)


@transaction.atomic
def withdraw_language(company: Company, code: str, *, by: Actor) -> Company:
    """Let letters speak a language no more. What was written in it stays, for the day it is offered again."""
    company = Company.objects.select_for_update().get(pk=company.pk)
    if code not in company.other_languages:
        return company
    return _speak(company, [each for each in company.other_languages if each != code], by=by)


def _speak(company: Company, codes: list[str], *, by: Actor) -> Company:
    before = company.other_languages
    company.other_languages = codes
    company.save(update_fields=["other_languages"])
    _note(company, ["other_languages"], {"other_languages": ", ".join(before)}, by=by)
    return company


def _note(company: Company, changed: list[str], before: dict[str, Any], *, by: Actor) -> None:
    record(
        "company.changed",
        on=company,
        by=by,
        fields=[str(Company._meta.get_field(key).verbose_name) for key in changed],
        before={key: str(before[key]) for key in changed},
        after={key: _in_words(getattr(company, key)) for key in changed},
    )
    transaction.on_commit(forget_hosts)


def _in_words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


@transaction.atomic
def set_hours(company: Company, spans: Sequence[Span], *, by: Actor) -> list[OpeningHours]:
    """Make these the opening hours, as (weekday, opens, closes) in local time; raises HoursOverlap."""
    Company.objects.select_for_update().get(pk=company.pk)
    wanted = sorted(spans)
    if any(opens >= closes for _day, opens, closes in wanted) or any(
        one[0] == two[0] and two[1] < one[2] for one, two in pairwise(wanted)
    ):
        raise HoursOverlap
    before = hours_in_words(list(OpeningHours.objects.values_list("weekday", "opens", "closes")))
    OpeningHours.objects.all().delete()
    rows = OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, opens=opens, closes=closes) for day, opens, closes in wanted
    )
    after = hours_in_words(wanted)
    if before != after:
        record("hours.changed", on=company, by=by, before=before, after=after)
    return rows


def hours_in_words(spans: Sequence[Span]) -> str:
    """Mon 9:00–17:00, Tue …; closed if there are none."""
    days = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    said = [f"{days[day]} {time_format(opens, 'G:i')}–{time_format(closes, 'G:i')}" for day, opens, closes in spans]
    return ", ".join(said) or _("closed")
