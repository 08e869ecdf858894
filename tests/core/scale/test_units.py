"""Symbols and words of units, typed and in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.errors import ParameterError
from core.io.reader import read
from core.scale.lengths import parse_area, parse_length
from core.scale.units import UNITS, metric_unit, unit_named

WORDS = {
    "nm": ("nm", "nanometer", "nanometers", "nanometre", "Nanometres"),
    "µm": ("µm", "um", "μm", "micron", "microns", "Micrometer", "micrometers", "micrometre", "micrometres"),
    "mm": ("mm", "millimeter", "millimetres"),
    "cm": ("cm", "CM", "centimeters", "centimetre"),
    "m": ("m", "meter", "meters", "metre", "Metres"),
    "km": ("km", "KM", "kilometers", "kilometre"),
    "Å": ("Å", "å", "angstrom", "Ångström"),
    "in": ("in", "inch", "Inches", '"', "″", "”"),
    "ft": ("ft", "foot", "feet", "'", "′"),
    "yd": ("yd", "yard", "yards"),
    "mi": ("mi", "mile", "miles", "statute miles"),
    "nmi": ("nmi", "nautical mile", "Nautical  Miles"),
}


@pytest.mark.parametrize(("unit", "word"), [(unit, word) for unit, words in WORDS.items() for word in words])
def test_words_of_lengths(unit: str, word: str) -> None:
    assert unit_named(word) == unit
    assert parse_length(f"2,5 {word}") == parse_length(f"2.5{word}") == (2.5, unit)


@pytest.mark.parametrize("word", ["M", "NM", "Nm", "MM", "Mm", "furlong", "px", "", "²"])
def test_what_is_unknown_or_doubtful(word: str) -> None:
    assert unit_named(word) is None


def test_each_in_metres_as_they_are_defined() -> None:
    """The international yard and pound agreement of 1959; the nautical mile of 1929."""
    assert [UNITS[unit] for unit in ("in", "ft", "yd", "mi", "nmi")] == [
        0.0254,
        0.3048,
        0.9144,
        1609.344,
        1852,
    ]
    for word in (*UNITS, "pm", "dm", "thou", "mil"):
        factor, unit = metric_unit(word) or (0.0, "m")
        assert factor * UNITS[unit] == pytest.approx(
            {"pm": 1e-12, "dm": 0.1, "thou": 2.54e-5, "mil": 2.54e-5, **UNITS}[word]
        )
    assert metric_unit("furlong") is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("4cm2", (4.0, "cm²")),
        ("4 cm²", (4.0, "cm²")),
        ("0,5 km^2", (0.5, "km²")),
        ("10 square feet", (10.0, "ft²")),
        ("10 sq ft", (10.0, "ft²")),
        ("3 ha", (30_000.0, "m²")),
        ("1 acre", (4046.8564224, "m²")),
        ("25 micrometers²", (25.0, "µm²")),
    ],
)
def test_areas(text: str, area: tuple[float, str]) -> None:
    assert parse_area(text) == area


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4", "unknown unit, –: choose nm², µm²"),
        ("4 cm", "unknown unit, cm"),
        ("0 cm2", "not above zero"),
        ("1,000.5 cm2", "is not an area"),
    ],
)
def test_what_is_no_area(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        parse_area(text)


def test_the_words_that_imagej_takes_as_typed() -> None:
    """Case 07: Set Scale with “micrometers”."""
    case = Path(__file__).parents[2] / "cases" / "07_unit_words" / "micrometers.tif"
    scale = read(case).scale
    assert scale is not None
    assert (scale.unit, scale.width, scale.height) == ("µm", pytest.approx(0.5), pytest.approx(0.5))
