"""A colour to choose from those the design knows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import TONES

WORDS = {
    "grey": _("Grey"),
    "blue": _("Blue"),
    "teal": _("Teal"),
    "green": _("Green"),
    "amber": _("Amber"),
    "orange": _("Orange"),
    "red": _("Red"),
    "violet": _("Violet"),
    "pink": _("Pink"),
}


def tone_field(label: Any, *, required: bool = True) -> forms.ChoiceField:
    """One of the tones, as a row of radio buttons."""
    choices = [(tone, WORDS[tone]) for tone in TONES]
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect())
