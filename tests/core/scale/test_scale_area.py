"""The scale from a thing of known size: by hand."""

from __future__ import annotations

import math

import pytest

from core.base.errors import ParameterError
from core.scale.calibration import as_typed, from_region
from core.scale.scale_area import KnownSize, ScaleArea, parse_known_size, parse_scale_area


def test_an_area_gives_the_side_of_a_pixel() -> None:
    calibration = from_region(ScaleArea(KnownSize(60.0, 120.0, 4.0, "cm²"), 1600))
    assert (calibration.width, calibration.height, calibration.unit) == (0.05, 0.05, "cm")
    assert calibration.origin == "from a region of 1\u202f600 px = 4 cm²"


def test_a_diameter_is_that_of_the_disk_of_as_many_pixels() -> None:
    region = ScaleArea(KnownSize(5.0, 5.0, 20.0, "mm"), 314)
    assert region.diameter == pytest.approx(2 * math.sqrt(314 / math.pi))
    calibration = from_region(region)
    assert calibration.width == pytest.approx(20.0 / region.diameter)
    assert calibration.origin == "from a region of 314 px, 20 mm across"


def test_each_of_its_two_sides_lies_within_half_a_pixel() -> None:
    region = ScaleArea(KnownSize(5.0, 5.0, 20.0, "mm"), 314)
    assert region.relative_error == pytest.approx(math.sqrt(0.5) / region.diameter)
    typed = as_typed(from_region(region))
    assert typed.error_percent == pytest.approx(100 * 1.959964 * region.relative_error, rel=0.01)


def test_what_is_written_is_read_back() -> None:
    region = ScaleArea(KnownSize(60.5, 120.0, 4.0, "cm²"), 1600)
    assert region.text == "60.5,120.0=4.0cm²@1600px"
    assert parse_scale_area(region.text) == region
    assert parse_known_size("60.5,120=4 cm2") == region.known


@pytest.mark.parametrize("text", ["60,120", "60=4cm2", "a,b=4cm2", "60,120=4cm2@1600px"])
def test_what_is_no_known_size_is_a_sentence(text: str) -> None:
    with pytest.raises(ParameterError, match="gives no scale"):
        parse_known_size(text)


def test_a_region_without_pixels_or_a_text_without_them_gives_none() -> None:
    with pytest.raises(ParameterError, match="has no pixels"):
        ScaleArea(KnownSize(1.0, 1.0, 1.0, "m"), 0)
    with pytest.raises(ParameterError, match="gives no scale"):
        parse_scale_area("60,120=4cm2")


def test_one_pixel_is_enough() -> None:
    assert ScaleArea(KnownSize(1.0, 1.0, 9.0, "m²"), 1).pixel_width == 3.0
