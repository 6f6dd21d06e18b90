"""How the verbs of papers and money read in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import silent, word

word("invoice.drafted", _("{actor} drafted the invoice: {total}"))
word("invoice.refreshed", _("{actor} brought the draft of the invoice up to date: {total}"))
word("invoice.draft_changed", _("{actor} changed the draft of the invoice to {bill_to}"))
word("invoice.discarded", _("{actor} threw the draft of the invoice away"))
word("invoice.issued", _("{actor} issued {number}: {total}, due {due}"))
word("invoice.sent", _("{actor} sent {number} to {to}"))
word("invoice.link_changed", _("{actor} gave {number} a new link"))
word("payment.recorded", _("{actor} recorded {amount} ({method}); {due} left to pay"))
word("payment.reversed", _("{actor} took {amount} ({method}) back off the ledger: {reason}"))
word("checkout.started", _("{actor} opened the card page for {invoice}: {amount}"))
word("checkout.failed", _("A card was declined for {invoice}: {reason}"))
word("checkout.expired", _("The card page for {invoice} was closed unpaid"))
word("gateway.changed", _("{actor} changed the card gateway: {what}"))
silent("checkout.returned")
