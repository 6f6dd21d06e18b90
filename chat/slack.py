"""What can be posted to Slack of the talk with agents: that one wrote, not a word of what."""

from django.utils.translation import gettext_lazy as _

from notifications.slack import can_be_posted

can_be_posted("lane.agent_said", _("The agent of an order writes"), _("The agent of order {order} wrote to you"))
