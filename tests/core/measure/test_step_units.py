"""Units of steps: what is offered, that a size stays the same in another unit, and the slider."""

from __future__ import annotations

import numpy as np
import pytest

from core.document.step import Step
from core.image.image import Georeference, Image
from core.measure.step_units import in_unit, share_of, size_at, units_for, why_not_in_its_unit
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size

GEOGRAPHIC = Georeference("EPSG:4326", (0.01, 0.0, 20.0, 0.0, -0.01, 71.0))


def test_units_are_those_that_pixels_can_be_told_in() -> None:
    assert units_for("open", UNCALIBRATED) == ("px",)
    assert units_for("open", parse_pixel_size("250m")) == ("px", "m", "km")
    assert units_for("min-area", parse_pixel_size("250m")) == ("px", "m²", "km²")
    assert units_for("close", parse_pixel_size("0.5um")) == ("px", "nm", "µm")
    degrees = calibrate(Image(np.zeros((4, 4, 3), np.uint8), georeference=GEOGRAPHIC))
    assert units_for("open", degrees) == ("px",)
    assert units_for("min-area", degrees) == ("px", "m²", "km²")


def test_the_size_stays_the_same_in_another_unit() -> None:
    scale = parse_pixel_size("250m")
    assert in_unit(Step("open", 3.0), "km", scale) == Step("open", 0.75, "km")
    assert in_unit(Step("open", 0.75, "km"), "px", scale) == Step("open", 3.0)
    assert in_unit(Step("min-area", 16.0), "km²", scale) == Step("min-area", 1.0, "km²")
    assert in_unit(Step("min-area", 16.0), "px", scale) == Step("min-area", 16.0)
    assert in_unit(Step("min-area", 5.0, "km²"), "px", UNCALIBRATED) == Step("min-area", 5.0)


@pytest.mark.parametrize("step", [Step("open", 1.0), Step("min-area", 1.0), Step("close", 1.0, "m")])
def test_the_slider_goes_through_sizes_and_stands_where_they_are(step: Step) -> None:
    scale = parse_pixel_size("250m")
    sizes = [size_at(step, share, scale) for share in np.linspace(0, 1, 21)]
    assert sizes == sorted(sizes)
    for share in (0.2, 0.5, 1.0):
        found = Step(step.kind, size_at(step, share, scale), step.unit)
        assert share_of(found, scale) == pytest.approx(share, abs=0.02)
    assert share_of(Step(step.kind, 1e9, step.unit), scale) == 1.0


def test_a_unit_is_offered_where_a_pixel_measures_a_thousandth_to_a_thousand_of_it() -> None:
    assert units_for("open", parse_pixel_size("1m")) == ("px", "mm", "cm", "m", "km")
    assert units_for("open", parse_pixel_size("0.9995m")) == ("px", "mm", "cm", "m")
    assert units_for("open", parse_pixel_size("1.0005m")) == ("px", "cm", "m", "km")


def test_where_the_slider_stands() -> None:
    """Radii evenly up to 30 pixels, areas by powers of ten up to a million, with two digits."""
    radius, area = Step("open", 1.0), Step("min-area", 1.0)
    assert [size_at(radius, share, UNCALIBRATED) for share in (0.0, 0.05, 0.1, 0.5, 1.0)] == [0, 2, 3, 15, 30]
    assert [size_at(area, share, UNCALIBRATED) for share in (0.0, 0.3, 0.5, 1.0)] == [1, 63, 1000, 1e6]
    assert [share_of(Step("open", size), UNCALIBRATED) for size in (0.0, 15.0, 30.0, 31.0)] == [0, 0.5, 1, 1]
    shares = [share_of(Step("min-area", size), UNCALIBRATED) for size in (0.0, 0.5, 1.0, 1000.0, 1e6, 1e7)]
    assert shares == pytest.approx([0, 0, 0, 0.5, 1, 1])


def test_sizes_in_another_unit_have_three_digits() -> None:
    scale = parse_pixel_size("3m,12m")
    # Along a pixel of 36 m² it is 6 m.
    assert in_unit(Step("open", 6.0, "m"), "px", scale) == Step("open", 1.0)
    assert in_unit(Step("min-area", 2.0), "m²", scale) == Step("min-area", 72.0, "m²")
    assert in_unit(Step("open", 1.0, "m"), "px", scale) == Step("open", 0.167)
    assert size_at(Step("open", 1.0, "m"), 0.1, parse_pixel_size("0.3333m")) == 1.0
    assert size_at(Step("min-area", 1.0, "m²"), 0.3, parse_pixel_size("0.5m")) == 15.8


def test_the_slider_of_a_split_goes_to_150_pixels() -> None:
    split = Step("split", 1.0)
    assert [size_at(split, share, UNCALIBRATED) for share in (0.0, 0.1, 0.5, 1.0)] == [0, 15, 75, 150]
    assert [share_of(Step("split", size), UNCALIBRATED) for size in (75.0, 150.0, 151.0)] == [0.5, 1, 1]


def test_what_is_of_no_one_length_is_a_radius_or_a_diameter() -> None:
    degrees = calibrate(Image(np.zeros((4, 4, 3), np.uint8), georeference=GEOGRAPHIC))
    for kind, word in (("open", "radius"), ("split", "diameter")):
        why = why_not_in_its_unit(Step(kind, 1.0, "m"), degrees)
        assert why.startswith(f"The {word} of ")
        assert why.endswith(f": give the {word} in pixels.")
