"""Where the log leads for invoices and money."""

from activity.leading import way_to
from activity.models import Activity
from companies.capabilities import Can

MONEY = {Can.SEE_INVOICES}


def way_of(world, verb, can=MONEY):
    with world.scope():
        return way_to(Activity.objects.filter(verb=verb).latest("id"), can)


def test_a_draft_an_invoice_and_a_payment_lead_to_the_paper(north, drafted, issued, pay):
    draft = drafted()
    assert way_of(north, "invoice.drafted") == f"/invoices/draft/{draft.pk}/"
    invoice = issued()
    pay(invoice, "10.00")
    assert way_of(north, "invoice.issued") == f"/invoices/{invoice.number}/"
    assert way_of(north, "payment.recorded") == f"/invoices/{invoice.number}/"


def test_who_sees_no_invoices_is_not_led_to_one(north, issued):
    issued()
    assert way_of(north, "invoice.issued", set()) == ""
