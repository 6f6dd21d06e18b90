"""What was said on an order, who was named, and how far everybody has read."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from tonomo.demo.content.words import CHAT_AFTER, CHAT_BEFORE
from tonomo.demo.filling.cast import Person
from tonomo.demo.filling.founding import Ground
from tonomo.demo.filling.history import by_member, minutes
from tonomo.demo.filling.lane import Correspondent
from tonomo.demo.filling.orders import Written
from tonomo.demo.filling.sheets import Sheets

TOLD_FOR = timedelta(days=14)
"""Older notices were cleared away."""
_NAMED = re.compile(r"\{(pm|photographer|editor|admin)\}")


@dataclass(slots=True)
class Speaker:
    """Puts talk onto the sheets."""

    ground: Ground
    sheets: Sheets
    now: datetime
    chance: random.Random

    def talk(self, written: Written) -> None:
        """The chat of one order, up to now."""
        plan = written.plan
        people = self._people(written)
        if not plan.ordered_at or "photographer" not in people:
            return
        if plan.visit:
            time = _said(plan.visit.starts_at, plan.home.time_zone)
            Correspondent(self.sheets, self.now).talk(written, people["pm"], time)
        if plan.lean:
            if plan.number % 3 == 0 and plan.visit:
                self._say(written, people, plan.visit.ends_at, *CHAT_AFTER[plan.number % 2])
            return
        last = 0
        for at, (speaker, text) in self._lines(written):
            if at < self.now - minutes(4):
                last = self._say(written, people, at, speaker, text)
        if last:
            self._read(written, people, last)

    def _people(self, written: Written) -> dict[str, Person]:
        plan, found = written.plan, {"admin": self.ground.cast.office[-1]}
        found["pm"] = plan.manager or found["admin"]
        if written.photographer:
            found["photographer"] = written.photographer
            found["editor"] = plan.editor or written.photographer
        return found

    def _lines(self, written: Written) -> list[tuple[datetime, tuple[str, str]]]:
        """What is said when: some of it between order and visit, some after the visit."""
        plan, visit = written.plan, written.plan.visit
        assert plan.ordered_at
        assert visit
        if plan.showcase:
            before, after, rounds = CHAT_BEFORE, CHAT_AFTER, 2
        else:
            first = self.chance.randrange(0, 7)
            before = CHAT_BEFORE[first : first + self.chance.choice((0, 1, 2, 3, 5))]
            after = () if plan.called_off else CHAT_AFTER[: self.chance.choice((0, 1, 2, 4, 6, 9, 12))]
            rounds = 1
        room = max(visit.starts_at - plan.ordered_at - timedelta(hours=2), minutes(30))
        said = [
            (plan.ordered_at + timedelta(hours=1) + room * (place / (len(before) * rounds)), line)
            for place, line in enumerate(list(before) * rounds)
        ]
        said += [(visit.ends_at + minutes(9 + 13 * place), line) for place, line in enumerate(list(after) * rounds)]
        return said

    def _say(self, written: Written, people: dict[str, Person], at: datetime, speaker: str, text: str) -> int:
        author, visit = people[speaker], written.plan.visit
        assert visit
        named = [people[key] for key in dict.fromkeys(_NAMED.findall(text)) if people[key].id != author.id]
        body = text.format(
            **{key: person.mention for key, person in people.items()},
            customer=written.plan.agent.name.partition(" ")[0],
            street=written.plan.home.street,
            time=_said(visit.starts_at, written.plan.home.time_zone),
        )
        message = next(self.sheets.message_ids)
        client_id = UUID(int=self.chance.getrandbits(128), version=4)
        self.sheets.messages.add(message, written.id, author.id, body, client_id, at)
        for person in named:
            starts = [found.start() for found in re.finditer(re.escape(person.mention), body)]
            places = [edge for start in starts for edge in (start, start + len(person.mention))]
            self.sheets.mentions.add(message, person.id, places)
        ids = [person.id for person in named]
        event = written.history.note(at, "message.said", "chat.message", message, by_member(author), mentioned=ids)
        if named and at > self.now - TOLD_FOR:
            event.then = partial(self._tell, written, message, author, named, body, at)
        return message

    def _tell(
        self,
        written: Written,
        message: int,
        author: Person,
        named: list[Person],
        body: str,
        at: datetime,
        activity: int,
    ) -> None:
        """What stands in the inbox of those who were named; most of it was read."""
        title = f"{author.name} mentioned you in {written.plan.title}"
        url = f"/orders/{written.plan.number}/#m{message}"
        for person in named:
            is_read = at < self.now - timedelta(days=2) or self.chance.random() < 0.4
            read_at = at + minutes(self.chance.randrange(2, 50)) if is_read else None
            self.sheets.notices.add(person.id, "mention", title, body, url, activity, written.id, at, read_at)

    def _read(self, written: Written, people: dict[str, Person], last: int) -> None:
        """Everybody who takes part has read to the end, but for some of the fresh ones."""
        visit = written.plan.visit
        is_fresh = visit is not None and visit.starts_at > self.now - timedelta(days=2)
        for person in _once(list(people.values())):
            if not is_fresh or self.chance.random() < 0.6:
                self.sheets.read.add(written.id, person.id, last)


def _once(people: Sequence[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def _said(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%A} at {(there.hour - 1) % 12 + 1}:{there.minute:02d} {'AM' if there.hour < 12 else 'PM'}"
