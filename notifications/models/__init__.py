"""How people are told: what stands in a member's inbox, and every message that left or should leave."""

from notifications.models.mail import Mail
from notifications.models.notice import Notice
from notifications.models.sender import Sender

__all__ = ["Mail", "Notice", "Sender"]
