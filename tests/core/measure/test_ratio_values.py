"""What ratios come to: the ends of their intervals, how many decimals, and when there is no value."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from core.classes.ratios import Ratio
from core.measure.ratio_values import RatioValue, evaluate, values_json
from tests.ui.area_rows import row

PART = Ratio("cover", ("ice",), ("ice", "water"))
WHOLE = Ratio("all", ("ice", "water"), ("ice", "water"))
OTHER = Ratio("ice to water", ("ice",), ("water",))


def value(ratio: Ratio, number: float | None, error: float | None) -> RatioValue:
    return RatioValue(ratio, number, 1.0, 1.0, "m²", error)


@pytest.mark.parametrize(
    ("ratio", "number", "interval"),
    [
        (PART, 0.5, (0.25, 0.75)),
        (PART, 0.875, (0.625, 1.0)),
        (PART, 0.125, (0.0, 0.375)),
        (WHOLE, 1.0, (0.75, 1.0)),
        # What is not a part of the whole may be more of it than there is.
        (OTHER, 0.875, (0.625, 1.125)),
        (OTHER, 0.125, (0.0, 0.375)),
    ],
)
def test_an_interval_ends_at_nought_and_a_part_at_100_per_cent(ratio, number, interval) -> None:
    assert value(ratio, number, 0.25).interval == interval


def test_ends_that_are_known_are_the_interval() -> None:
    assert replace(value(PART, 0.5, 0.25), ends=(0.125, 0.9)).interval == (0.125, 0.9)


@pytest.mark.parametrize(("number", "error"), [(None, 0.1), (0.5, None), (0.5, math.nan), (0.5, math.inf)])
def test_where_there_is_no_interval(number: float | None, error: float | None) -> None:
    assert value(PART, number, error).interval == (None, None)


@pytest.mark.parametrize(
    ("error", "decimals"),
    [
        (None, 2),
        (0.0, 2),
        (math.nan, 2),
        (math.inf, 2),
        # In per cent: 30, 1, 0.99, 0.1, 0.099.
        (0.3, 0),
        (0.01, 1),
        (0.00999, 1),
        (0.001, 2),
        (0.00099, 3),
        (1e-7, 6),
        (1e-12, 6),
    ],
)
def test_two_digits_of_the_error_are_shown(error: float | None, decimals: int) -> None:
    assert value(PART, 0.5, error).decimals == decimals


def test_ice_charts_count_in_tenths() -> None:
    assert value(PART, 0.25, None).tenths == 2.5
    assert value(PART, None, None).tenths is None


def test_of_areas() -> None:
    found = evaluate(PART, (row("ice", (1,), 300), row("water", (2,), 500), row("land", (3,), 200)))
    assert (found.value, found.numerator_area, found.denominator_area) == (0.375, 75.0, 200.0)
    assert (found.unit, found.error, found.note) == ("m²", None, "")
    assert evaluate(PART, (row("ice", (1,), 1), row("water", (2,), 1))).value == 0.5


def test_to_nothing_there_is_no_ratio() -> None:
    found = evaluate(OTHER, (row("ice", (1,), 300), row("water", (2,), 0)))
    assert (found.value, found.numerator_area, found.denominator_area) == (None, 75.0, 0.0)
    assert found.note == "The ratio “ice to water” has no value: there is nothing of water."
    missing = evaluate(OTHER, ())
    assert (missing.value, missing.numerator_area, missing.denominator_area, missing.unit) == (None, 0, 0, "")
    assert evaluate(OTHER, (row("ice", (1,), 0), row("water", (2,), 4))).value == 0.0


def test_what_is_written_has_twelve_digits() -> None:
    (written,) = values_json([value(OTHER, 1 / 3, 1 / 6)])
    assert (written["value"], written["error"]) == (0.333333333333, 0.166666666667)
    assert (written["low"], written["high"]) == (0.166666666667, 0.5)
