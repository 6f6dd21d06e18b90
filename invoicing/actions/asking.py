"""Asking the gateway about card pages of which it has said nothing. The sweep is the guarantee that money is seen."""

from datetime import timedelta
from typing import Final

import structlog
from django.utils import timezone

from companies.scope import company_scope, everywhere
from invoicing.actions.checkout import ask_about
from invoicing.models import CheckoutSession
from invoicing.refusals import InvoicingRefused

log = structlog.get_logger(__name__)

LEASE: Final = timedelta(minutes=5)
MOST: Final = 100


def ask_about_open_pages() -> int:
    """Ask about every card page whose time has come; how many. One that fails waits and keeps no other."""
    asked = 0
    while asked < MOST and (claimed := _claim()) is not None:
        company_id, pk = claimed
        try:
            with company_scope(company_id):
                ask_about(CheckoutSession.objects.select_related("invoice").get(pk=pk))
        except InvoicingRefused as trouble:
            log.warning("the gateway did not answer", checkout=pk, detail=str(trouble))
        asked += 1
    return asked


def _claim() -> tuple[int, int] | None:
    """Take one for the length of the lease. Across companies, because the clock belongs to none."""
    now = timezone.now()
    with everywhere():
        due = CheckoutSession.everywhere.filter(state=CheckoutSession.State.OPEN, ask_at__lte=now)
        page = due.order_by("ask_at").select_for_update(skip_locked=True).first()
        if page is None:
            return None
        page.ask_at = now + LEASE
        page.save(update_fields=["ask_at"])
        assert page.company_id
    return page.company_id, page.pk
