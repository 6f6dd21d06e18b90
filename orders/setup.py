"""What orders say about the company: its currency stays, and its first booking is taken."""

from django.utils.translation import gettext_lazy as _

from companies.currency import fixes_currency
from companies.settings_pages import WORK, settings_page
from companies.setup import step
from orders.models import Order


@fixes_currency
def there_are_orders() -> bool:
    """Every order, a draft too, keeps the currency it was begun in."""
    return Order.objects.exists()


def is_booked() -> bool:
    """Somebody has ordered."""
    return Order.objects.commissioned().exists()


step(
    "booking",
    _("Take your first booking"),
    "/book/",
    text=_("Go through it yourself first, as a customer would. Then put the link on your website."),
    at=90,
    is_done=is_booked,
)
settings_page(
    "statuses",
    group=WORK,
    title=_("Statuses"),
    text=_("Their names, colours and order, and from which to which an order goes."),
    url="/settings/statuses/",
    icon="tasks",
    words=_("status state workflow pending progress completed cancelled automatic"),
    at=20,
)
settings_page(
    "stages",
    group=WORK,
    title=_("Stages"),
    text=_("The columns of the board, how much each may hold, and the ways between them."),
    url="/settings/stages/",
    icon="board",
    words=_("stage column board kanban production limit"),
    at=25,
)
