"""Areas typed in the unit of a map, and lengths that take theirs from beside them."""

from __future__ import annotations

import pytest

from core.base.errors import ParameterError
from core.scale.lengths import TypedSize, parse_area_in, parse_length, parse_typed_size


@pytest.mark.parametrize(
    ("text", "unit", "area"),
    [
        ("7", "m²", 7.0),
        ("7 m²", "m²", 7.0),
        ("7 m2", "m²", 7.0),
        ("0.5 km2", "m²", 500_000.0),
        ("3 cm2", "m²", 0.0003),
        ("1 ft²", "cm²", 929.0304),
        ("2 ha", "km²", 0.02),
        ("7", "px²", 7.0),
        ("7 px", "px²", 7.0),
        ("7 px²", "px²", 7.0),
        # 12 digits: 0.3048² / 0.9144² is a ninth, but for its last bits.
        ("1 ft²", "yd²", 0.111111111111),
    ],
)
def test_an_area_in_the_unit_of_the_scale(text: str, unit: str, area: float) -> None:
    assert parse_area_in(text, unit) == area


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("7 m2", "px²", "needs a scale"),
        ("7 px", "m²", "unknown unit, px"),
        ("7 furlongs", "px²", "unknown unit, furlongs"),
        ("-1 cm2", "m²", "not above zero"),
    ],
)
def test_an_area_that_does_not_fit_the_scale(text: str, unit: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        parse_area_in(text, unit)


def test_a_length_without_a_unit_has_that_from_beside_it() -> None:
    assert parse_length("2.5", "cm") == (2.5, "cm")
    assert parse_length("2.5 mm", "cm") == (2.5, "mm")
    with pytest.raises(ParameterError, match="lacks a unit"):
        parse_length("2.5")


def test_a_size_without_a_plus_minus_is_exact() -> None:
    assert TypedSize(1.0, 2.0, "m").error_percent == 0.0
    assert parse_typed_size("0.5±0m") == parse_typed_size("0.5m") == TypedSize(0.5, 0.5, "m", 0.0)
