"""The beginning of a company."""

from datetime import time
from decimal import Decimal
from importlib.resources import files

from django.db import IntegrityError, transaction

from accounts.actions import create_person
from accounts.queries import person_of
from companies.actions.hosts import put_host
from companies.links import own_host
from companies.models import Company, LegalVersion, Member, OpeningHours, Tax
from companies.refusals import SlugTaken
from companies.scope import company_scope
from core.actor import CLOCK, Actor
from core.ledger import record

OPENS, CLOSES, WORKDAYS = time(9), time(17), range(5)


@transaction.atomic
def create_company(
    *,
    name: str,
    slug: str,
    owner_email: str,
    owner_name: str,
    by: Actor,
    host: str = "",
    password: str | None = None,
    email_is_verified: bool = True,
    time_zone: str = "America/Chicago",
    currency: str = "USD",
) -> Company:
    """Make a company one can work in: host, owner, hours, tax, sample legal pages, and what upper apps add.

    `host` is its short name under our domain if not given. Somebody who has an account already keeps their password.
    Raises SlugTaken or HostTaken.
    """
    owner = person_of(owner_email) or create_person(
        email=owner_email, name=owner_name, password=password, is_verified=email_is_verified
    )
    try:
        with transaction.atomic():
            company = Company.objects.create(
                name=name, slug=slug, email=owner.email, time_zone=time_zone, currency=currency
            )
    except IntegrityError:
        raise SlugTaken from None
    with company_scope(company.pk):
        put_host(host or own_host(company), is_primary=True)
        Member.objects.create(user=owner, role=Member.Role.OWNER, tone="teal")
        OpeningHours.objects.bulk_create(OpeningHours(weekday=day, opens=OPENS, closes=CLOSES) for day in WORKDAYS)
        Tax.objects.create(name="Sales tax", percent=Decimal(0), is_default=True)
        for page in LegalVersion.Page:
            LegalVersion.objects.create(page=page, number=1, body=sample(page, company), published_by=CLOCK.name)
        record("company.created", on=company, by=by, company=company.name, owner=owner.name)
    return company


def sample(page: str, company: Company) -> str:
    """Our own words for a legal page, to begin with."""
    text = files("companies").joinpath(f"sample_pages/{page}.txt").read_text(encoding="utf-8")
    return text.format(company=company.name, email=company.email).strip()
