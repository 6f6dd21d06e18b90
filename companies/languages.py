"""The languages of the company in force: the main one, and those that its letters speak besides."""

from django.utils.translation import gettext as _

from companies.models import Company
from companies.scope import current_company_id
from core.languages import name_of


def spoken() -> list[str]:
    """Their codes as they stand in the database, the main one first."""
    return Company.objects.get(pk=current_company_id()).languages


def choices(chosen: str = "") -> list[tuple[str, str]]:
    """What somebody can ask to be written to in, each by its own name; `chosen` stays though it is offered no more."""
    offered = spoken()
    kept = [chosen] if chosen and chosen not in offered else []
    first = ("", _("Not said: %(language)s") % {"language": name_of(offered[0])})
    return [first, *((code, name_of(code)) for code in (*offered, *kept))]
