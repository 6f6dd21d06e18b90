"""/styleguide/: every part of the design in one place, for those who build and check pages."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

TONES: Final = ["grey", "blue", "teal", "green", "amber", "orange", "red", "pink", "violet"]
GROUNDS: Final = ["sunken", "canvas", "surface", "raised", "line", "line-strong", "control-line"]
INKS: Final = ["ink", "ink-muted", "ink-faint", "accent", "accent-tint", "accent-ink", "focus"]
SIZES: Final = [
    ("2xl", "One figure or headline a page"),
    ("xl", "Page title"),
    ("l", "Section title"),
    ("m", "Body at work, chat messages"),
    ("s", "Rows, buttons and fields at work"),
    ("xs", "Labels, meta, chips"),
]
BRANDS: Final = [("sun", "Sun yellow"), ("berry", "Berry"), ("night", "Midnight"), ("mint", "Mint")]


@dataclass(frozen=True, slots=True)
class Status:
    name: str
    tone: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    tone: str
    phase: str


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    tone: str
    note: str


CARDS: Final = [
    ("", "Listing Photos, 40", "Today 6:00 PM"),
    ("escalated", "Social Reel", "Yesterday"),
    ("lifted", "3D Tour", "Tomorrow"),
    ("done", "Property Website", "Done"),
]
STATUSES: Final = [
    Status("Draft", "grey", "cart"),
    Status("Quote", "grey", "quote"),
    Status("Closed", "grey", "closed"),
    Status("Pending", "grey", "pending"),
    Status("In Progress", "blue", "active"),
    Status("Postponed", "amber", "postponed"),
    Status("Completed", "green", "completed"),
    Status("Cancelled", "red", "cancelled"),
]
STAGES: Final = [
    Stage("Pre-Production", "blue", "pre"),
    Stage("Production", "orange", "production"),
    Stage("Post-Production", "violet", "post"),
    Stage("Complete", "green", "complete"),
    Stage("Archived", "grey", "archived"),
]
PEOPLE: Final = [
    Person("Dana Whitfield", "teal", "Project manager"),
    Person("Priya Raman", "violet", "Photographer"),
    Person("Will Kowalczyk", "blue", "Photographer"),
    Person("Owen Park", "amber", "Photo editor"),
    Person("Tomás Echeverría-Lindqvist", "green", "Photographer"),
]


FILLED_IN: Final = {"name": "Tomás Echeverría-Lindqvist", "access": "lockbox", "parking": "drive", "twilight": "on"}


class Sample(forms.Form):
    """One field of each kind, some of them filled in wrongly."""

    name = forms.CharField(label="Name", max_length=120)
    mobile = forms.CharField(label="Mobile", required=False, help_text="We text when the photographer is on the way.")
    lockbox = forms.RegexField(
        label="Lockbox code", regex=r"^\d{4}$", error_messages={"invalid": "The code has four digits."}
    )
    access = forms.ChoiceField(
        label="Access", choices=[("lockbox", "Lockbox"), ("agent", "Agent opens"), ("owner", "Owner at home")]
    )
    price = forms.DecimalField(
        label="Price", min_value=0, error_messages={"min_value": "Nothing costs less than zero."}
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), max_length=300, required=False)
    parking = forms.ChoiceField(
        label="Parking", widget=forms.RadioSelect, choices=[("drive", "Driveway"), ("street", "Street")]
    )
    pets = forms.BooleanField(label="There are pets", required=False)
    twilight = forms.BooleanField(label="Twilight visit", required=False)


def icons() -> list[str]:
    """The names of all drawings in the sprite."""
    file = finders.find("img/icons.svg")
    return re.findall(r'<symbol id="([\w-]+)"', Path(file).read_text()) if file else []


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """For members of a company only; everybody else finds nothing."""
    if not getattr(request, "member", None):
        raise Http404
    now = timezone.now()
    sample = Sample({**FILLED_IN, "lockbox": "44", "price": "-5"})
    context = {
        "tones": TONES, "grounds": GROUNDS, "inks": INKS, "sizes": SIZES, "brands": BRANDS,
        "sample_cards": CARDS, "statuses": STATUSES, "stages": STAGES, "people": PEOPLE, "icons": icons(), "sample": sample,
        "page": Paginator(range(2595), 50).get_page(request.GET.get("page")),
        "moments": {"ago": now - timedelta(minutes=3), "start": now + timedelta(days=1), "end": now + timedelta(days=1, hours=2)},
    }  # fmt: skip
    return render(request, "styleguide/index.html", context)
