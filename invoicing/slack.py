"""Events of money that can be posted to Slack, without amounts."""

from django.utils.translation import gettext_lazy as _

from notifications.slack import can_be_posted

can_be_posted("invoice.issued", _("An invoice is issued"), _("{actor} issued an invoice for order {order}"))
can_be_posted("payment.recorded", _("A payment comes in"), _("A payment for order {order} came in"))
