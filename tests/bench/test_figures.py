import pytest

from bench import figures
from bench.figures import Figure, compare
from bench.meter import Side


def figure(ours, limit, **about):
    return Figure("a page", ours, limit, most=1.5, gave="rows 50 / 50", wall=9.04, **about)


def test_a_figure_is_the_ratio_of_each_round_and_its_median_decides():
    even = figure([2.0, 1.0, 9.0], [1.0, 1.0, 6.0])
    assert (even.ratios, even.is_over) == ([1.0, 1.5, 2.0], False)
    assert figure([1.6, 1.6, 0.1], [1.0, 1.0, 1.0]).is_over is True


@pytest.mark.parametrize(
    ("queries", "most_queries", "is_over"),
    [(8, 8, False), (9, 8, True), (1, 0, True), (900, None, False), (None, 8, False)],
)
def test_more_queries_than_allowed_are_over(queries, most_queries, is_over):
    assert figure([1.0], [1.0], queries=queries, most_queries=most_queries).is_over is is_over


def test_a_line_says_both_sides_the_ratio_the_verdict_and_what_was_handed_out():
    words = figure([2.0, 4.0, 6.0], [2.0, 2.0, 2.0], queries=7, most_queries=8).line()
    assert " ".join(words.split()) == (
        "a page 4.00 ms limit 2.00 ms ratio 1.00/2.00/3.00 target 1.5 OVER queries 7 (at most 8) "
        "rows 50 / 50; wall 9.0 ms"
    )
    assert "  ok\n" in figure([1.0], [1.0]).line()


def sides(monkeypatch):
    """Two sides whose rounds are already measured."""
    ours, limit = (Side(lambda: None, 1, []) for _ in range(2))
    ours.cpu, ours.wall, limit.cpu, limit.wall = [3.0, 4.0], [30.0, 40.0], [2.0, 0.0], [10.0, 20.0]
    monkeypatch.setattr(figures, "in_turn", lambda both, rounds: None)
    return ours, limit


def test_cpu_time_is_compared_and_a_floor_is_added_to_every_round_of_the_limit(monkeypatch):
    ours, limit = sides(monkeypatch)
    seen = compare("x", ours, limit, most=1, gave="", rounds=2, floor=1.0)
    assert (seen.ours, seen.limit, seen.wall) == ([3.0, 4.0], [3.0, 1.0], 35.0)


def test_a_limit_that_took_no_time_at_all_is_not_divided_by(monkeypatch):
    ours, limit = sides(monkeypatch)
    assert compare("x", ours, limit, most=1, gave="", rounds=2).limit == [2.0, 0.001]


def test_the_clock_on_the_wall_is_compared_where_it_is_asked_for(monkeypatch):
    ours, limit = sides(monkeypatch)
    seen = compare("x", ours, limit, most=1, gave="", rounds=2, by_wall=True)
    assert (seen.ours, seen.limit) == ([30.0, 40.0], [10.0, 20.0])
