"""The kinds of things the content consists of."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Street:
    """A real public street and the house numbers it has in that ZIP code.

    `kind` says what stands there: house, flat (two or three storeys), tower (with units), estate.
    """

    low: int
    high: int
    name: str
    city: str
    state: str
    postal_code: str
    kind: str = "house"


@dataclass(frozen=True, slots=True)
class Brokerage:
    """A brokerage whose agents book."""

    key: str
    name: str
    domain: str
    phone: str
    street: str
    city: str
    state: str
    postal_code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """An agent. `brokerage` is a key, empty for one who works alone."""

    first_name: str
    last_name: str
    email: str
    phone: str
    brokerage: str = ""
    priority: bool = False
    notes: str = ""
    preferences: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}"


# One span of weekly hours: weekday (Monday 0), from, to, in minutes after midnight.
Hours = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who works for the company. `role` is owner, admin, staff or contractor."""

    first_name: str
    last_name: str
    email: str
    phone: str
    role: str
    jobs: tuple[str, ...]
    skills: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    postal_code: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Tier:
    """A price and on-site minutes for homes of up to so many square feet; None: of any size."""

    up_to: int | None
    price: Decimal
    minutes: int


@dataclass(frozen=True, slots=True)
class Service:
    """Something that can be ordered. `kind` is core or add_on; `picture` names a motif."""

    key: str
    name: str
    category: str
    kind: str
    tagline: str
    description: str
    turnaround: str
    turnaround_hours: int
    tiers: tuple[Tier, ...]
    picture: str
    skills: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()
    note_template: str = ""
    beside: tuple[str, ...] = ()
    """The core services an add-on goes with; none named: every core of its category."""


@dataclass(frozen=True, slots=True)
class Package:
    """Services together for less, with a price a tier."""

    key: str
    name: str
    description: str
    services: tuple[str, ...]
    prices: tuple[tuple[int | None, Decimal], ...]
    picture: str
    popular: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """A company and all of its people and catalogue."""

    subdomain: str
    name: str
    time_zone: str
    brand: str
    email: str
    phone: str
    street: str
    city: str
    state: str
    postal_code: str
    tax_name: str
    tax_percent: Decimal
    members: tuple[Member, ...]
    brokerages: tuple[Brokerage, ...]
    customers: tuple[Customer, ...]
    services: tuple[Service, ...]
    packages: tuple[Package, ...]
    streets: tuple[Street, ...]
    skills: dict[str, str] = field(default_factory=dict)
