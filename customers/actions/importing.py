"""Taking a whole spreadsheet of customers in, or nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import batched
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company, Member
from companies.scope import current_company_id
from core.actor import Actor
from core.ledger import record
from customers.models import Brokerage, Customer, CustomerSheet
from customers.reading import Problem, Row, read

BATCH = 2000
MOST_PROBLEMS = 200
KEPT = timedelta(days=1)


class BadSheet(Exception):
    """The sheet has bad rows, so nothing of it was taken."""

    def __init__(self, report: "SheetReport") -> None:
        super().__init__(_("Nothing was imported: %(count)s rows need a correction first.") % {"count": report.bad})
        self.report = report


@dataclass(slots=True)
class SheetReport:
    """What an import of the sheet would do: how many rows are new, known or bad, and what is wrong with those."""

    encoding: str
    delimiter: str
    ignored: tuple[str, ...] = ()
    new: int = 0
    known: int = 0
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.new + self.known + self.bad

    @property
    def read_as(self) -> str:
        """The encoding by the name that spreadsheets call it."""
        return {"cp1252": "Windows-1252", "utf-8-sig": "UTF-8"}.get(self.encoding, self.encoding[:6].upper())

    @property
    def separator(self) -> str:
        return {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}.get(self.delimiter, self.delimiter)


def examine(source: bytes | BinaryIO) -> SheetReport:
    """Read a whole sheet without storing anything of it; raises Unreadable for what is no sheet at all."""
    sheet = read(source, region="US")
    report = SheetReport(sheet.encoding, sheet.delimiter, sheet.ignored)
    for batch in batched(sheet.rows(), BATCH, strict=False):
        known = _known_emails(batch)
        for row in batch:
            if not row.ok:
                report.bad += 1
                report.problems.extend(row.problems)
            elif row.values["email"] in known:
                report.known += 1
            else:
                report.new += 1
        del report.problems[MOST_PROBLEMS:]
    return report


def _known_emails(rows: tuple[Row, ...]) -> set[str]:
    emails = [row.values["email"] for row in rows if row.ok]
    return {email.lower() for email in Customer.objects.filter(email__in=emails).values_list("email", flat=True)}


@transaction.atomic
def import_customers(source: bytes | BinaryIO, *, by: Actor) -> SheetReport:
    """Add every customer of the sheet that the company does not know yet. One bad row, and nothing is added.

    Customers whose e-mail is known stay as they are, so a repeat adds nothing. Brokerages are found by name or made.
    """
    report = examine(source)
    if report.bad:
        raise BadSheet(report)
    brokerages = {each.name.lower(): each for each in Brokerage.objects.all()}
    sheet = read(source, region="US")
    for batch in batched(sheet.rows(), BATCH, strict=False):
        known = _known_emails(batch)
        fresh = [row for row in batch if row.values["email"] not in known]
        Customer.objects.bulk_create(_customers(fresh, brokerages), ignore_conflicts=True)
    if report.new:
        company = Company.objects.get(pk=current_company_id())
        record("customers.imported", on=company, by=by, count=report.new, known=report.known)
    return report


def _customers(rows: list[Row], brokerages: dict[str, Brokerage]) -> Iterator[Customer]:
    missing = {row.values["brokerage"].lower(): row.values["brokerage"] for row in rows if row.values["brokerage"]}
    for key, name in missing.items():
        if key not in brokerages:
            brokerages[key] = Brokerage.objects.create(name=name)
    for row in rows:
        yield Customer(
            name=row.values["name"],
            email=row.values["email"],
            phone=row.values["phone"],
            brokerage=brokerages.get(row.values["brokerage"].lower()),
            preferences=row.values["preferences"],
            private_notes=row.values["notes"],
            language=row.values["language"],
        )


@transaction.atomic
def keep_sheet(*, name: str, content: bytes, member: Member) -> CustomerSheet:
    """Keep an upload until it is imported or a day old."""
    CustomerSheet.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return CustomerSheet.objects.create(name=name[:200], content=content, uploaded_by=member)


@transaction.atomic
def import_sheet(sheet: CustomerSheet, *, by: Actor) -> SheetReport | None:
    """Import a kept sheet once; None when it was imported already. Raises BadSheet."""
    sheet = CustomerSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.imported_at is not None:
        return None
    report = import_customers(bytes(sheet.content), by=by)
    sheet.imported_at, sheet.content = timezone.now(), b""
    sheet.save(update_fields=["imported_at", "content"])
    return report
