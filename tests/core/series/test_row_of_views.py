"""Where the views of a series stand in a row: under their points where they fit, else side by side."""

from __future__ import annotations

import pytest

from core.series.row_of_views import row_of


def test_under_their_points_as_large_as_there_is_room() -> None:
    row = row_of([100.0, 160.0, 250.0], 400)
    assert (row.aligned, row.size, row.width) == (True, 56, 400)
    assert row.lefts == (72, 132, 222)
    assert row_of([100.0, 300.0], 400).size == 88, "never larger"
    assert row_of([200.0], 400).lefts == (156,)


def test_at_the_ends_they_are_pushed_in() -> None:
    assert row_of([40.0, 140.0, 370.0], 400).lefts == (0, 96, 312)
    assert not row_of([5.0, 100.0, 370.0], 400).aligned, "where that leaves room for the next"


@pytest.mark.parametrize(
    ("points", "why"),
    [([100.0, 139.0], "too small"), ([100.0, None], "one has no point"), ([100.0, 100.0], "one date")],
)
def test_side_by_side_where_they_do_not_fit(points: list[float | None], why: str) -> None:
    row = row_of(points, 400)
    assert (row.aligned, row.size, row.lefts) == (False, 88, (0, 92)), why


def test_many_are_wider_than_there_is_room() -> None:
    row = row_of([float(i) for i in range(1000)], 400)
    assert (row.aligned, row.size, row.width) == (False, 56, 59_996)
    assert row.within(0, 400) == (0, 7)
    assert row.within(600, 1000) == (10, 17)
    assert row.within(59_900, 70_000) == (998, 1000)
    assert (row.at(0), row.at(55.9), row.at(56), row.at(60)) == (0, 0, None, 1)


def test_of_none_there_is_nothing() -> None:
    row = row_of([], 400)
    assert (row.lefts, row.within(0, 400), row.at(5)) == ((), (0, 0), None)
