"""Numbers in words: digits by the error, spaces between thousands, the ± in the unit of its value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.writing.number_words import (
    area_decimals,
    area_in_words,
    areas_in_words,
    column_decimals,
    decimals_by,
    difference,
    error_in_words,
    fixed,
    grouped,
    measured,
    pixels_of,
    scientific,
    share,
    share_decimals,
    share_with_error,
    short,
)
from core.writing.typed_numbers import read_number


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("error", "decimals", "words"),
    [
        (1234.0, -2, "1 200"),
        (1250.0, -2, "1 200"),  # ties to even, as everywhere in Python
        (99.6, -1, "100"),
        (9.96, 0, "10"),
        (0.0273, 3, "0.027"),
        (0.0999, 2, "0.10"),
        (0.00095, 5, "0.00095"),
        (12.0, 0, "12"),
        (1.0, 1, "1.0"),
        (123456.0, -4, "120 000"),
        (-0.0273, 3, "−0.027"),
        (1e-20, 15, "0.000000000000000"),
        (0.0, None, "0"),
        (math.nan, None, "0"),
    ],
)
def test_an_error_has_its_two_leading_digits(error: float, decimals: int | None, words: str) -> None:
    assert decimals_by(error) == decimals
    assert plain(error_in_words(error)) == words


@pytest.mark.parametrize(
    ("area", "error", "words"),
    [
        (18941.1234, 234.0, "18 940 ± 230 km²"),
        (18941.1234, 0.0273, "18 941.123 ± 0.027 km²"),
        (18941.1234, 0.0, "18 941.1 ± 0 km²"),
        (18941.1234, None, "18 941.1 km²"),
        (0.3, 12.0, "0 ± 12 km²"),
        (1456.0, None, "1 456 km²"),
        (28.2275, None, "28.2275 km²"),
        (0.0, None, "0 km²"),
    ],
)
def test_a_value_has_as_many_digits_as_its_error_allows(area: float, error: float | None, words: str) -> None:
    assert plain(measured(area, "km²", error)) == words
    assert plain(area_in_words(area, error)) == words.partition(" ±")[0].removesuffix(" km²")


@given(st.floats(1e-6, 1e9), st.floats(1e-6, 1e6))
def test_what_is_shown_is_within_a_tenth_of_the_error(area: float, error: float) -> None:
    shown = read_number(plain(area_in_words(area, error)).replace(" ", ""))
    assert shown is not None
    assert abs(shown - area) <= 0.051 * error + 1e-9 * area


@pytest.mark.parametrize(
    ("fraction", "error", "words"),
    [
        (0.1234, None, "12.34 %"),
        (0.1234, 0.012, "12.3 ± 1.2 %"),
        (0.1234, 0.12, "12 ± 12 %"),
        (0.1234, 0.0, "12.34 ± 0 %"),
        (0.00004, None, "< 0.01 %"),
        (0.0, None, "0.00 %"),
        (1.0, None, "100.00 %"),
    ],
)
def test_the_error_of_a_share_is_in_points_of_per_cent(
    fraction: float, error: float | None, words: str
) -> None:
    assert plain(share_with_error(fraction, error)) == words


def test_a_share_alone_has_the_digits_of_its_error() -> None:
    assert plain(share(0.1234, 0.012)) == "12.3 %"
    assert plain(share(0.0001, 0.012)) == "< 0.1 %"


def test_areas_without_errors_stand_under_each_other() -> None:
    assert list(map(plain, areas_in_words([1234.5, 0.25]))) == ["1 234.50", "0.25"]
    assert list(map(plain, areas_in_words([5.0, 12345.0]))) == ["5", "12 345"]
    assert list(map(plain, areas_in_words([1234.5, 0.25], [230.0, None]))) == ["1 230", "0.25"]
    assert areas_in_words([]) == []


def test_the_small_ones() -> None:
    assert plain(grouped(-1234567)) == "−1 234 567"
    assert plain(fixed(-0.04, 1)) == "0.0"
    assert plain(fixed(-1234.56, 1)) == "−1 234.6"
    assert plain(fixed(1250.0, -2)) == "1 200"
    assert plain(short(0.25)) == "0.25"
    assert plain(short(12345.678)) == "12 346"
    assert plain(short(1200.0)) == "1 200"
    assert plain(short(0.0)) == "0"
    assert plain(scientific(555941000.0)) == "5.55941 × 10⁸"
    assert plain(difference(4.5678)) == "+4.57 %"
    assert plain(difference(-0.5)) == "−0.50 %"
    assert difference(None) == ""
    assert plain(pixels_of("class 1", 456)) == "class 1: 456 px"
    assert column_decimals(0.01, 12.0) == 2
    assert column_decimals(5.0, 123456.0) == 0


@pytest.mark.parametrize(
    ("areas", "decimals"),
    [
        # Six digits of the largest, whatever its sign; without zeros at the end of all of them.
        ([0.123456, 123456.7], 0),
        ([123456.7, 0.123456], 0),
        ([-123.4567], 3),
        ([-0.5], 1),
        ([1234567.5], 0),
        ([1.5, 2.25], 2),
        ([0.1234567], 6),
        ([math.inf, math.nan, 1.5], 1),
        ([math.nan], 0),
        ([], 0),
    ],
)
def test_how_many_decimals_areas_have(areas: list[float], decimals: int) -> None:
    assert area_decimals(areas) == decimals


@pytest.mark.parametrize(
    ("error", "decimals"), [(0.012, 1), (0.9, 0), (20.0, 0), (1e-7, 6), (1e-12, 6), (0.0, 2), (None, 2)]
)
def test_a_share_has_none_to_six_decimals(error: float | None, decimals: int) -> None:
    """An error of 1.2 %, of 90 %, of 2000 %, and so on."""
    assert share_decimals(error) == decimals


@pytest.mark.parametrize(
    ("least", "greatest", "decimals"),
    [
        # Four digits of the greatest, and as many more as the least needs, four at most.
        (5.0, 5.0, 3),
        (0.00001, 1.0, 5),
        (1e-9, 1.0, 7),
        (1.0, 12345.0, 0),
        (0.001, 12345.0, 3),
        (0.0001, 12345.0, 3),
        (12345.0, 123456.0, 0),
        (1e-9, 1e-3, 9),
        (1e-20, 1e-10, 12),
        (0.0, 0.0, 0),
    ],
)
def test_decimals_of_a_column(least: float, greatest: float, decimals: int) -> None:
    assert column_decimals(least, greatest) == decimals


def test_digits_of_small_and_of_negative_numbers() -> None:
    assert plain(short(-12.344)) == "−12.34"
    assert plain(short(-1234.5)) == "−1 234"
    assert short(1.2345e-14) == "0.000000000000012"
    assert short(1e-20) == "0"
    assert plain(scientific(0.000012345678, 3)) == "1.23 × 10⁻⁵"
