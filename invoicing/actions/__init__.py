"""Everything that changes papers and money."""

from invoicing.actions.asking import ask_about_open_pages
from invoicing.actions.checkout import ask_about, close_pages, come_back, start_checkout
from invoicing.actions.drafting import change_draft, discard_draft, draft_invoice
from invoicing.actions.events import hear
from invoicing.actions.gateway import gateway_row, set_gateway, try_gateway
from invoicing.actions.issuing import issue
from invoicing.actions.papers import make_pdf, pdf_of
from invoicing.actions.payments import record_payment, reverse_payment
from invoicing.actions.sending import change_link, send

__all__ = [
    "ask_about",
    "ask_about_open_pages",
    "change_draft",
    "change_link",
    "close_pages",
    "come_back",
    "discard_draft",
    "draft_invoice",
    "gateway_row",
    "hear",
    "issue",
    "make_pdf",
    "pdf_of",
    "record_payment",
    "reverse_payment",
    "send",
    "set_gateway",
    "start_checkout",
    "try_gateway",
]
