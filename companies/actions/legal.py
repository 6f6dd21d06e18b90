"""The texts that customers accept."""

from django.db import transaction

from companies.models import Company, LegalVersion
from companies.refusals import NothingNew
from core.actor import CLOCK, Actor
from core.ledger import record


@transaction.atomic
def publish_legal(company: Company, *, page: str, body: str, by: Actor) -> LegalVersion:
    """Put a new version in force; the old ones stay readable. Raises NothingNew for an unchanged text of one's own."""
    Company.objects.select_for_update().get(pk=company.pk)
    newest = LegalVersion.objects.filter(page=page, language=company.language).first()
    text = "\n".join(line.rstrip() for line in body.strip().splitlines())
    if newest is not None and newest.body == text and newest.published_by != CLOCK.name:
        raise NothingNew
    version = LegalVersion.objects.create(
        page=page,
        language=company.language,
        number=newest.number + 1 if newest else 1,
        body=text,
        published_by=by.name,
    )
    record("legal.published", on=version, by=by, page=str(version.title), number=version.number)
    return version
