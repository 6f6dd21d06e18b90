"""What people can be told: each app names its events here, from its `notices.py`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.capabilities import Can
from companies.models import Member

type Words = str | Promise


class Hears(StrEnum):
    """Who is told without having asked for it."""

    PERSON = "person"
    MANAGER = "manager"
    TEAM = "team"
    ADMINS = "admins"
    COORDINATORS = "coordinators"
    ACCOUNTING = "accounting"


IN_WORDS: dict[Hears, Words] = {
    Hears.PERSON: _("whoever it concerns"),
    Hears.MANAGER: _("the project manager"),
    Hears.TEAM: _("the team of the order"),
    Hears.ADMINS: _("owner and admins"),
    Hears.COORDINATORS: _("operations coordinators"),
    Hears.ACCOUNTING: _("accounting"),
}
BY_ROLE: dict[Hears, Callable[[Member], bool]] = {
    Hears.ADMINS: lambda member: member.role in {Member.Role.OWNER, Member.Role.ADMIN},
    Hears.COORDINATORS: lambda member: member.works_as(Member.Job.COORDINATOR),
    Hears.ACCOUNTING: lambda member: member.works_as(Member.Job.ACCOUNTING),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that people can be told. `mail`: by e-mail too, unless they choose otherwise."""

    key: str
    group: Words
    title: Words
    to: tuple[Hears, ...]
    mail: bool = True
    icon: str = "bell"
    needs: Can = Can.WORK_ON_ORDERS
    is_of_orders: bool = True
    always: bool = False
    """It cannot be switched off, does not wait for a digest, and is told of muted orders too."""

    @property
    def is_personal(self) -> bool:
        """Nobody else may ask to hear it: it is about one person."""
        return self.to == (Hears.PERSON,)

    @property
    def may_hear_every(self) -> bool:
        """Somebody may ask to hear of it on every order."""
        return self.is_of_orders and not self.is_personal

    @property
    def hearers(self) -> list[Words]:
        return [IN_WORDS[each] for each in self.to]

    def is_open_to(self, member: Member) -> bool:
        return self.needs in member.can

    def is_for_the_role_of(self, member: Member) -> bool:
        """Whether this member hears of it on every order because of what they are here."""
        return any(each in BY_ROLE and BY_ROLE[each](member) for each in self.to)


UNKNOWN = Event("", "", "", (), mail=False)
_events: dict[str, Event] = {}


class UnknownEvent(LookupError):
    """Somebody was to be told of what no app has registered."""


def register(event: Event) -> Event:
    """Make an event known; called once, when the app starts."""
    _events[event.key] = event
    return event


def event_of(key: str) -> Event:
    """The event of this name; raises UnknownEvent."""
    if key not in _events:
        raise UnknownEvent(key)
    return _events[key]


def face_of(key: str) -> Event:
    """The same for showing: what is no longer registered has the bell."""
    return _events.get(key, UNKNOWN)


def events_for(member: Member) -> dict[Words, list[Event]]:
    """What this member can be told, by group, as the apps name it."""
    groups: dict[Words, list[Event]] = {}
    for event in _events.values():
        if event.is_open_to(member):
            groups.setdefault(event.group, []).append(event)
    return groups


type Names = Callable[[Member, Collection[int]], dict[int, str]]
_names: list[Names] = []


def names_orders(names: Names) -> Names:
    """Register who knows how orders are called: of the ids given, those that this member may see."""
    _names[:] = [names]
    return names


def orders_named(member: Member, ids: Collection[int]) -> dict[int, str]:
    """The orders among these that the member may see, with what people call them."""
    return _names[0](member, ids) if ids and _names else {}
