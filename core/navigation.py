"""The places of the staff's rail, in order, each shown to those who may go there."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the product: its name, its address, and the capability without which it is not shown."""

    name: Any
    path: str
    icon: str
    needs: str = ""
    in_bar: bool = False
    badge: str = ""

    def holds(self, path: str) -> bool:
        """Whether the page at `path` lies in this place."""
        return path == "/" if self.path == "/" else path.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Group:
    name: Any
    places: tuple[Place, ...]


GROUPS = (
    Group(
        "",
        (
            Place(_("Home"), "/", "home", in_bar=True),
            Place(_("Inbox"), "/inbox/", "inbox", in_bar=True, badge="notifications:badge"),
        ),
    ),
    Group(
        _("Order Management"),
        (
            Place(_("Orders"), "/orders/", "orders", in_bar=True),
            Place(_("Schedule"), "/schedule/", "calendar", in_bar=True),
            Place(_("Customers"), "/customers/", "people", "see_customers"),
            Place(_("Invoices"), "/invoices/", "invoice", "see_invoices"),
        ),
    ),
    Group(
        _("Company"),
        (
            Place(_("Services"), "/services/", "services", "edit_catalogue"),
            Place(_("Packages"), "/packages/", "package", "edit_catalogue"),
            Place(_("Team"), "/team/", "team", "see_team"),
            Place(_("Settings"), "/settings/", "gear", "edit_settings"),
        ),
    ),
)


def groups_for(can: Collection[str]) -> list[Group]:
    """The groups with the places that these capabilities open; empty groups are left out."""
    shown = (Group(g.name, tuple(p for p in g.places if not p.needs or p.needs in can)) for g in GROUPS)
    return [group for group in shown if group.places]


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody as their initials on their tone."""

    name: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """All that the rail shows: whose it is, who looks, what they may do, and the place of the page."""

    company: str
    logo: str
    here: str
    can: frozenset[str]
    face: Face | None
    email: str


def rail_of(request: HttpRequest) -> Rail:
    """The rail for this page of this person."""
    company, member = getattr(request, "company", None), getattr(request, "member", None)
    can = getattr(request, "can", frozenset())
    user = getattr(request, "user", None)
    known = user if user is not None and user.is_authenticated else None
    return Rail(
        company=company.name if company else "Tonomo",
        logo=company.logo.url if company and company.logo else "",
        here=place_of(request.path, can),
        can=can,
        face=Face(str(known), member.tone if member else "") if known else None,
        email=known.email if known else "",
    )


def place_of(path: str, can: Collection[str]) -> str:
    """The path of the place in which a page lies; nothing for a page outside of them."""
    places = (place for group in groups_for(can) for place in group.places)
    return next((place.path for place in places if place.holds(path)), "")
