"""Reads for the pages of the company and its team."""

from datetime import time

from django.conf import settings

from companies.hosts import bare_name, company_of_host
from companies.models import Company, Host, Invitation, LegalVersion, Member, OpeningHours, Tax
from companies.scope import current_company_id
from core.actor import CLOCK


def team() -> list[Member]:
    """Everybody who works or worked here: those who are gone last, else by name."""
    return list(Member.objects.by_name().order_by("-is_active", "user__name", "id"))


def open_invitations() -> list[Invitation]:
    """Offers that nobody has taken or withdrawn, newest first; an old one is still here, to be sent again."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return list(rows.select_related("invited_by__user").order_by("-created_at", "-id"))


def member_of(user_id: int) -> Member | None:
    """The person in this company's team, even if their access has ended."""
    return Member.objects.filter(user_id=user_id).select_related("user").first()


def hosts() -> list[Host]:
    """Every address of the company, the main one first."""
    return list(Host.objects.order_by("-is_primary", "id"))


def is_known_host(name: str) -> bool:
    """Whether a certificate may be fetched for this name: a company answers there, or new ones begin there."""
    host = bare_name(name)
    return bool(host) and (company_of_host(host) is not None or (settings.START_IS_OPEN and host == settings.BASE_HOST))


def taxes() -> list[Tax]:
    return list(Tax.objects.order_by("-is_default", "name", "id"))


def hours_by_day() -> dict[int, list[tuple[time, time]]]:
    """The opening hours of each weekday, Monday 0; a day without any is closed."""
    found: dict[int, list[tuple[time, time]]] = {day: [] for day in range(7)}
    for day, opens, closes in OpeningHours.objects.values_list("weekday", "opens", "closes"):
        found[day].append((opens, closes))
    return found


def legal_versions(company: Company, page: str) -> list[LegalVersion]:
    """All versions of a legal page in the company's language, the one in force first."""
    return list(LegalVersion.objects.filter(page=page, language=company.language))


def legal_in_force(company: Company) -> dict[str, LegalVersion]:
    """The version in force of each legal page that has one."""
    rows = LegalVersion.objects.filter(language=company.language).order_by("page", "-number").distinct("page")
    return {row.page: row for row in rows}


def legal_version(company: Company, page: str, number: int | None = None) -> LegalVersion | None:
    """One version of a legal page, the one in force if no number is given."""
    rows = LegalVersion.objects.filter(page=page, language=company.language)
    return (rows if number is None else rows.filter(number=number)).first()


def is_sample(version: LegalVersion) -> bool:
    """Whether these are still the words that every company begins with."""
    return version.published_by == CLOCK.name


def has_own_legal_pages() -> bool:
    """Whether somebody has published a text of each page as the company's own."""
    rows = LegalVersion.objects.order_by("page", "language", "-number").distinct("page", "language")
    return not any(is_sample(row) for row in rows)


def has_brand() -> bool:
    """Whether the company shows its own logo or colour."""
    company = Company.objects.get(pk=current_company_id())
    return bool(company.logo) or company.brand_colour != Company._meta.get_field("brand_colour").default


def has_hours() -> bool:
    return OpeningHours.objects.exists()


def has_team() -> bool:
    """Whether somebody besides the first owner works here, or is invited."""
    return Member.objects.active().count() > 1 or Invitation.objects.filter(withdrawn_at=None).exists()
