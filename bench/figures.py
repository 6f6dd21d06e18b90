"""One comparison of a run, and how it is printed."""

import statistics
from dataclasses import dataclass

from bench.meter import Side, in_turn


@dataclass
class Figure:
    """What was compared: CPU milliseconds of ours and of the limit in the same run, and what both handed out."""

    name: str
    ours: list[float]
    limit: list[float]
    most: float
    gave: str
    wall: float
    queries: int | None = None
    most_queries: int | None = None

    @property
    def ratios(self) -> list[float]:
        return sorted(mine / theirs for mine, theirs in zip(self.ours, self.limit, strict=True))

    @property
    def is_over(self) -> bool:
        """True if it takes longer, or asks the database more often, than it should."""
        too_many = None not in (self.queries, self.most_queries) and (self.queries or 0) > (self.most_queries or 0)
        return statistics.median(self.ratios) > self.most or too_many

    def line(self) -> str:
        low, middle, high = self.ratios[0], statistics.median(self.ratios), self.ratios[-1]
        verdict = "OVER" if self.is_over else "ok"
        asked = (
            ""
            if self.queries is None
            else f"  queries {self.queries}"
            + (f" (at most {self.most_queries})" if self.most_queries is not None else "")
        )
        return (
            f"{self.name:34} {statistics.median(self.ours):8.2f} ms  limit {statistics.median(self.limit):8.2f} ms"
            f"  ratio {low:.2f}/{middle:.2f}/{high:.2f}  target {self.most:g}  {verdict}{asked}"
            f"\n{'':34} {self.gave}; wall {self.wall:.1f} ms"
        )


def compare(
    name: str,
    ours: Side,
    limit: Side,
    *,
    most: float,
    gave: str,
    rounds: int,
    floor: float = 0.0,
    by_wall: bool = False,
) -> Figure:
    """Take turns and keep the figures of each round; `floor` is added to the limit of every round."""
    in_turn([ours, limit], rounds)
    mine, theirs = (ours.wall, limit.wall) if by_wall else (ours.cpu, limit.cpu)
    return Figure(name, mine, [max(each + floor, 0.001) for each in theirs], most, gave, statistics.median(ours.wall))
