"""Events of the schedule that can be posted to Slack."""

from django.utils.translation import gettext_lazy as _

from notifications.slack import can_be_posted

can_be_posted("appointment.made", _("A visit is booked"), _("{actor} booked a visit for order {order}"))
can_be_posted("appointment.moved", _("A visit is moved"), _("{actor} moved a visit of order {order}"))
can_be_posted("appointment.cancelled", _("A visit is cancelled"), _("{actor} cancelled a visit of order {order}"))
