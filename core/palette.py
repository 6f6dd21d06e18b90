"""Ctrl/Cmd+K: jump to a page, or to what the apps above find. They register a finder, the palette names none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import navigation

MOST: Final = 6
LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing to jump to: its name, a quiet line under it, its address and its drawing."""

    name: str
    url: str
    icon: str
    note: str = ""


type Finder = Callable[[HttpRequest, str], Iterable[Hit]]

_finders: dict[Any, Finder] = {}


def finds(title: Any) -> Callable[[Finder], Finder]:
    """Register what finds things for a text, for the member on the request; `title` stands above them."""

    def register(finder: Finder) -> Finder:
        _finders[title] = finder
        return finder

    return register


def pages(request: HttpRequest, text: str) -> list[Hit]:
    """The places of the rail that this person may open and whose names hold the text."""
    places = [place for group in navigation.groups_for(request.can) for place in group.places]
    profile = navigation.Place(_("Your profile"), "/profile/", "person")
    return [
        Hit(str(place.name), place.path, place.icon)
        for place in [*places, profile]
        if text.casefold() in str(place.name).casefold()
    ]


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """What the text leads to. For members; without a text, the pages alone."""
    if not request.member:
        raise Http404
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = [(title, list(finder(request, text))[:MOST]) for title, finder in _finders.items()] if text else []
    groups = [(title, hits) for title, hits in [*found, (_("Pages"), pages(request, text))] if hits]
    return render(request, "components/palette_results.html", {"groups": groups, "text": text})
