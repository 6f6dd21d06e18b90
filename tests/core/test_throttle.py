from uuid import uuid4

from core.throttle import may


def test_only_so_often_in_a_window(test_servers):
    who = uuid4().hex
    assert [may("knock", who, times=2, seconds=60) for _ in range(4)] == [True, True, False, False]


def test_everybody_has_their_own_count(test_servers):
    assert [may("knock", uuid4().hex, times=1, seconds=60) for _ in range(2)] == [True, True]
