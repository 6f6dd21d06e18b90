"""CPU time of processes, which a busy machine disturbs less than the clock on the wall."""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(stat):
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def cpu_ms(roots: Iterable[int]) -> float:
    """What these processes, their descendants and their ended children have used so far."""
    used = 0
    for root in roots:
        for pid in family(root):
            fields = _fields(Path(f"/proc/{pid}/stat"))
            used += sum(map(int, fields[11:15])) if pid == root else sum(map(int, fields[11:13])) if fields else 0
    return used * TICK


def _fields(stat: Path) -> list[str]:
    """The fields behind the name of the process, its state first; none if it has gone."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


@dataclass
class Side:
    """One side of a comparison: what it does, how often a round, and which processes work for it."""

    work: Callable[[], object]
    times: int
    roots: list[int]
    own: bool = False
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def round(self) -> None:
        """Do the work so many times, and keep the CPU and the time it took each time."""
        before, mine, began = cpu_ms(self.roots), time.process_time(), time.perf_counter()
        for _ in range(self.times):
            self.work()
        wall, own = time.perf_counter() - began, (time.process_time() - mine) if self.own else 0.0
        self.wall.append(wall * 1000 / self.times)
        self.cpu.append((cpu_ms(self.roots) - before + own * 1000) / self.times)

    @property
    def median(self) -> float:
        return statistics.median(self.cpu)


def in_turn(sides: Iterable[Side], rounds: int) -> None:
    """Warm each side, then take turns, so that whatever else the machine does hits all of them alike."""
    sides = list(sides)
    for side in sides:
        for _ in range(3):
            side.work()
    for _ in range(rounds):
        for side in sides:
            side.round()
