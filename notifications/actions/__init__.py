"""Telling people: mail that surely leaves, notices that stand in the inbox."""

from notifications.actions.choices import attend, choose
from notifications.actions.gathering import gather
from notifications.actions.mail import send_again, send_letter, send_mail
from notifications.actions.notices import notify, read, read_all, read_because_of, unread, unread_again
from notifications.actions.pushing import add_browser, remove_browser, send_waiting_pushes
from notifications.actions.sending import send_waiting
from notifications.actions.taking_back import reword, take_back
from notifications.actions.texts import send_text, send_waiting_texts

__all__ = [
    "add_browser",
    "attend",
    "choose",
    "gather",
    "notify",
    "read",
    "read_all",
    "read_because_of",
    "remove_browser",
    "reword",
    "send_again",
    "send_letter",
    "send_mail",
    "send_text",
    "send_waiting",
    "send_waiting_pushes",
    "send_waiting_texts",
    "take_back",
    "unread",
    "unread_again",
]
