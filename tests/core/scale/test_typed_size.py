"""A typed pixel size with how far it may be off: read, refused with a sentence, and carried to the errors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.scale.calibration import as_typed, from_line, of_level, parse_pixel_size
from core.scale.scale_choice import pixel_size_from, pixel_size_json
from core.scale.scale_line import ScaleLine
from core.scale.units import UNITS
from tests.core.measure.test_uncertainty import blocks, found_in


@pytest.mark.parametrize(
    ("text", "sides", "percent"),
    [
        ("0.5m±1%", (0.5, 0.5), 1.0),
        ("0.5 m ± 1 %", (0.5, 0.5), 1.0),
        ("0.5m+-1%", (0.5, 0.5), 1.0),
        ("0.5m +/- 1.5%", (0.5, 0.5), 1.5),
        ("0.5±0.005m", (0.5, 0.5), 1.0),
        ("0.5m±5mm", (0.5, 0.5), 1.0),
        ("0.5m±0.005m", (0.5, 0.5), 1.0),
        ("0.5 +- .005 m", (0.5, 0.5), 1.0),
        ("0,5m±1,5%", (0.5, 0.5), 1.5),
        ("0,5±0,005m", (0.5, 0.5), 1.0),
        ("0,5m,0,4 m", (0.5, 0.4), 0.0),
        ("0.5m,0.4m±2%", (0.5, 0.4), 2.0),
        ("0.5m±0%", (0.5, 0.5), 0.0),
        ("0.5±0m", (0.5, 0.5), 0.0),
        ("0.5m±50%", (0.5, 0.5), 50.0),
    ],
)
def test_what_is_typed(text: str, sides: tuple[float, float], percent: float) -> None:
    found = parse_pixel_size(text)
    assert (found.width, found.height, found.unit, found.error_percent) == (*sides, "m", percent)
    assert replace(found, error_percent=0.0) == parse_pixel_size(f"{sides[0]}m,{sides[1]}m")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.5m±", "is no length and no per cent"),
        ("0.5m±x%", "is no number"),
        ("0.5m±%", "is no number"),
        ("0.5m±-1%", "is no number"),
        ("0.5m±nan%", "is no number"),
        ("0.5m±1e999%", "is no number"),
        ("0.5m±51%", "give one of 0 to 50 %"),
        ("0.5±0.3m", "give one of 0 to 50 %"),
        ("0.5m±0.01", "is no length and no per cent"),
        ("0.5±1%", "lacks a unit"),
        ("0.5m±1furlong", "unknown unit"),
        ("0.5m±1%,0.4m", "one ± holds for width and height"),
        ("0.5m±1%,0.4m±1%", "one ± holds for width and height"),
        ("0,5,1±0,005m", "is not a length"),
        ("0.5m,0.4m±0.01m", "in per cent, as width and height differ"),
        ("0.5m±1%±2%", "is no number"),
        ("±1%", "is not a length"),
        ("0m±1%", "not above zero"),
    ],
)
def test_what_is_no_error_is_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        parse_pixel_size(text)
    assert str(caught.value).endswith((".", "m"))


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.floats(0, 50), st.sampled_from(sorted(UNITS)))
def test_it_is_read_back_exactly(width: float, height: float, percent: float, unit: str) -> None:
    once = parse_pixel_size(f"{width!r}{unit},{height!r}{unit}±{percent!r}%")
    assert once.error_percent == percent
    assert parse_pixel_size(once.typed) == once


def test_areas_are_twice_as_unsure_as_lengths_and_ratios_not_at_all() -> None:
    scene = blocks()
    exact = found_in(scene.image, Parameters(k=2))
    unsure = found_in(scene.image, Parameters(k=2), scale=parse_pixel_size("2m±3%"))
    for each, area in zip(unsure.errors, unsure.areas, strict=True):
        assert each.scale == each.error == pytest.approx(0.06 * area, rel=0.01)
    assert exact.ratio_error([(1,)], [(1,), (2,)]) == unsure.ratio_error([(1,)], [(1,), (2,)]) == 0


def test_it_is_part_of_the_document_and_of_what_is_said() -> None:
    size = parse_pixel_size("0.5m,0.25m±1.5%")
    image = blocks().image
    assert pixel_size_from(pixel_size_json(size), image) == size
    assert size.description == "0.5 m × 0.25 m ± 1.5 %, typed"
    document = Document(image, Parameters(), pixel_size=size)
    assert document.measured_by != document.with_pixel_size(parse_pixel_size("0.5m,0.25m")).measured_by
    assert of_level(size, 4).error_percent == 1.5


def test_a_copied_line_stays_as_unsure_as_it_is() -> None:
    line = from_line(ScaleLine(0, 0, 100, 0, 50, "m", 2.0))
    copied = as_typed(line)
    assert (copied.width, copied.height) == (line.width, line.height)
    assert copied.length_error == pytest.approx(line.length_error, rel=0.005)
    assert as_typed(parse_pixel_size("2m±1%")) == parse_pixel_size("2m±1%")


def test_units_are_metres() -> None:
    metric = {"nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3}
    others = {"Å": 1e-10, "in": 0.0254, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344, "nmi": 1852.0}
    assert {**metric, **others} == UNITS


def test_what_may_be_off_ends_at_50_per_cent() -> None:
    assert parse_pixel_size("0.5m±50%").error_percent == 50.0
    assert parse_pixel_size("0.5±0.25m").error_percent == 50.0
    for text in ("0.5m±50.1%", "0.5±0.2501m"):
        with pytest.raises(ParameterError, match="give one of 0 to 50 %"):
            parse_pixel_size(text)


def test_a_length_that_is_off_is_told_in_12_digits() -> None:
    assert parse_pixel_size("0.3±0.001m").error_percent == 0.333333333333
    assert parse_pixel_size("3m±1cm").error_percent == 0.333333333333
    assert parse_pixel_size("2cm±0.001m").error_percent == 5.0


def test_the_95_per_cent_of_a_size_are_two_standard_errors() -> None:
    assert parse_pixel_size("2m±1%").length_error == pytest.approx(0.01 / 1.959963985, rel=1e-9)
