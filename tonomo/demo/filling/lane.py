"""What the team and the agent of an order said to each other, and how far each side has read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tonomo.demo.content.words import AGENT_TALK
from tonomo.demo.filling.cast import Person
from tonomo.demo.filling.history import by_agent, by_member
from tonomo.demo.filling.orders import Written
from tonomo.demo.filling.sheets import Sheets

EVERY = 5
"""One order of so many has such a talk, and the one to look at."""


@dataclass(slots=True)
class Correspondent:
    """Puts the talk with agents onto the sheets."""

    sheets: Sheets
    now: datetime

    def talk(self, written: Written, manager: Person, time: str) -> None:
        """The talk with the agent of one order up to now; of what the agent said last some is not yet read."""
        plan, photographer = written.plan, written.photographer
        if (
            plan.ordered_at is None
            or plan.lean
            or photographer is None
            or not (plan.showcase or plan.number % EVERY == 0)
        ):
            return
        people = {"pm": manager, "photographer": photographer}
        lines = AGENT_TALK if plan.showcase else AGENT_TALK[: 2 + plan.number % 4]
        first_names = {key: person.name.partition(" ")[0] for key, person in people.items()}
        said: list[tuple[int, str]] = []
        for place, (speaker, text) in enumerate(lines):
            at = plan.ordered_at + timedelta(hours=2, minutes=23 * place)
            if at > self.now - timedelta(minutes=4):
                break
            body = text.format(**first_names, customer=plan.agent.name.partition(" ")[0], time=time)
            said.append((self._say(written, people.get(speaker), body, at), speaker))
        if not said:
            return
        last, speaker = said[-1]
        self.sheets.lanes.add(written.id, last, last)
        is_fresh = (
            speaker == "agent" and len(said) > 1 and (plan.showcase or plan.ordered_at > self.now - timedelta(days=3))
        )
        self.sheets.lane_read.add(written.id, manager.id, said[-2][0] if is_fresh else last)

    def _say(self, written: Written, author: Person | None, body: str, at: datetime) -> int:
        agent, message = written.plan.agent, next(self.sheets.lane_message_ids)
        self.sheets.lane_messages.add(
            message, written.id, agent.id, author.id if author else None, body, UUID(int=message, version=4), at
        )
        verb, by = ("lane.team_said", by_member(author)) if author else ("lane.agent_said", by_agent(agent))
        written.history.note(at, verb, "chat.agentmessage", message, by)
        return message
