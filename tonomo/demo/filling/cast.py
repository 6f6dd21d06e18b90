"""The people of a demo company as the planner knows them: ids beside the content."""

from dataclasses import dataclass

from tonomo.demo.filling.diary import Worker


@dataclass(frozen=True, slots=True)
class Person:
    """A member: the id as member, the id as user, and how the ledger names them."""

    id: int
    user_id: int
    name: str

    @property
    def mention(self) -> str:
        """How a colleague writes to them in the chat."""
        return "@" + "".join(self.name.split())


@dataclass(frozen=True, slots=True)
class Agent:
    """A customer as orders copy them."""

    id: int
    name: str
    email: str
    phone: str
    company: str
    address: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by what they do."""

    office: tuple[Person, ...]
    managers: tuple[Person, ...]
    editors: tuple[Person, ...]
    photographers: dict[int, Person]
    workers: tuple[Worker, ...]
    agents: tuple[Agent, ...]
