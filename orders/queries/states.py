"""The company's statuses and stages, as its settings show them."""

from dataclasses import dataclass

from orders.models import LineItem, Order, OrderTally, Stage, Status

type State = Status | Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: the state, how many orders of the list have it (None for stages), where it leads."""

    state: State
    count: int | None
    ways: list[str]


def states_of(model: type[State]) -> list[State]:
    """All of a company, in its order."""
    return list(model.objects.order_by("position", "id"))


def entries_of(model: type[State]) -> list[Entry]:
    """All of them in two queries."""
    states = states_of(model)
    names = {state.pk: state.name for state in states}
    tallies = OrderTally.objects.all() if model is Status else ()
    counts = {tally.status_id: tally.total for tally in tallies}
    return [
        Entry(
            state,
            counts.get(state.pk, 0) if isinstance(state, Status) else None,
            [names[way] for way in state.leads_to if way in names],
        )
        for state in states
    ]


def held_by(state: State) -> int:
    """How many orders have this status, archived ones too, or how many services are in this stage."""
    if isinstance(state, Status):
        return Order.objects.filter(status=state).count()
    return LineItem.objects.filter(stage=state).count()
