"""The PDF of an invoice: made once, kept as a file, made anew only when a payment changed what it lists."""

from django.core.files.base import ContentFile
from django.db import connection, transaction

from invoicing import pdf
from invoicing.models import Invoice, Payment
from invoicing.queries.papers import paper_of
from invoicing.refusals import NotIssued

TRIES = 5


def pdf_of(invoice: Invoice) -> bytes:
    """The file of an issued invoice, from the storage; if it is not there yet, made now by one process at a time."""
    if invoice.is_draft:
        raise NotIssued
    return _stored(invoice) or make_pdf(invoice)


@transaction.atomic
def make_pdf(invoice: Invoice) -> bytes:
    """Draw the paper and keep it. Whoever comes second waits and takes the first one's file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"paper:{invoice.pk}"])
    for _ in range(TRIES):
        invoice = Invoice.objects.select_related("order__status").get(pk=invoice.pk)
        if (kept := _stored(invoice)) is not None:
            return kept
        seen = _newest_payment(invoice)
        drawn = pdf.draw(paper_of(invoice))
        locked = Invoice.objects.select_for_update().get(pk=invoice.pk)
        if _newest_payment(locked) == seen:
            locked.pdf.save("", ContentFile(drawn), save=False)
            locked.save(update_fields=["pdf"])
            return drawn
    return drawn


def _stored(invoice: Invoice) -> bytes | None:
    """The kept file; None while there is none, or if it is gone from the storage."""
    if not invoice.pdf:
        return None
    try:
        with invoice.pdf.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


def _newest_payment(invoice: Invoice) -> int:
    """The ledger of the order as it was: its last row."""
    newest = Payment.objects.filter(order=invoice.order_id).order_by("-id").values_list("pk", flat=True).first()
    return newest or 0
