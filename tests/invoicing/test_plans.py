"""What is unpaid is found by its own small index, also as the role that the walls bind."""

import pytest
from django.db import connection

from invoicing.models import Invoice
from invoicing.queries import listing
from invoicing.queries.money import company_today


@pytest.mark.parametrize(
    "rows",
    [
        lambda: listing.invoices_in("unpaid", company_today()),
        lambda: listing.invoices_in("overdue", company_today()),
        lambda: Invoice.objects.unpaid(),
    ],
)
def test_unpaid_invoices_are_read_by_their_index(north, rows):
    with north.scope(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("tonomo_app",)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        assert "invoice_unpaid" in rows()[:50].explain()
