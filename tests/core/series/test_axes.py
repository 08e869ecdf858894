"""Axes: ticks at round numbers and whole days."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.series.axes import TICKS, Axis, date_axis, days_of, number_axis


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (17_645, 72_355, ["0", "20\u202f000", "40\u202f000", "60\u202f000", "80\u202f000"]),
        (19.6, 21.6, ["19.5", "20.0", "20.5", "21.0", "21.5", "22.0"]),
        (0, 0, ["0.0", "0.2"]),
        (5, 5, ["5", "6"]),
        (2e9, 3e9, ["2e+09", "2.2e+09", "2.4e+09", "2.6e+09", "2.8e+09", "3e+09"]),
    ],
)
def test_numbers(low: float, high: float, words: list[str]) -> None:
    assert [text for _value, text in number_axis(low, high).ticks] == words


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_numbers_lie_inside(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = number_axis(low, high)
    hair = 1e-6 * (axis.high - axis.low)
    assert axis.low - hair <= low <= high <= axis.high + hair
    assert 2 <= len(axis.ticks) <= TICKS + 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01-01", "2024-01-06", [f"2024-01-0{i}" for i in range(1, 7)]),
        ("2024-01-15", "2024-06-20", ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]),
        ("1999-06-01", "2023-06-01", ["2000", "2005", "2010", "2015", "2020"]),
        (
            "2024-01-01T06:00",
            "2024-01-01T18:00",
            ["01-01 06:00", "01-01 09:00", "01-01 12:00", "01-01 15:00", "01-01 18:00"],
        ),
        ("2024-03-03T10:00:01", "2024-03-03T10:00:09", ["2024-03-03", "2024-03-03"]),
    ],
)
def test_dates(first: str, last: str, words: list[str]) -> None:
    axis = date_axis(datetime.fromisoformat(first), datetime.fromisoformat(last))
    assert [text for _place, text in axis.ticks] == words


@given(st.datetimes(datetime(1900, 1, 1)), st.datetimes(datetime(1900, 1, 1)))
def test_dates_lie_inside(one: datetime, other: datetime) -> None:
    first, last = sorted((one, other))
    if first == last:
        return
    axis = date_axis(first, last)
    assert axis.low <= days_of(first) < days_of(last) <= axis.high
    assert 2 <= len(axis.ticks) <= TICKS


def test_shares() -> None:
    assert Axis(10, 20, ()).share(15) == 0.5
