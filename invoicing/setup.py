"""What this app adds to the pages of the company: its settings, and what it has to say about the currency."""

from django.utils.translation import gettext_lazy as _

from companies.currency import fixes_currency
from companies.settings_pages import MONEY, settings_page
from invoicing.models import Invoice, Payment

settings_page(
    "payments",
    group=MONEY,
    title=_("Card payments"),
    text=_("Your account at Stripe, so that customers pay their invoices by card."),
    url="/settings/payments/",
    icon="card",
    words=_("stripe webhook key gateway checkout"),
    at=20,
)


@fixes_currency
def there_are_papers() -> bool:
    """Papers and payments keep the currency in which they were written."""
    return Invoice.objects.exists() or Payment.objects.exists()
