"""Axes of charts: what they show, and ticks at round numbers, days, months or years."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.base.arrays import Floats
from core.writing.number_words import fixed

# So many ticks have room for their words.
TICKS = 7
# No step is smaller: its logarithm would be none.
_LEAST = 1e-290
# In minutes.
_A_DAY = 1440


@dataclass(frozen=True)
class Axis:
    """low, high: what is shown. ticks: places with their words."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)

    def shares(self, values: Floats) -> Floats:
        """`share` of each."""
        return (values - self.low) / (self.high - self.low)


def days_of(moment: datetime) -> float:
    return (moment - datetime(1970, 1, 1)) / timedelta(days=1)


def date_axis(first: datetime, last: datetime, *, whole_days: bool = False) -> Axis:
    """With ticks at whole years, months, days or hours: at most so many that their words have room.

    whole_days: whether the time of day says nothing.
    """
    low, high = days_of(first), days_of(last)
    margin = (high - low) * 0.03
    moments = next(found for found in _candidates(first, last, whole_days) if len(found) <= TICKS)
    return Axis(low - margin, high + margin, tuple((days_of(moment), words) for moment, words in moments))


def _candidates(first: datetime, last: datetime, whole_days: bool) -> Iterable[list[tuple[datetime, str]]]:
    """Ticks, from the finest that make sense to the coarsest."""
    yield from _within_days(first, last, _A_DAY if whole_days else 0)
    for months in (1, 2, 3, 6):
        inside = [each for each in _months(first, last, months) if first <= each <= last]
        if len(inside) > 1:
            yield [(each, f"{each:%Y-%m}") for each in inside]
    yield from _years(first, last)
    yield [(first, f"{first:%Y-%m-%d}"), (last, f"{last:%Y-%m-%d}")]


def _within_days(first: datetime, last: datetime, least: int) -> Iterable[list[tuple[datetime, str]]]:
    day = first.replace(hour=0, minute=0, second=0)
    for minutes in (5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200, 14400):
        step = timedelta(minutes=minutes)
        if minutes < least or (last - first) / step > 2 * TICKS:
            continue
        moments = [day + step * i for i in range(math.ceil((last - day) / step) + 1)]
        inside = [each for each in moments if first <= each <= last]
        if len(inside) > 1:
            form = "%m-%d %H:%M" if minutes < _A_DAY else "%Y-%m-%d"
            yield [(each, each.strftime(form)) for each in inside]


def _years(first: datetime, last: datetime) -> Iterable[list[tuple[datetime, str]]]:
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000):
        begin = max(1, first.year - first.year % years)
        moments = [datetime(year, 1, 1) for year in range(begin, last.year + 1, years)]
        inside = [each for each in moments if first <= each <= last]
        if len(inside) > 1:
            yield [(each, f"{each.year}") for each in inside]


def _months(first: datetime, last: datetime, step: int) -> list[datetime]:
    if (last - first).days > 2 * TICKS * 31 * step:
        return []
    begin, end = 12 * first.year, 12 * last.year + last.month
    return [datetime(n // 12, n % 12 + 1, 1) for n in range(begin, end, step) if 12 <= n < 12 * 9999 + 12]


def number_axis(low: float, high: float) -> Axis:
    """From a little below to a little above, at 0 where that is near, with ticks at round numbers."""
    if low >= 0 and low < 0.4 * high:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    raw = max(span / (TICKS - 2), _LEAST)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    exponent = abs(last * step) >= 1e7 or step < 1e-5
    words = [f"{n * step:.6g}" if exponent else fixed(n * step, decimals) for n in range(first, last + 1)]
    ticks = tuple((n * step, text) for n, text in zip(range(first, last + 1), words, strict=True))
    return Axis(first * step, last * step, ticks)
