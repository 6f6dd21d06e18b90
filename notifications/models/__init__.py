"""How people are told: what stands in a member's inbox, what they want to hear, and every message that left or should leave."""

from notifications.models.choice import Attention, NoticeChoice, NoticeTimes
from notifications.models.mail import Mail
from notifications.models.notice import Notice
from notifications.models.push import Browser, Push
from notifications.models.refusal import Refusal
from notifications.models.sender import Sender
from notifications.models.slack import SlackPlace, SlackPost
from notifications.models.suppression import Suppression
from notifications.models.template import TemplateSettings, TemplateVersion
from notifications.models.text import Text, TextConsent, TextNumber

__all__ = [
    "Attention",
    "Browser",
    "Mail",
    "Notice",
    "NoticeChoice",
    "NoticeTimes",
    "Push",
    "Refusal",
    "Sender",
    "SlackPlace",
    "SlackPost",
    "Suppression",
    "TemplateSettings",
    "TemplateVersion",
    "Text",
    "TextConsent",
    "TextNumber",
]
