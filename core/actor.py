"""Who did it: the one answer every action asks for."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    MEMBER = "member"
    AGENT = "agent"
    LINK = "link"
    INTEGRATION = "integration"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that changes the business, as the ledger remembers it.

    `id` is the primary key of the member or customer; None for links, integrations and the clock.
    """

    kind: ActorKind
    name: str
    id: int | None = None

    @property
    def is_member(self) -> bool:
        return self.kind is ActorKind.MEMBER

    @property
    def is_agent(self) -> bool:
        return self.kind is ActorKind.AGENT


CLOCK = Actor(ActorKind.CLOCK, "Tonomo")
