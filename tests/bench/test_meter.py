import os
import subprocess
import sys
import time

import pytest

from bench.meter import Side, cpu_ms, family, in_turn

BUSY = "import time\nend = time.process_time() + {0}\nwhile time.process_time() < end: pass\n"


def busy(seconds=0.2):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.fixture
def parent():
    """A process with a child that computes, and both then wait."""
    child = BUSY.format(0.2) + "print('done', flush=True); time.sleep(60)"
    words = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    running = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "done\n"
    yield running
    for pid in reversed(family(running.pid)):
        os.kill(pid, 9)
    running.wait()
    running.stdout.close()


def test_a_family_is_a_process_and_all_that_descend_from_it(parent):
    found = family(parent.pid)
    assert (found[0], len(found)) == (parent.pid, 2)
    assert set(found) < set(family(os.getpid()))


def test_what_a_child_uses_is_counted_and_what_waits_uses_nothing(parent):
    used = cpu_ms([parent.pid])
    assert used >= 200
    time.sleep(0.1)
    assert cpu_ms([parent.pid]) - used <= 20


def test_what_a_child_used_is_still_counted_when_it_has_ended():
    before = cpu_ms([os.getpid()])
    subprocess.run([sys.executable, "-c", BUSY.format(0.2)], check=True)
    assert cpu_ms([os.getpid()]) - before >= 200


def test_a_process_that_is_gone_has_used_nothing():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert cpu_ms([gone.pid]) == 0


def test_a_round_gives_cpu_and_wall_for_each_time():
    side = Side(lambda: (busy(0.05), time.sleep(0.05)), times=2, roots=[], own=True)
    side.round()
    [cpu], [wall] = side.cpu, side.wall
    assert 50 <= cpu < wall
    assert wall >= 100
    assert side.median == cpu


def test_sides_are_warmed_and_then_take_turns():
    told = []
    first, second = (Side(lambda name=name: told.append(name), 2, []) for name in "ab")
    in_turn([first, second], 2)
    assert "".join(told) == "aaabbb" + "aabb" * 2
    assert [len(side.cpu) for side in (first, second)] == [2, 2]
