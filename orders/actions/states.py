"""The company's own statuses and stages: their words and places, where one goes on to, merging one into another.

Source: TYRIOS, "Job status": the secondary ones are the company's own; the primary ones are fixed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core.actor import Actor
from core.ledger import record
from orders.models import LineItem, Order, Stage, Status
from orders.refusals import IllegalChange, NoLongerThere, OrderRefused

type State = Status | Stage


class NameTaken(OrderRefused):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is one called %(name)s already.") % {"name": name})


class LastOfItsKind(OrderRefused):
    def __init__(self, state: State) -> None:
        super().__init__(
            _("%(name)s is the only one of its kind (%(kind)s) in use, and orders need one.")
            % {"name": state.name, "kind": _kind_in_words(state)}
        )


@transaction.atomic
def add_status(*, kind: str, by: Actor, **words: Any) -> Status:
    """A status more, the last of the list. Raises NameTaken."""
    return _add(Status(kind=kind), words, by=by)


@transaction.atomic
def add_stage(*, phase: str, by: Actor, **words: Any) -> Stage:
    """A stage more, the last of the list. Raises NameTaken."""
    return _add(Stage(phase=phase), words, by=by)


@transaction.atomic
def change_state[S: (Status, Stage)](state: S, *, by: Actor, **words: Any) -> S:
    """Its name, tone, ways on and whatever else it has, but not its kind. Raises NameTaken, LastOfItsKind."""
    states = _locked(type(state))
    fresh = _among(states, state)
    before = _told(fresh, states)
    if not words.get("is_active", True):
        _keep_one(fresh, states)
    _write(fresh, words)
    record(f"{_word(fresh)}.changed", on=fresh, by=by, name=fresh.name, before=before, after=_told(fresh, states))
    return fresh


@transaction.atomic
def place_state[S: (Status, Stage)](state: S, *, position: int, by: Actor) -> S:
    """Put it at a place of the list, counted from 0."""
    states = _locked(type(state))
    fresh = _among(states, state)
    states.remove(fresh)
    states.insert(max(0, min(position, len(states))), fresh)
    for place, each in enumerate(states, start=1):
        each.position = place
    type(state).objects.bulk_update(states, ["position"])
    record(f"{_word(fresh)}.placed", on=fresh, by=by, name=fresh.name)
    return fresh


@transaction.atomic
def merge_state[S: (Status, Stage)](state: S, *, into: S, by: Actor) -> int:
    """Put everything that is there into another of the same kind and remove it. How much moved.

    Nobody is written to: what the orders are does not change, only what it is called.
    """
    states = _locked(type(state))
    old, new = _among(states, state), _among(states, into)
    if old.pk == new.pk or _kind(old) != _kind(new) or not getattr(new, "is_active", True):
        raise IllegalChange(_("Merge it into another of the same kind that is in use."))
    if isinstance(old, Status):
        moved = Order.objects.filter(status=old.pk).update(status=new.pk, version=F("version") + 1)
    else:
        moved = LineItem.objects.filter(stage=old.pk).update(stage=new.pk, version=F("version") + 1)
    _lead_elsewhere(states, old.pk, new.pk)
    record(f"{_word(old)}.merged", on=new, by=by, name=old.name, after=new.name, count=moved)
    old.delete()
    return moved


def _add[S: (Status, Stage)](state: S, words: dict[str, Any], *, by: Actor) -> S:
    states = _locked(type(state))
    state.position = max((each.position for each in states), default=0) + 1
    _write(state, words)
    record(f"{_word(state)}.created", on=state, by=by, name=state.name, kind=_kind_in_words(state))
    return state


def _locked[S: (Status, Stage)](model: type[S]) -> list[S]:
    """All of them, in order: what is decided about one depends on the others."""
    return list(model.objects.select_for_update(of=("self",)).order_by("position", "id"))


def _among[S: (Status, Stage)](states: Iterable[S], state: S) -> S:
    found = next((each for each in states if each.pk == state.pk), None)
    if found is None:
        raise NoLongerThere
    return found


def _keep_one(state: State, states: Iterable[State]) -> None:
    """Orders get the first of a kind without being asked which."""
    others = (each for each in states if each.pk != state.pk and _kind(each) == _kind(state))
    if not any(getattr(each, "is_active", True) for each in others):
        raise LastOfItsKind(state)


def _write(state: State, words: dict[str, Any]) -> None:
    for key, value in words.items():
        setattr(state, key, value)
    if isinstance(state, Status):
        state.is_automatic = state.is_automatic and state.is_active and state.kind == Status.Kind.COMPLETED
        if state.is_automatic:
            Status.objects.exclude(pk=state.pk).filter(is_automatic=True).update(is_automatic=False)
    try:
        with transaction.atomic():
            state.save()
    except IntegrityError as taken:
        raise NameTaken(state.name) from taken


def _lead_elsewhere(states: Sequence[State], old: int, new: int) -> None:
    """Ways on to what is gone lead to what it became; the ways on of what is gone are gone too."""
    for state in states:
        if old in state.leads_to:
            ways = dict.fromkeys(new if each == old else each for each in state.leads_to)
            state.leads_to = [each for each in ways if each != state.pk] or [new]
            state.save(update_fields=["leads_to"])


def _told(state: State, states: Iterable[State]) -> dict[str, Any]:
    """What the log keeps of it, in words."""
    names = {each.pk: each.name for each in states}
    more = {"is_active": state.is_active, "is_automatic": state.is_automatic} if isinstance(state, Status) else {}
    limit = {"limit": state.limit} if isinstance(state, Stage) else {}
    ways = [names[each] for each in state.leads_to if each in names]
    return {"name": state.name, "tone": state.tone, "leads_to": ways, **more, **limit}


def _word(state: State) -> str:
    return "status" if isinstance(state, Status) else "stage"


def _kind(state: State) -> str:
    return state.kind if isinstance(state, Status) else state.phase


def _kind_in_words(state: State) -> str:
    return str(state.get_kind_display() if isinstance(state, Status) else state.get_phase_display())
