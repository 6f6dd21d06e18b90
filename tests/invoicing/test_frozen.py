"""What Postgres refuses about papers and money."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from invoicing.models import Invoice, InvoiceLine, Payment


def refused(work, name):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        work()
    assert error.value.__cause__.diag.constraint_name == name


def test_an_issued_invoice_never_changes(north, issued):
    paper = issued()
    with north.scope():
        mine = Invoice.objects.filter(pk=paper.pk)
        for change in ({"total": 1, "subtotal": 1, "tax": 0}, {"number": "X"}, {"bill_to": {}}, {"state": "draft"}):
            refused(lambda change=change: mine.update(**change), "issued_invoice_is_never_changed")
        refused(mine.delete, "line_of_an_issued_invoice_is_never_changed")
        refused(lambda: mine._raw_delete("default"), "issued_invoice_is_never_changed")


def test_what_is_not_printed_may_change(north, issued):
    paper = issued()
    with north.scope():
        assert Invoice.objects.filter(pk=paper.pk).update(sent_to="a@b.test", pdf="x.pdf", token="t" * 43) == 1


def test_a_line_of_an_issued_invoice_never_changes_nor_goes(north, issued):
    paper = issued()
    with north.scope():
        lines = InvoiceLine.objects.filter(invoice=paper)
        refused(lambda: lines.update(text="Other"), "line_of_an_issued_invoice_is_never_changed")
        refused(lambda: lines._raw_delete("default"), "line_of_an_issued_invoice_is_never_changed")


def test_an_issued_invoice_takes_no_further_line(north, issued, drafted):
    paper, draft = issued(), drafted()
    with north.scope():
        one = {"text": "Extra", "unit_price": Decimal(0), "amount": Decimal(0)}
        refused(lambda: InvoiceLine.objects.create(invoice=paper, **one), "issued_invoice_takes_no_new_line")
        moved = InvoiceLine.objects.filter(invoice=draft)
        refused(lambda: moved.update(invoice=paper), "line_of_an_issued_invoice_is_never_changed")
        InvoiceLine.objects.create(invoice=draft, **one)


def test_lines_may_be_loaded_before_their_invoice(north, issued):
    """How a large demo is filled: keys deferred, lines first."""
    paper = issued()
    with north.scope(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT nextval(pg_get_serial_sequence('invoicing_invoice', 'id'))")
        coming = cursor.fetchone()[0]
        InvoiceLine.objects.create(invoice_id=coming, text="Photos", unit_price=1, amount=1)
        paper.pk, paper.sequence, paper.number, paper.token = coming, 900, "INV-2026-00900", "u" * 43
        paper.save(force_insert=True)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert InvoiceLine.objects.filter(invoice=coming).count() == 1


def test_an_order_has_one_draft(north, drafted):
    draft = drafted()
    with north.scope():
        draft.pk, draft.token = None, "v" * 43
        refused(lambda: draft.save(force_insert=True), "one_draft_invoice_per_order")


def test_a_number_is_given_once_and_only_at_issue(north, issued, drafted):
    first, second, draft = issued(), issued(), drafted()
    assert (first.number, second.number) == ("INV-2026-00001", "INV-2026-00002")
    with north.scope():
        refused(
            lambda: Invoice.objects.filter(pk=draft.pk).update(number="INV-2026-00009"),
            "only_an_issued_invoice_has_a_number",
        )


def test_a_paper_takes_no_more_than_its_total_and_a_draft_nothing(north, issued, drafted):
    paper, draft = issued(), drafted()
    with north.scope():
        refused(
            lambda: Invoice.objects.filter(pk=paper.pk).update(paid=paper.total + 1),
            "invoice_takes_no_more_than_its_total",
        )
        refused(lambda: Invoice.objects.filter(pk=draft.pk).update(paid=1), "a_draft_invoice_takes_no_money")


def test_a_payment_never_changes_and_never_goes(north, issued, pay):
    payment = pay(issued(), "10")
    with north.scope():
        mine = Payment.objects.filter(pk=payment.pk)
        refused(lambda: mine.update(amount=1), "payment_is_never_changed")
        refused(lambda: mine._raw_delete("default"), "payment_is_never_changed")
